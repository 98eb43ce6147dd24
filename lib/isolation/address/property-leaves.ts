import type { Side, SideResource } from '../model/side';
import { oncePer } from '../once-per';
import type { PropertyKind } from '../tables/kinds/property-kind';
import { typeFacts } from '../tables/resource-types';
import { isList, isObject, type PropertyPath, type Resolved } from '../template/value';
import { type PropertyUse, propertyUse } from './property-use';

/** A value that can carry an address: a text, an unknown, or free-form JSON as a whole. */
export interface Leaf {
  readonly resource: SideResource;
  readonly path: PropertyPath;
  /** Type and path without positions: `AWS::Events::Rule.Targets.Arn`. */
  readonly key: string;
  /** Undefined for a property that the resource database does not know. */
  readonly kind: PropertyKind | undefined;
  readonly use: PropertyUse;
  readonly value: Resolved;
}

/** Every leaf of a side that is neither plain nor part of a policy document. */
export const leavesOf = oncePer((side: Side): readonly Leaf[] => {
  const kinds = new Map<string, PropertyKind | undefined>();
  const uses = new Map<string, PropertyUse>();
  const leaves: Leaf[] = [];
  for (const resource of side.resources) {
    const walk: Walk = { resource, kinds, uses, leaves };
    if (typeFacts(resource.type) || resource.type !== '') visit(walk, resource.properties, [], resource.type, 'group');
  }
  return leaves;
});

interface Walk {
  readonly resource: SideResource;
  readonly kinds: Map<string, PropertyKind | undefined>;
  readonly uses: Map<string, PropertyUse>;
  readonly leaves: Leaf[];
}

function visit(walk: Walk, value: Resolved, path: PropertyPath, key: string, kind: PropertyKind | undefined): void {
  const { resource, leaves } = walk;
  if (isList(value) && !isFreeForm(kind)) {
    value.forEach((item, index) => {
      visit(walk, item, path.concat(index), key, kind);
    });
  } else if (isObject(value) && !isFreeForm(kind)) {
    for (const [name, item] of Object.entries(value)) {
      const below = path.concat(name);
      const place = `${key}.${name}`;
      const found = kindAt(walk, place, below);
      if (found !== 'plain' && found !== 'policy') visit(walk, item, below, place, found);
    }
  } else if (value !== null) {
    leaves.push({ resource, path, key, kind, use: useAt(walk, key, kind), value });
  }
}

function isFreeForm(kind: PropertyKind | undefined): boolean {
  return kind === undefined || kind === 'json' || kind === 'environment';
}

function kindAt({ resource, kinds }: Walk, key: string, path: PropertyPath): PropertyKind | undefined {
  if (kinds.has(key)) return kinds.get(key);
  const kind = typeFacts(resource.type)?.kindOf(path);
  kinds.set(key, kind);
  return kind;
}

function useAt({ uses }: Walk, key: string, kind: PropertyKind | undefined): PropertyUse {
  const known = uses.get(key);
  if (known) return known;
  const use = propertyUse(key, kind);
  uses.set(key, use);
  return use;
}
