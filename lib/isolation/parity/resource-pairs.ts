import type { NeutralResource } from './neutral';

/** Every resource of a side by neutral stack and logical id. */
export type ResourcesById = ReadonlyMap<string, NeutralResource>;

type Pair = readonly [NeutralResource | undefined, NeutralResource | undefined];

/**
 * Pairs of corresponding resources: those with the same logical id, and those whose ids differ only in the name of the side. The CDK puts
 * that name, with a hash, into ids that come from a path or an address.
 */
export function resourcePairs(sandbox: ResourcesById, live: ResourcesById) {
  const only = (of: ResourcesById, other: ResourcesById) =>
    [...of].filter(([key]) => !other.has(key)).map(([, item]) => item);
  const right = byNeutralId(only(live, sandbox), 'live');
  const renamed = new Map<string, string>();
  const twins = new Map<NeutralResource, NeutralResource>();
  for (const [id, one] of byNeutralId(only(sandbox, live), 'sandbox')) {
    const two = right.get(id);
    if (!one || !two) continue;
    twins.set(one, two);
    renamed.set(one.logicalId, two.logicalId);
  }
  const taken = new Set(twins.values());
  const pairs: Pair[] = [
    ...[...sandbox].map(([key, one]): Pair => [one, live.get(key) ?? twins.get(one)]),
    ...only(live, sandbox)
      .filter((two) => !taken.has(two))
      .map((two): Pair => [undefined, two]),
  ];
  return { pairs, sameId: sameButForIds(renamed) };
}

/** By stack, type and id without the side's name and the hashes that come of it; undefined where several would be one. */
function byNeutralId(resources: readonly NeutralResource[], name: string): Map<string, NeutralResource | undefined> {
  const found = new Map<string, NeutralResource | undefined>();
  for (const resource of resources) {
    const { stack, type, logicalId } = resource;
    if (!logicalId.includes(name)) continue;
    const id = logicalId.replace(/[0-9A-F]{8}/g, '').replaceAll(name, '{environment}');
    const key = `${stack} ${type} ${id}`;
    found.set(key, found.has(key) ? undefined : resource);
  }
  return found;
}

function sameButForIds(renamed: ReadonlyMap<string, string>): (sandbox: string, live: string) => boolean {
  if (renamed.size === 0) return () => false;
  return (sandbox, live) => {
    let text = sandbox;
    for (const [from, to] of renamed) text = text.replaceAll(from, to);
    return text === live;
  };
}
