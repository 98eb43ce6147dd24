import { type TemplateResource, unpackResource } from './compact-template';

/** A template as CloudFormation gives it back. */
export interface DeployedTemplate {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

/** One resource that would be made, changed or taken away. */
export interface ResourceDifference {
  readonly change: 'added' | 'changed' | 'removed';
  readonly type: string;
  readonly logicalId: string;
  /** Top-level properties that differ; empty unless changed. */
  readonly properties: readonly string[];
}

/** What deploying `wanted` over `deployed` does, resource by resource; nothing when they say the same. */
export function templateDifference(deployed: DeployedTemplate, wanted: DeployedTemplate): ResourceDifference[] {
  const [before, after] = [resourcesOf(deployed), resourcesOf(wanted)];
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return ids.flatMap((logicalId): ResourceDifference[] => {
    const [old, now] = [before.get(logicalId), after.get(logicalId)];
    const type = now?.Type ?? old?.Type ?? '';
    if (!old) return [{ change: 'added', type, logicalId, properties: [] }];
    if (!now) return [{ change: 'removed', type, logicalId, properties: [] }];
    const properties = differing(old, now);
    return properties.length > 0 ? [{ change: 'changed', type, logicalId, properties }] : [];
  });
}

function resourcesOf({ Resources = {} }: DeployedTemplate): Map<string, TemplateResource> {
  return new Map(Object.entries(Resources).map(([id, resource]) => [id, unpackResource(resource)]));
}

/** Names of properties, and of attributes beside them such as DeletionPolicy. */
function differing(old: TemplateResource, now: TemplateResource): string[] {
  const { Properties: oldProperties = {}, ...oldAttributes } = old;
  const { Properties: newProperties = {}, ...newAttributes } = now;
  return [...unequal(oldAttributes, newAttributes), ...unequal(oldProperties, newProperties)];
}

function unequal(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): string[] {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return keys.filter((key) => canonical(one[key]) !== canonical(other[key]));
}

/** Text that does not depend on the order of members. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, member) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
        : member,
    ) ?? ''
  );
}
