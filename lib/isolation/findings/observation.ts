import type { PropertyPath } from '../template/value';
import type { Channel, Severity } from './finding';

/** What a rule is about: a resource, or a stack as a whole. */
export interface Subject {
  readonly stack: string;
  /** Empty for the stack as a whole. */
  readonly logicalId: string;
  readonly type: string;
}

/** `closed`: nothing can come through. `open`: something can. `unverified`: it cannot be decided, and so does not pass. */
export type RuleDecision = 'closed' | 'open' | 'unverified';

/** A question that was asked, and its answer. */
export interface Observation {
  readonly subject: Subject;
  readonly decision: RuleDecision;
  /** The caller, for the report; @default - any principal of the other account */
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

export function subjectOf({ stack, logicalId, type }: Subject): Subject {
  return { stack, logicalId, type };
}
