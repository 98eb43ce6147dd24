import { GatewayError } from './gateway-error';
import { retryAfterMs } from './retry-after';
import { NoAnswer } from './transport';

export interface RetryPolicy {
  /** Tries after the first. */
  readonly retries: number;
  /** Longest wait in milliseconds; a longer Retry-After ends the tries. */
  readonly maxWaitMs: number;
  /** For all tries and the waits between them, in milliseconds; a try gets what is left of it. */
  readonly totalMs: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
}

export const DEFAULT_RETRIES: RetryPolicy = {
  retries: 3,
  // Longer than the 30 s for which an unfinished request can hold its Idempotency-Key.
  maxWaitMs: 35_000,
  totalMs: 120_000,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
  clock: () => performance.now(),
};

const FIRST_WAIT_MS = 250;

/** Codes of 503 that waiting does not change. */
const LASTING = new Set(['provider_not_loaded']);

/**
 * Runs a request again after failures that pass, with full jitter.
 * @param attempt one try, given the milliseconds that are left for it
 * @param repeatable a repetition has no second effect: GET, DELETE, or a request with an Idempotency-Key
 * @throws the last failure
 */
export async function withRetries<T>(
  attempt: (leftMs: number) => Promise<T>,
  repeatable: boolean,
  policy: RetryPolicy,
): Promise<T> {
  const end = policy.clock() + policy.totalMs;
  for (let tried = 0; ; tried += 1) {
    try {
      return await attempt(Math.max(1, end - policy.clock()));
    } catch (error) {
      const wait = waitBefore(error, tried, policy);
      const inTime = wait <= policy.maxWaitMs && policy.clock() + wait < end;
      if (tried >= policy.retries || !inTime || !passes(error, repeatable)) throw error;
      await policy.sleep(wait);
    }
  }
}

/** After 429, or when nothing was sent, every request may be tried again; after other failures only a repeatable one. */
function passes(error: unknown, repeatable: boolean): boolean {
  if (error instanceof NoAnswer) return error.passes && (repeatable || !error.sent);
  if (!(error instanceof GatewayError) || LASTING.has(error.code)) return false;
  if (error.status === 429) return true;
  return repeatable && (error.status >= 500 || error.code === 'idempotency_in_flight');
}

function waitBefore(error: unknown, tried: number, { maxWaitMs, random }: RetryPolicy): number {
  const jittered = random() * Math.min(maxWaitMs, FIRST_WAIT_MS * 2 ** tried);
  return jittered + (error instanceof GatewayError ? retryAfterMs(error.answer, Date.now()) : 0);
}
