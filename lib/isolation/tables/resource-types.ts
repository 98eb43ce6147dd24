import { readFileSync } from 'node:fs';
import { KIND_MARKS, PROPERTY_KINDS, type PropertyKind } from './kinds/property-kind';
import { decodeNumber, NameList } from './name-list';
import type { ResourceTypesFile } from './resource-types-file';
import { tableFile } from './table-files';

/** What the CloudFormation resource database says of a resource type. */
export interface TypeFacts {
  /** Custom resources take any property: what the type itself has is known, the rest never. */
  readonly isCustom: boolean;
  /** Names of the properties of the resource itself. */
  readonly properties: readonly string[];
  /** Where its policies are: `PolicyDocument`, `Policies[].PolicyDocument`. */
  readonly policyProperties: readonly string[];
  /** Names of the properties and attributes that identify the resource in its account. */
  readonly primaryIdentifier: readonly string[];
  /** The property that holds its tags; undefined for what cannot be tagged. */
  readonly tags: string | undefined;
  /** Whether it is, or holds, a policy that says who may use a resource. */
  readonly hasResourcePolicy: boolean;
  /**
   * What a property can carry.
   * @param path below `Properties`; a number for an item of a list
   * @returns undefined for a property that the database does not know
   */
  kindOf(path: readonly (string | number)[]): PropertyKind | undefined;
  /** The paths of all properties of a kind, lists as `[]` and maps as `{}`, each object once where it holds itself. */
  pathsOf(kind: PropertyKind): readonly string[];
}

/** Whether the type is in the database; third-party types, modules and custom resources are not. */
export function isKnown(type: string): boolean {
  return !isCustom(type) && table().indexes.has(type);
}

/** @returns undefined for a type that is not in the database */
export function typeFacts(type: string): TypeFacts | undefined {
  const { indexes, facts, decoded } = table();
  const listed = isCustom(type) ? CUSTOM_RESOURCE : type;
  const known = decoded.get(listed);
  if (known) return known;
  const line = facts[indexes.get(listed) ?? -1];
  if (line === undefined) return undefined;
  const made = factsOf(listed, line);
  decoded.set(listed, made);
  return made;
}

/** The names of all types of the database. */
export function knownTypes(): readonly string[] {
  return [...table().indexes.keys()];
}

const CUSTOM_RESOURCE = 'AWS::CloudFormation::CustomResource';

function isCustom(type: string): boolean {
  return type === CUSTOM_RESOURCE || type.startsWith('Custom::');
}

function factsOf(type: string, line: string): TypeFacts {
  const [, root = '', identifier = '', tags = '', policy = ''] =
    /^([\w-]+)((?:\.[\w-]+)*)(#[\w-]+)?(!?)$/.exec(line) ?? [];
  const object = decodeNumber(root);
  const found = new Map<PropertyKind, readonly string[]>();
  const pathsOf = (kind: PropertyKind): readonly string[] => {
    const known = found.get(kind) ?? [...pathsBelow(object, kind, '', [])];
    found.set(kind, known);
    return known;
  };
  return {
    isCustom: isCustom(type),
    properties: [...objectOf(object).keys()],
    get policyProperties() {
      return pathsOf('policy');
    },
    primaryIdentifier: identifier === '' ? [] : identifier.slice(1).split('.').map(nameOf),
    tags: tags === '' ? undefined : nameOf(tags.slice(1)),
    hasResourcePolicy: policy !== '',
    kindOf: (path) => (path.length === 0 ? 'plain' : kindBelow(object, path, 0)),
    pathsOf,
  };
}

/** A property of an object; see {@link ResourceTypesFile.objects}. */
interface PropertyFacts {
  readonly kind: PropertyKind;
  readonly containers: string;
  readonly objects: readonly number[];
}

function kindBelow(object: number, path: readonly (string | number)[], at: number): PropertyKind | undefined {
  const property = objectOf(object).get(String(path[at]));
  if (!property) return undefined;
  const { kind, containers, objects } = property;
  let next = at + 1;
  for (const container of containers) {
    if (container === '{' ? next < path.length : container === '[' && typeof path[next] === 'number') next++;
  }
  while (typeof path[next] === 'number') next++;
  if (next >= path.length) return kind;
  for (const child of objects) {
    const below = kindBelow(child, path, next);
    if (below) return below;
  }
  const anyBelow = containers.endsWith('*') || (objects.length === 0 && kind !== 'plain');
  return anyBelow ? kind : undefined;
}

function* pathsBelow(object: number, kind: PropertyKind, path: string, above: readonly number[]): Iterable<string> {
  if (above.includes(object)) return;
  for (const [name, property] of objectOf(object)) {
    const here = `${path}${name}${property.containers.replaceAll('[', '[]').replaceAll('{', '{}').replace('*', '')}`;
    if (property.kind === kind) yield here;
    for (const child of property.objects) yield* pathsBelow(child, kind, `${here}.`, [...above, object]);
  }
}

const KIND_OF_MARK = new Map(PROPERTY_KINDS.map((kind) => [KIND_MARKS[kind], kind]));

function objectOf(number: number): ReadonlyMap<string, PropertyFacts> {
  const { objects } = table();
  const object = objects[number];
  if (typeof object !== 'string') return object ?? new Map();
  const properties = new Map<string, PropertyFacts>();
  for (const [, name = '', containers = '', children = '', mark = ''] of object.matchAll(
    /([\w-]+)([[{*]*)((?::[\w-]+)*)([^\w-])/g,
  )) {
    properties.set(nameOf(name), {
      kind: KIND_OF_MARK.get(mark) ?? 'name',
      containers,
      objects: children === '' ? [] : children.slice(1).split(':').map(decodeNumber),
    });
  }
  objects[number] = properties;
  return properties;
}

function nameOf(digits: string): string {
  return table().names.at(decodeNumber(digits)) ?? '';
}

interface Table {
  readonly indexes: ReadonlyMap<string, number>;
  readonly facts: readonly string[];
  readonly names: NameList;
  /** Texts until they are asked for. */
  readonly objects: (string | ReadonlyMap<string, PropertyFacts>)[];
  readonly decoded: Map<string, TypeFacts>;
}

let loaded: Table | undefined;

function table(): Table {
  if (loaded) return loaded;
  const file: ResourceTypesFile = JSON.parse(readFileSync(tableFile('resource-types'), 'utf8'));
  loaded = {
    indexes: new Map(new NameList(file.types).all().map((type, index) => [type, index])),
    facts: file.facts.split(' '),
    names: new NameList(file.names),
    objects: file.objects.split(' '),
    decoded: new Map(),
  };
  return loaded;
}
