import type { InspectedAccount } from './inspected-account';

/** One thing that an account can lack. It only reads, and never a secret's value. */
export interface Check {
  readonly id: string;
  /** The IAM actions that it needs, no more and no fewer. */
  readonly actions: readonly string[];
  inspect(account: InspectedAccount): Promise<readonly SubjectResult[]>;
}

/** `not checked` is neither a pass nor a failure: it could not be seen from here, and `found` says why. */
export type CheckStatus = 'ok' | 'lacking' | 'not checked';

/** What a check says of one subject. */
export interface SubjectResult {
  /** What was inspected, such as the name of a table. */
  readonly subject: string;
  readonly verdict: CheckStatus;
  /** What is there, in a few words. */
  readonly found: string;
  /** The command or the step that mends it; null unless it is lacking. */
  readonly fix: string | null;
}

/** The same with the id of its check. */
export interface CheckResult extends SubjectResult {
  readonly check: string;
}

export function ok(subject: string, found: string): SubjectResult {
  return { subject, verdict: 'ok', found, fix: null };
}

export function lacking(subject: string, found: string, fix: string): SubjectResult {
  return { subject, verdict: 'lacking', found, fix };
}

/** @param why it could not be seen */
export function notChecked(subject: string, why: string): SubjectResult {
  return { subject, verdict: 'not checked', found: why, fix: null };
}
