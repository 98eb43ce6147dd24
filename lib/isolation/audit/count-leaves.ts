import type { Counts } from '../findings/audit-report';
import type { Observation } from '../findings/observation';
import type { Side } from '../model/side';
import { typeFacts } from '../tables/resource-types';
import { entriesOf, type PropertyPath, type Resolved } from '../template/value';

/** Something that was observed on a side. */
export interface Observed {
  readonly side: Side;
  readonly observation: Observation;
}

/**
 * Counts every leaf of every resource, every output and every file once: not decided, else unable to carry a channel by the table of
 * types, else checked. Nothing is passed by not being looked at, so the three add up to the total.
 */
export function countLeaves(sides: readonly Side[], observed: readonly Observed[]): Counts {
  const open = undecidedPaths(observed);
  const counts = { checked: 0, notAChannel: 0, unverified: 0 };
  for (const side of sides) {
    for (const { stack, logicalId, type, properties } of side.resources) {
      const undecided = open.get(key(side, stack, logicalId)) ?? [];
      const facts = typeFacts(type);
      for (const path of leaves(properties)) {
        if (undecided.some((prefix) => isBelow(path, prefix))) counts.unverified += 1;
        else if (facts?.kindOf(path) === 'plain') counts.notAChannel += 1;
        else counts.checked += 1;
      }
    }
    for (const { name, resolved } of side.stacks) {
      const undecided = open.get(key(side, name, '')) ?? [];
      for (const output of resolved.outputs) {
        if (undecided.some((prefix) => isBelow(['Outputs', output.name], prefix))) counts.unverified += 1;
        else counts.checked += 1;
      }
    }
    counts.checked += side.texts.length;
    counts.unverified += side.unread.length;
  }
  const { checked, notAChannel, unverified } = counts;
  return {
    total: checked + notAChannel + unverified,
    ...counts,
    statements: observed.reduce((sum, { observation }) => sum + (observation.statements ?? 0), 0),
    resources: sides.reduce((sum, { resources }) => sum + resources.length, 0),
    decisions: observed.reduce((sum, { observation }) => sum + (observation.asked ?? 0), 0),
  };
}

/** Paths of the leaves of a value; a value without leaves is one itself. */
function* leaves(value: Resolved, path: PropertyPath = []): Iterable<PropertyPath> {
  const entries = entriesOf(value);
  if (entries.length === 0) yield path;
  for (const [name, item] of entries) yield* leaves(item, [...path, name]);
}

function undecidedPaths(observed: readonly Observed[]): Map<string, PropertyPath[]> {
  const paths = new Map<string, PropertyPath[]>();
  for (const { side, observation } of observed) {
    if (observation.decision !== 'unverified') continue;
    const { stack, logicalId } = observation.subject;
    const place = key(side, stack, logicalId);
    paths.set(place, [...(paths.get(place) ?? []), observation.path ?? []]);
  }
  return paths;
}

function key({ name }: Side, stack: string, logicalId: string): string {
  return `${name}/${stack}/${logicalId}`;
}

function isBelow(path: PropertyPath, prefix: PropertyPath): boolean {
  return prefix.length <= path.length && prefix.every((part, index) => part === path[index]);
}
