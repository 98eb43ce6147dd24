import { setTimeout as sleep } from 'node:timers/promises';

/** How long one answer may take: as long as a test, since only what hangs should end it. */
export const PATIENCE_MILLISECONDS = 600_000;

/**
 * Waits until a question has an answer other than `undefined` and `false`, however long that takes on a slow machine: what never comes
 * is ended by the one limit of all tests.
 */
export async function until<Answer>(ask: () => Answer | Promise<Answer>): Promise<NonNullable<Answer>> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    await sleep(20);
  }
}
