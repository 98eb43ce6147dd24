import type { EnvironmentName } from '../../environment/modes';
import type { Environment } from '../../environment/schema';
import type { Json } from '../template/json';
import { type ResolvedTemplate, resolveTemplate } from '../template/resolve-template';
import { asText, isObject, type Resolved, type ResolvedObject, type Text, type Unknown } from '../template/value';
import type { SideInput, StackInput, TextInput } from './side-input';

/** A resource of one side, worked out for its account. */
export interface SideResource {
  readonly stack: string;
  readonly logicalId: string;
  /** Such as `AWS::SQS::Queue`; empty when the template has none. */
  readonly type: string;
  /** Whether its condition holds; resources whose condition surely does not are left out of a side. */
  readonly exists: true | Unknown;
  readonly properties: ResolvedObject;
  /** As written. */
  readonly definition: Json;
  /** ARN, or undefined where its type's is not known. */
  readonly arn: Text | undefined;
  /** What `Ref` gives: a name, id or ARN. */
  readonly reference: Text | undefined;
}

export interface SideStack {
  readonly name: string;
  readonly input: StackInput;
  readonly resolved: ResolvedTemplate;
}

/** One environment: every template worked out for its account. */
export interface Side {
  readonly name: EnvironmentName;
  readonly account: string;
  readonly region: string;
  readonly stacks: readonly SideStack[];
  readonly resources: readonly SideResource[];
  readonly texts: readonly TextInput[];
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
  readonly environment: Environment | undefined;
  /** The resources of a type, in the order of the templates. */
  ofType(type: string): readonly SideResource[];
  find(stack: string, logicalId: string): SideResource | undefined;
}

export function buildSide(name: EnvironmentName, input: SideInput): Side {
  const stacks = resolveStacks(input);
  const resources = stacks.flatMap(resourcesOf);
  const byType = groupByType(resources);
  const byId = new Map(resources.map((resource) => [`${resource.stack}/${resource.logicalId}`, resource]));
  return {
    name,
    account: input.account,
    region: input.region,
    stacks,
    resources,
    texts: input.texts ?? [],
    unread: input.unread ?? [],
    environment: input.environment,
    ofType: (type) => byType.get(type) ?? [],
    find: (stack, logicalId) => byId.get(`${stack}/${logicalId}`),
  };
}

/** Stacks that import are worked out again until what they export changes no more; a circle ends with unknowns. */
function resolveStacks({ account, region, stacks, bootstrap }: SideInput): SideStack[] {
  const inputs = bootstrap ? [...stacks, bootstrap] : stacks;
  const exports = new Map<string, Resolved>();
  const done = new Map<StackInput, SideStack>();
  const resolve = (input: StackInput): void => {
    const target = {
      stack: input.name,
      stackName: input.name,
      account: input.account ?? account,
      region: input.region ?? region,
      exports,
      ...(input.parameters && { parameters: input.parameters }),
      ...(input.turnedConditions && { turnedConditions: input.turnedConditions }),
    };
    const resolved = resolveTemplate(input.template, target);
    done.set(input, { name: input.name, input, resolved });
    for (const [key, value] of resolved.exports) exports.set(key, value);
  };
  const importing = inputs.filter(({ template }) => JSON.stringify(template).includes('"Fn::ImportValue"'));
  for (const input of inputs) if (!importing.includes(input)) resolve(input);
  let before: string | undefined;
  for (let round = 0; round < LONGEST_CHAIN && before !== JSON.stringify([...exports]); round++) {
    before = JSON.stringify([...exports]);
    for (const input of importing) resolve(input);
  }
  return inputs.flatMap((input) => done.get(input) ?? []);
}

/** Of imports; what a longer one imports stays unknown. */
const LONGEST_CHAIN = 10;

function resourcesOf({ name, resolved }: SideStack): SideResource[] {
  return [...resolved.resources.values()].flatMap(({ logicalId, type, exists, properties, definition }) => {
    if (exists === false) return [];
    const reference = asText(resolved.resolve({ Ref: logicalId }));
    const attribute = asText(resolved.resolve({ 'Fn::GetAtt': [logicalId, ARN_ATTRIBUTE.get(type) ?? 'Arn'] }));
    const arn = [attribute, reference].find((text) => text !== undefined && startsAsArn(text));
    const known = isObject(properties) ? properties : {};
    return { stack: name, logicalId, type, exists, properties: known, definition, arn, reference };
  });
}

/** Where the ARN is not under `Arn`. */
const ARN_ATTRIBUTE: ReadonlyMap<string, string> = new Map([
  ['AWS::SNS::Topic', 'TopicArn'],
  ['AWS::Backup::BackupVault', 'BackupVaultArn'],
  ['AWS::IAM::ManagedPolicy', 'PolicyArn'],
  ['AWS::Lambda::LayerVersion', 'LayerVersionArn'],
]);

function startsAsArn(text: Text): boolean {
  const start = typeof text === 'string' ? text : text.parts[0];
  return typeof start === 'string' && start.startsWith('arn:');
}

function groupByType(resources: readonly SideResource[]): Map<string, SideResource[]> {
  const groups = new Map<string, SideResource[]>();
  for (const resource of resources) {
    const group = groups.get(resource.type);
    if (group) group.push(resource);
    else groups.set(resource.type, [resource]);
  }
  return groups;
}
