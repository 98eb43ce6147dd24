/** `not checked` is neither a pass nor a failure: it could not be seen from here, and `found` says why. */
export type Verdict = 'ok' | 'lacking' | 'not checked';

/** One thing that was looked at. */
export interface Finding {
  /** Id of the check. */
  readonly check: string;
  /** What was looked at, such as the name of a table. */
  readonly subject: string;
  readonly verdict: Verdict;
  /** What is there, in a few words. */
  readonly found: string;
  /** The command or the step that mends it; null unless it is lacking. */
  readonly fix: string | null;
}

/** A finding as a check makes it. */
export type Observation = Omit<Finding, 'check'>;

export function ok(subject: string, found: string): Observation {
  return { subject, verdict: 'ok', found, fix: null };
}

export function lacking(subject: string, found: string, fix: string): Observation {
  return { subject, verdict: 'lacking', found, fix };
}

/** @param why it could not be seen */
export function notChecked(subject: string, why: string): Observation {
  return { subject, verdict: 'not checked', found: why, fix: null };
}
