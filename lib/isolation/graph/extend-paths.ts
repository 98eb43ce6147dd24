import type { Channel } from '../findings/finding';
import type { Observation } from '../findings/observation';
import type { Audited, Rule } from '../model/rule';
import { openedResource } from './opened-resource';
import { graphOf } from './side-graph';
import { worstPath } from './worst-path';

/** An observation with the rule and the side that it is about. */
interface Observed {
  readonly audited: Audited;
  readonly rule: Pick<Rule, 'channel'>;
  readonly observation: Observation;
}

/** Channels that give access to a resource. A name or account number in a template leads nowhere by itself. */
const WAYS_IN: ReadonlySet<Channel> = new Set(['identity', 'resource', 'service', 'events', 'api', 'code', 'sharing']);

/**
 * Follows each open observation to the most sensitive thing that it leads to: its hops go all the way there, and it is critical then.
 * Costs nothing where nothing is open.
 */
export function extendPaths<T extends Observed>(observed: readonly T[]): T[] {
  return observed.map((each) => {
    const { audited, rule, observation } = each;
    if (observation.decision !== 'open' || !WAYS_IN.has(observation.channel ?? rule.channel)) return each;
    const graph = graphOf(audited);
    const start = openedResource(observation, audited, graph);
    const path = start && worstPath(start, graph);
    if (!path) return each;
    const hops = [...(observation.hops ?? [observation.reason]), ...path.hops];
    return { ...each, observation: { ...observation, severity: 'critical', hops } };
  });
}
