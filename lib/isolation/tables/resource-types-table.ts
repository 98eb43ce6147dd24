import type { Resource, SpecDatabase } from '@aws-cdk/service-spec-types';
import { KIND_MARKS, type PropertyKind } from './kinds/property-kind';
import { encodeNames, encodeNumber } from './name-list';
import { type ObjectNode, type PropertyNode, resourceGraph } from './resource-graph';
import type { ResourceTypesFile } from './resource-types-file';

/** Types whose policies say what an identity or a session may do, not who may use a resource. */
const IDENTITY_TYPES = new Set([
  'AWS::IAM::Group',
  'AWS::IAM::User',
  'AWS::RolesAnywhere::Profile',
  'AWS::SSO::PermissionSet',
  'AWS::Serverless::StateMachine',
  'AWS::Transfer::User',
]);

const node = (kind: PropertyKind): PropertyNode => ({ kind, containers: '', objects: [] });
const nodes = (kinds: Readonly<Record<string, PropertyKind>>): ObjectNode => ({
  properties: new Map(Object.entries(kinds).map(([name, kind]) => [name, node(kind)])),
});

/**
 * What the registry of resource types does not know: what the CDK puts into every stack, `Modules` in its first version, and what SAM
 * makes policies of. Source: SAM developer guide, "AWS::Serverless::Connector".
 */
const UNREGISTERED: Readonly<Record<string, ObjectNode>> = {
  'AWS::CDK::Metadata': nodes({ Analytics: 'plain', Modules: 'plain' }),
  'AWS::Serverless::Connector': nodes({ Source: 'json', Destination: 'json', Permissions: 'plain' }),
};

/** @returns the table of every resource type of the database, for {@link ResourceTypesFile} */
export function resourceTypesTable(database: SpecDatabase): ResourceTypesFile {
  const types = database
    .all('resource')
    .map((resource) => ({ name: resource.cloudFormationType, resource, root: resourceGraph(database, resource) }))
    .concat(Object.entries(UNREGISTERED).map(([name, root]) => ({ name, resource: { name } as Resource, root })))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const objects = reachable(types.map(({ root }) => root));
  const groups = groupsOf(objects);
  const numbers = equalObjects(objects, groups);
  const distinct = new Map<number, ObjectNode>();
  for (const [object, number] of numbers) if (!distinct.has(number)) distinct.set(number, object);
  const used = [...distinct.values()].flatMap((object) => [...object.properties.keys()]);
  const names = namesByUse([...used, ...types.flatMap(({ resource }) => extraNames(resource))]);
  const index = new Map(names.map((name, at) => [name, at]));
  const numberOf = (name: string): string => encodeNumber(index.get(name) ?? Number.NaN);
  const line = (object: ObjectNode): string =>
    [...object.properties]
      .map(([name, property]) => {
        const children = property.objects.map((child) => `:${encodeNumber(numbers.get(child) ?? Number.NaN)}`).join('');
        return numberOf(name) + property.containers + children + KIND_MARKS[kindOfNode(property, groups)];
      })
      .join('');
  return {
    types: encodeNames(types.map(({ name }) => name)),
    facts: types
      .map(({ root, resource }) => {
        const identifier = (resource.primaryIdentifier ?? []).map((path) => `.${numberOf(path)}`).join('');
        const tags = resource.tagInformation ? `#${numberOf(resource.tagInformation.tagPropertyName)}` : '';
        return `${encodeNumber(numbers.get(root) ?? Number.NaN)}${identifier}${tags}${hasResourcePolicy(resource, root) ? '!' : ''}`;
      })
      .join(' '),
    names: encodeNames(names),
    objects: [...distinct.values()].map(line).join(' '),
  };
}

function extraNames({ primaryIdentifier = [], tagInformation }: Resource): string[] {
  return tagInformation ? [...primaryIdentifier, tagInformation.tagPropertyName] : primaryIdentifier;
}

function hasResourcePolicy({ scrutinizable, cloudFormationType }: Resource, root: ObjectNode): boolean {
  if (scrutinizable === 'LambdaPermission') return true;
  if (scrutinizable === 'IdentityPolicyResource' || IDENTITY_TYPES.has(cloudFormationType)) return false;
  return reachable([root]).some(({ properties }) => [...properties.values()].some(({ kind }) => kind === 'policy'));
}

/** Names with numbers of one digit, of two and of more, by how much they are used; each of the three parts sorted. */
function namesByUse(used: readonly string[]): string[] {
  const uses = new Map<string, number>();
  for (const name of used) uses.set(name, (uses.get(name) ?? 0) + 1);
  const byUse = [...uses].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
  return [byUse.slice(0, 64), byUse.slice(64, 4096), byUse.slice(4096)].flatMap((names) => names.sort());
}

function reachable(roots: readonly ObjectNode[]): ObjectNode[] {
  const found = new Set(roots);
  for (const object of found) {
    for (const property of object.properties.values()) for (const child of property.objects) found.add(child);
  }
  return [...found];
}

/** The objects that hold, at any depth, something that can carry a channel. */
function groupsOf(objects: readonly ObjectNode[]): Set<ObjectNode> {
  const groups = new Set<ObjectNode>();
  for (let size = -1; size !== groups.size; ) {
    size = groups.size;
    for (const object of objects) {
      const carries = [...object.properties.values()].some(
        ({ kind, objects: children }) => kind !== 'plain' || children.some((child) => groups.has(child)),
      );
      if (carries) groups.add(object);
    }
  }
  return groups;
}

function kindOfNode({ kind, objects }: PropertyNode, groups: ReadonlySet<ObjectNode>): PropertyKind {
  return kind === 'plain' && objects.some((child) => groups.has(child)) ? 'group' : kind;
}

/** Gives objects of the same form the same number, also where they hold themselves. */
function equalObjects(objects: readonly ObjectNode[], groups: ReadonlySet<ObjectNode>): Map<ObjectNode, number> {
  let numbers = new Map<ObjectNode, number>(objects.map((object) => [object, 0]));
  for (let count = 0; ; ) {
    const forms = new Map<string, number>();
    const next = new Map<ObjectNode, number>();
    for (const object of objects) {
      const form = [...object.properties]
        .map(([name, property]) => {
          const children = property.objects.map((child) => numbers.get(child)).join(':');
          return `${name} ${property.containers} ${kindOfNode(property, groups)} ${children}`;
        })
        .join('\n');
      const number = forms.get(form) ?? forms.size;
      forms.set(form, number);
      next.set(object, number);
    }
    numbers = next;
    if (forms.size === count) return numbers;
    count = forms.size;
  }
}
