import type { EnvironmentName } from '../../environment/modes';
import type { Answer } from '../transport';

/** An answer as it is judged: its status, and the code of the problem in it. */
export interface Told {
  readonly status: number;
  /** `page` for HTML, `none` for what has no code; null when there was no answer at all. */
  readonly code: string | null;
}

/** One thing that somebody with a leaked key could try. */
export interface Attempt {
  /** Such as `key`, `replay`, `payment-id`. */
  readonly kind: string;
  /** Whose credential or token it is. */
  readonly who: string;
  readonly where: EnvironmentName;
  /** A sentence without its subject: `signs GET /info for that host`. */
  readonly what: string;
  /** Refusals that count. */
  readonly expected: readonly Told[];
  /** The same request where it belongs, so that a refusal there says something; gives why it could not be shown. */
  readonly home: () => Promise<string | undefined>;
  readonly send: () => Promise<Answer>;
  /** Whether an answer that looks right hides an effect; gives what it was. @default - it hides none */
  readonly effect?: () => Promise<string | undefined>;
}

export type ProbeVerdict = 'refused' | 'came through' | 'refused otherwise' | 'not probed';

/** What came of an attempt. */
export interface Outcome {
  readonly kind: string;
  readonly who: string;
  readonly where: EnvironmentName;
  readonly what: string;
  /** Such as `401 mode_mismatch`; alternatives with ` or ` between them. */
  readonly expected: string;
  /** Null when it was not tried. */
  readonly got: string | null;
  readonly verdict: ProbeVerdict;
  /** Why it was not probed, or what went wrong; null otherwise. */
  readonly reason: string | null;
}
