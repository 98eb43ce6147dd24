import type { JsonObject } from '../../../lib/isolation/template/json';
import { type ResolvedTemplate, resolveTemplate } from '../../../lib/isolation/template/resolve-template';
import {
  asText,
  describeText,
  isObject,
  type Resolved,
  type ResolvedObject,
  type Text,
} from '../../../lib/isolation/template/value';
import { inDeploymentOrder } from './deployment-order';

/** One environment as templates: its stacks and its bootstrap. */
export interface SideInput {
  readonly account: string;
  readonly region: string;
  readonly stacks: readonly { readonly name: string; readonly template: JsonObject }[];
}

/** A resource as it will be there once the stacks are deployed. */
export interface Deployed {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: ResolvedObject;
  /** What `Ref` gives: a name, URL, id or ARN. */
  readonly reference: Text | undefined;
  readonly arn: Text | undefined;
}

interface ResolvedStack {
  readonly resolved: ResolvedTemplate;
  readonly resources: readonly Deployed[];
}

/** All that one environment's stacks hold. */
export class DeployedSide {
  readonly account: string;
  readonly region: string;
  readonly resources: readonly Deployed[];
  private readonly stacks = new Map<string, ResolvedTemplate>();
  private readonly byType = new Map<string, Deployed[]>();
  private readonly byName = new Map<string, Deployed>();

  constructor({ account, region, stacks }: SideInput) {
    this.account = account;
    this.region = region;
    const exports = new Map<string, Resolved>();
    this.resources = inDeploymentOrder(stacks).flatMap(({ name, template }) => {
      const { resolved, resources } = resolveStack(name, template, { account, region }, exports);
      for (const [exported, value] of resolved.exports) exports.set(exported, value);
      this.stacks.set(name, resolved);
      return resources;
    });
    for (const resource of this.resources) {
      const ofType = this.byType.get(resource.type);
      if (ofType) ofType.push(resource);
      else this.byType.set(resource.type, [resource]);
      for (const name of [resource.arn, resource.reference, asText(resource.properties['Name'] ?? null)]) {
        if (name !== undefined) this.byName.set(`${resource.type} ${describeText(name)}`, resource);
      }
    }
  }

  ofType(type: string): readonly Deployed[] {
    return this.byType.get(type) ?? [];
  }

  /** The resource of a type that a property names, by ARN, by name, or by whatever its `Ref` gives. */
  find(type: string, named: Resolved | undefined): Deployed | undefined {
    const text = named === undefined ? undefined : asText(named);
    return text === undefined ? undefined : this.byName.get(`${type} ${describeText(text)}`);
  }

  /** What `Fn::GetAtt` gives. */
  attribute({ stack, logicalId }: Deployed, name: string): Text | undefined {
    const value = this.stacks.get(stack)?.resolve({ 'Fn::GetAtt': [logicalId, name] });
    return value === undefined ? undefined : asText(value);
  }
}

/** Attributes that hold the ARN where `Arn` does not. */
const ARN_ATTRIBUTE: Readonly<Record<string, string>> = {
  'AWS::SNS::Topic': 'TopicArn',
  'AWS::IAM::ManagedPolicy': 'PolicyArn',
};

/** Resolved stacks by template: when one stack of a side is changed many times, the others are worked out once. */
const known = new WeakMap<JsonObject, { readonly key: string; readonly stack: ResolvedStack }>();

function resolveStack(
  name: string,
  template: JsonObject,
  { account, region }: { readonly account: string; readonly region: string },
  exports: ReadonlyMap<string, Resolved>,
): ResolvedStack {
  const key = `${name} ${account} ${region} ${JSON.stringify([...exports])}`;
  const before = known.get(template);
  if (before?.key === key) return before.stack;
  const target = { stack: name, stackName: name, account, region, exports: new Map(exports) };
  const resolved = resolveTemplate(template, target);
  const resources = [...resolved.resources.values()].map(({ logicalId, type, properties }): Deployed => {
    const reference = asText(resolved.resolve({ Ref: logicalId }));
    const attribute = asText(resolved.resolve({ 'Fn::GetAtt': [logicalId, ARN_ATTRIBUTE[type] ?? 'Arn'] }));
    const arn = [attribute, reference].find((text) => text !== undefined && describeText(text).startsWith('arn:'));
    return {
      stack: name,
      logicalId,
      type,
      properties: isObject(properties) ? properties : {},
      reference,
      arn,
    };
  });
  const stack = { resolved, resources };
  known.set(template, { key, stack });
  return stack;
}

/** A member of a resolved value; undefined where there is none. */
export function member(value: Resolved | undefined, ...path: readonly string[]): Resolved | undefined {
  return path.reduce<Resolved | undefined>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}

/** The items of a list; a single value counts as a list of one. */
export function items(value: Resolved | undefined): readonly Resolved[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Resolved[]) : [value];
}
