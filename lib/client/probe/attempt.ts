import type { EnvironmentName } from '../../environment/modes';
import type { HttpResponse } from '../transport';

/** What of a response is compared: its status, and the code of the problem in it. */
export interface ObservedResponse {
  readonly status: number;
  /** `page` for HTML, `none` for what has no code; null when there was no answer at all. */
  readonly code: string | null;
}

/** One request that an attacker with a leaked key could send. */
export interface ProbeAttempt {
  /** Such as `key`, `replay`, `payment-id`. */
  readonly kind: string;
  /** Whose credential or token it is. */
  readonly who: string;
  readonly where: EnvironmentName;
  /** A sentence without its subject: `signs GET /info for that host`. */
  readonly what: string;
  /** Refusals that count. */
  readonly expected: readonly ObservedResponse[];
  /** Sends the same request where it belongs, since only what works there is refused for a reason; gives why it did not work. */
  readonly home: () => Promise<string | undefined>;
  readonly send: () => Promise<HttpResponse>;
  /** Looks for an effect that a refusal may hide; gives what it was. @default - there is none to look for */
  readonly effect?: () => Promise<string | undefined>;
}

export type ProbeVerdict = 'refused' | 'came through' | 'refused otherwise' | 'not probed';

/** What came of an attempt. */
export interface ProbeResult {
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
