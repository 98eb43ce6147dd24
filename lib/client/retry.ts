import { GatewayError } from './gateway-error';
import { NoAnswer } from './transport';

export interface RetryPolicy {
  /** Tries after the first. */
  readonly retries: number;
  /** Longest wait in milliseconds; a longer Retry-After ends the tries. */
  readonly maxWaitMs: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

export const DEFAULT_RETRIES: RetryPolicy = {
  retries: 3,
  maxWaitMs: 20_000,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

const FIRST_WAIT_MS = 250;

/** Refusals that say nothing was done, whatever the request. */
const NOTHING_DONE = new Set([429]);

/** Worth another try when a repetition cannot do the work twice. */
const UNFINISHED = new Set([502, 503, 504]);

/** Codes that stay true however long one waits. */
const LASTING = new Set(['provider_not_loaded']);

/**
 * Runs a request again after failures that pass, with full jitter.
 * @param repeatable a repetition has no second effect: a GET, or a request with an Idempotency-Key
 * @throws the last failure
 */
export async function withRetries<T>(attempt: () => Promise<T>, repeatable: boolean, policy: RetryPolicy): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      const wait = waitBefore(error, tried, policy);
      if (tried >= policy.retries || wait > policy.maxWaitMs || !passes(error, repeatable)) throw error;
      await policy.sleep(wait);
    }
  }
}

function passes(error: unknown, repeatable: boolean): boolean {
  if (error instanceof NoAnswer) return repeatable;
  if (!(error instanceof GatewayError) || LASTING.has(error.code)) return false;
  if (NOTHING_DONE.has(error.status)) return true;
  return repeatable && (UNFINISHED.has(error.status) || error.code === 'idempotency_in_flight');
}

function waitBefore(error: unknown, tried: number, { maxWaitMs, random }: RetryPolicy): number {
  const jittered = random() * Math.min(maxWaitMs, FIRST_WAIT_MS * 2 ** tried);
  const asked = error instanceof GatewayError ? retryAfterMs(error.answer.headers['retry-after']) : 0;
  return asked + jittered;
}

function retryAfterMs(value: string | undefined): number {
  if (value === undefined) return 0;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : 0;
}
