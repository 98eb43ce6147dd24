import type { Property, PropertyType, Resource, SpecDatabase, TypeDefinition } from '@aws-cdk/service-spec-types';
import { kindOfValue, type SpecifiedProperty } from './kinds/kind-of-property';
import type { PropertyKind } from './kinds/property-kind';

/** One property of an object: its kind, and the objects it can hold, below so many lists (`[`) and maps (`{`). */
export interface PropertyNode {
  readonly kind: PropertyKind;
  /** Lists and maps from the outside in; `*` at the end when anything may stand below. */
  readonly containers: string;
  readonly objects: readonly ObjectNode[];
}

/** An object of the templates: a resource's properties, or one of its definitions. May hold itself. */
export interface ObjectNode {
  readonly properties: Map<string, PropertyNode>;
}

/** @returns the properties of one resource type, as a graph */
export function resourceGraph(database: SpecDatabase, resource: Resource): ObjectNode {
  const uses = usesOfDefinitions(database, resource);
  const built = new Map<string, ObjectNode>();
  const build = (properties: Record<string, Property>, definition: TypeDefinition | undefined): ObjectNode => {
    const known = definition && built.get(definition.$id);
    if (known) return known;
    const node: ObjectNode = { properties: new Map() };
    if (definition) built.set(definition.$id, node);
    const usedAs = definition ? [...(uses.get(definition.$id) ?? [])] : [];
    for (const [name, property] of Object.entries(properties)) {
      const specified: SpecifiedProperty = {
        type: resource.cloudFormationType,
        definition: definition?.name,
        usedAs,
        name,
        property,
      };
      node.properties.set(name, propertyNode(specified, property.type));
    }
    return node;
  };
  const propertyNode = (specified: SpecifiedProperty, type: PropertyType): PropertyNode => {
    const forms = formsOf(type);
    const objects: ObjectNode[] = [];
    let containers = '';
    let kind: PropertyKind = 'plain';
    for (const form of forms) {
      if (form.containers.length > containers.length) containers = form.containers;
      if (form.inner.type === 'ref') {
        const definition = database.get('typeDefinition', form.inner.reference.$ref);
        objects.push(build(definition.properties, definition));
      } else if (form.inner.type === 'tag') {
        objects.push(TAG);
      } else {
        if (form.inner.type === 'json' && !containers.endsWith('*')) containers += '*';
        kind = stronger(kind, kindOfValue(specified, form.inner, containers.includes('{')));
      }
    }
    return { kind, containers, objects };
  };
  return build(resource.properties, undefined);
}

const TAG: ObjectNode = {
  properties: new Map(
    ['Key', 'Value'].map((name) => [name, { kind: 'plain', containers: '', objects: [] } satisfies PropertyNode]),
  ),
};

interface Form {
  readonly containers: string;
  readonly inner: Exclude<PropertyType, { type: 'array' | 'map' | 'union' }>;
}

/** The alternatives of a type without lists, maps and unions. */
function formsOf(type: PropertyType, containers = ''): Form[] {
  if (type.type === 'union') return type.types.flatMap((each) => formsOf(each, containers));
  if (type.type === 'array') return formsOf(type.element, `${containers}[`);
  if (type.type === 'map') return formsOf(type.element, `${containers}{`);
  return [{ containers, inner: type }];
}

/** A policy that may also be a text stays a policy. */
function stronger(a: PropertyKind, b: PropertyKind): PropertyKind {
  if (a === 'policy' || b === 'policy') return 'policy';
  if (a === 'plain' || (a === 'name' && b !== 'plain')) return b;
  return a;
}

function usesOfDefinitions(database: SpecDatabase, resource: Resource): Map<string, Set<string>> {
  const uses = new Map<string, Set<string>>();
  const visit = (properties: Record<string, Property>): void => {
    for (const [name, property] of Object.entries(properties)) {
      for (const { inner } of formsOf(property.type)) {
        if (inner.type !== 'ref') continue;
        const id = inner.reference.$ref;
        const known = uses.get(id);
        if (known) known.add(name);
        else {
          uses.set(id, new Set([name]));
          visit(database.get('typeDefinition', id).properties);
        }
      }
    }
  };
  visit(resource.properties);
  return uses;
}
