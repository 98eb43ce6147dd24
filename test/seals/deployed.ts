import { isJsonObject, type Json, type JsonObject, member } from '../../lib/isolation/template/json';
import { type ResolvedTemplate, resolveTemplate } from '../../lib/isolation/template/resolve-template';
import { PartialText, type Resolved, Unknown } from '../../lib/isolation/template/value';
import type { Side } from './sides';

/** Where a resource stands. */
export interface Place {
  readonly stack: string;
  readonly logicalId: string;
}

export interface DeployedResource extends Place {
  readonly type: string;
  readonly properties: JsonObject;
  /** As written. */
  readonly definition: JsonObject;
}

/** One side as deployed: references worked out, and what AWS makes up, such as the id of a key, made up here. */
export class Deployed {
  private constructor(
    readonly side: Side,
    private readonly templates: ReadonlyMap<string, ResolvedTemplate>,
    readonly resources: readonly DeployedResource[],
  ) {}

  static of(side: Side): Deployed {
    const { account, region } = side.environment;
    const exports = new Map<string, Resolved>();
    const templates = new Map<string, ResolvedTemplate>();
    // Stacks come after those that they import from.
    for (const [stack, template] of Object.entries(side.templates)) {
      const resolved = resolveTemplate(template, { stack, stackName: stack, account, region, exports });
      for (const [name, value] of resolved.exports) exports.set(name, value);
      templates.set(stack, resolved);
    }
    const resources = [...templates].flatMap(([stack, { resources }]) =>
      [...resources.values()].map(({ logicalId, type, properties, definition }) => ({
        stack,
        logicalId,
        type,
        properties: madeUp(properties) as JsonObject,
        definition: definition as JsonObject,
      })),
    );
    return new Deployed(side, templates, resources);
  }

  /** The same with one resource written otherwise, or gone. */
  with({ stack, logicalId }: Place, definition: JsonObject | undefined): Deployed {
    const at = (each: Place) => each.stack === stack && each.logicalId === logicalId;
    const resources = this.resources.flatMap((resource) => {
      if (!at(resource)) return [resource];
      if (!definition) return [];
      const properties = this.resolve(stack, member(definition, 'Properties') ?? {});
      return [{ ...resource, definition, properties: isJsonObject(properties) ? properties : {} }];
    });
    return new Deployed(this.side, this.templates, resources);
  }

  all(type: string): DeployedResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** What `Ref` gives. */
  reference({ stack, logicalId }: Place): Json {
    return this.resolve(stack, { Ref: logicalId });
  }

  /** ARN of the environment's key. */
  get key(): string {
    const { stack, logicalId } = one(this.all('AWS::KMS::Key'), 'key');
    return String(this.resolve(stack, { 'Fn::GetAtt': [logicalId, 'Arn'] }));
  }

  private resolve(stack: string, value: Json): Json {
    const template = this.templates.get(stack);
    if (!template) throw new Error(`no stack ${stack}`);
    return madeUp(template.resolve(value));
  }
}

export function one<Item>(items: readonly Item[], what: string): Item {
  const [item, ...more] = items;
  if (item === undefined || more.length > 0) throw new Error(`expected one ${what}, found ${items.length}`);
  return item;
}

/** What is only known when it is created gets a value of its own, always the same. */
function madeUp(value: Resolved): Json {
  if (value instanceof Unknown) return `made-up-${value.id.replace(/[^A-Za-z0-9]/g, '')}`;
  if (value instanceof PartialText) {
    return value.parts.map((part) => (part instanceof Unknown ? madeUp(part) : part)).join('');
  }
  if (Array.isArray(value)) return value.map((item) => madeUp(item as Resolved));
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, madeUp(item as Resolved)]));
}
