import { Refusal } from '../../lib/contract/refusal';

/** The refusal that a call ends in; anything else fails the test. */
export function thrown(call: () => unknown): Refusal {
  try {
    call();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
