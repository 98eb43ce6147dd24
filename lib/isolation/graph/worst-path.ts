import type { SideResource } from '../model/side';
import { type Edge, resourceName } from './edge';
import { MOST_SENSITIVE, sensitivity } from './sensitive-actions';
import type { SideGraph } from './side-graph';

/** A way from a resource to the most sensitive thing that it leads to. */
export interface WorstPath {
  readonly to: SideResource;
  /** In order, each a sentence. */
  readonly hops: readonly string[];
}

interface Reached {
  readonly resource: SideResource;
  readonly way: Edge['way'];
  readonly hop: string;
  readonly before: Reached | undefined;
}

/** Resources looked at in one search; what lies farther is left out. */
const MOST_REACHED = 20_000;

/**
 * The shortest way to the most sensitive resource. It goes on from resources that the caller controls, not from those it can only read.
 * Circles end, since nothing is visited twice.
 * @returns undefined when it leads to nothing sensitive but the start itself
 */
export function worstPath(start: SideResource, graph: SideGraph): WorstPath | undefined {
  const reached = { acts: new Set<SideResource>([start]), reads: new Set<SideResource>([start]) };
  const isWanted = (to: SideResource, way: Edge['way']) => !reached[way].has(to) && !reached.acts.has(to);
  const open: Reached[] = [{ resource: start, way: 'acts', hop: '', before: undefined }];
  let worst: { readonly rank: number; readonly hops: readonly string[]; readonly to: SideResource } | undefined;
  for (let at = 0; at < open.length && at < MOST_REACHED; at++) {
    const here = open[at];
    if (!here) break;
    const isAdministrator = here.resource.type.startsWith('AWS::IAM::') && graph.isAdministrator(here.resource);
    const rank = isAdministrator ? MOST_SENSITIVE : here.before ? sensitivity(here.resource.type) : 0;
    if (rank > (worst?.rank ?? 0)) {
      const last = isAdministrator ? [`${resourceName(here.resource)} can write the rights of any role or user`] : [];
      worst = { rank, hops: [...hopsTo(here), ...last], to: here.resource };
      if (rank === MOST_SENSITIVE) break;
    }
    if (here.way === 'reads') continue;
    for (const { to, way, hop } of graph.from(here.resource, isWanted)) {
      if (!isWanted(to, way)) continue;
      reached[way].add(to);
      open.push({ resource: to, way, hop, before: here });
    }
  }
  return worst && { to: worst.to, hops: worst.hops };
}

function hopsTo(reached: Reached): string[] {
  return reached.before ? [...hopsTo(reached.before), reached.hop] : [];
}
