import type { Adversary, ExpandActions } from '../adversary/adversary';
import type { Channel, RuleDescription } from '../findings/finding';
import type { Observation } from '../findings/observation';
import type { PlacedPolicy } from './policy-places';
import type { Side } from './side';

/** One side under audit, and the account that an adversary controls. */
export interface Audited {
  readonly own: Side;
  readonly other: Side;
  readonly adversary: Adversary;
  readonly policies: readonly PlacedPolicy[];
  readonly expand: ExpandActions;
}

/** One way in which two accounts could be connected, and the check for it. */
export interface Rule extends RuleDescription {
  readonly channel: Channel;
  check(audited: Audited): Iterable<Observation>;
}
