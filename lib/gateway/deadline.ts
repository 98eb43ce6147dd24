/**
 * When the work of the current invocation must be over. A function instance serves one invocation at a time, so one
 * deadline does for all that it calls; each call gets what is left of it.
 */
export class Deadline {
  private at = Number.POSITIVE_INFINITY;

  /** @param milliseconds from now until the invocation must have its answer */
  begin(milliseconds: number): void {
    this.at = performance.now() + milliseconds;
  }

  /** Lets a last call be made after the work ran out of time, such as one that gives a lock back. */
  allow(milliseconds: number): void {
    this.at = Math.max(this.at, performance.now() + milliseconds);
  }

  /** Milliseconds; none when it has passed. */
  left(): number {
    return Math.max(0, this.at - performance.now());
  }
}

/** The longest that a request may work, whatever Lambda grants: a caller is better off with a 503 that says when to come again. */
const LONGEST_MILLISECONDS = 20_000;

/** API Gateway ends a request after this long, counted from when it came in, a cold start included. */
const GATEWAY_MILLISECONDS = 29_000;

/** Kept free to give up properly: release the lock, log, answer. */
const RESERVE_MILLISECONDS = 4_000;

/**
 * How long a request may work.
 * @param remaining milliseconds until Lambda ends the function
 * @param received when API Gateway got the request, in epoch milliseconds; a time that cannot be is not counted
 */
export function requestBudget(remaining: number, received: number | undefined, now: number): number {
  const age = received === undefined ? 0 : now - received;
  const waited = age > 0 && age < GATEWAY_MILLISECONDS ? age : 0;
  const end = Math.min(remaining, GATEWAY_MILLISECONDS - waited);
  return Math.max(0, Math.min(LONGEST_MILLISECONDS, end - RESERVE_MILLISECONDS));
}
