import type { Adversary } from '../adversary/adversary';
import type { Expand } from '../adversary/reach';
import type { Channel, Severity } from '../findings/audit-report';
import type { PlacedPolicy } from './policy-places';
import type { Side, SideResource } from './side';

/** A path below a resource's properties. */
export type PropertyPath = readonly (string | number)[];

/** What a rule is about: a resource, or a stack as a whole. */
export interface Subject {
  readonly stack: string;
  /** Empty for the stack as a whole. */
  readonly logicalId: string;
  readonly type: string;
}

/** A question that was asked, and its answer. */
export interface Observation {
  readonly subject: Subject;
  readonly decision: 'closed' | 'open' | 'unverified';
  /** Who would come through, for people; @default - any principal of the other account */
  readonly from?: string;
  /** A sentence: what is open or not decided, or why it is closed. */
  readonly reason: string;
  /** @default - the rule's */
  readonly channel?: Channel;
  /** What decides, as JSON or `property: value`. @default null */
  readonly statement?: string | null;
  /** The property that was looked at. @default - the resource as a whole */
  readonly path?: PropertyPath;
  /** Whose principal or service reaches into which account. @default 'in', from the other account into this one */
  readonly direction?: 'in' | 'out';
  /** For an open one: @default 'high' */
  readonly severity?: Severity;
  /** For an open one: hop by hop, from who starts to what is reached. */
  readonly hops?: readonly string[];
  /** For an open one: what to do. */
  readonly fix?: string;
  /** How many requests were decided for it. @default 0 */
  readonly asked?: number;
  /** How many statements of policies were read for it. @default 0 */
  readonly statements?: number;
}

/** One side under audit, and the account that an adversary controls. */
export interface Audited {
  readonly own: Side;
  readonly other: Side;
  readonly adversary: Adversary;
  readonly policies: readonly PlacedPolicy[];
  readonly expand: Expand;
}

/** One way in which two accounts could be joined; a file, a sentence, a verdict. */
export interface Rule {
  /** Such as `foreign-trust`. */
  readonly id: string;
  readonly channel: Channel;
  /** One sentence: what must not be. */
  readonly title: string;
  /** What it looks at and what to do about a finding, for the reports' help. */
  readonly help: string;
  check(audited: Audited): Iterable<Observation>;
}

export function subjectOf({ stack, logicalId, type }: SideResource): Subject {
  return { stack, logicalId, type };
}
