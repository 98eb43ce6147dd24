import type { Clock } from '../ports/clock';
import { Refused, type Store, type Write } from '../storage/store';
import { Busy } from './busy';
import { type Payment, paymentKey } from './payment';
import { canAdvance, type NextStatus } from './state';
import { advancePayment } from './transitions';

export interface MovePorts extends Clock {
  readonly store: Pick<Store, 'get' | 'commit'>;
}

/** What a caller stores in the same transaction, such as its answer. @param at epoch milliseconds */
export type Alongside = (after: Payment, at: number) => readonly Write[];

/** What came of a move: the payment as it now stands, since when, and whether this call moved it. */
export interface Moved {
  readonly moved: boolean;
  readonly payment: Payment;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Moves a payment, once, for any caller: a request, a worker, an operator. A payment that cannot go there, or that
 * another caller moved first, comes back as it stands.
 * @throws Busy, Refused when something that was to be stored alongside was refused
 */
export async function move(
  ports: MovePorts,
  payment: Payment,
  to: NextStatus,
  alongside: Alongside = () => [],
): Promise<Moved> {
  const first = await tryMove(ports, payment, to, alongside);
  if (first) return first;
  const second = await tryMove(ports, await latest(ports, payment), to, alongside);
  if (second) return second;
  const current = await latest(ports, payment);
  const at = ports.now();
  // Only a transaction under way kept it from moving: a refusal as invalid would be wrong, and final.
  if (canAdvance(current, to, at)) throw new Busy(payment.pk);
  return { moved: false, payment: current, at };
}

/** One try, or undefined when something else was written meanwhile. */
async function tryMove(
  { store, now }: MovePorts,
  payment: Payment,
  to: NextStatus,
  alongside: Alongside,
): Promise<Moved | undefined> {
  const at = now();
  const change = advancePayment(payment, to, at);
  if (!change) return { moved: false, payment, at };
  const done = await committed(store, [...change.writes, ...alongside(change.after, at)]);
  return done ? { moved: true, payment: change.after, at } : undefined;
}

/**
 * Writes a change of a payment and what goes with it.
 * @returns false when the payment, or another transaction on it, stood in the way
 * @throws Refused when something else was refused, which only the caller can make sense of
 */
export async function committed(store: Pick<Store, 'commit'>, writes: readonly Write[]): Promise<boolean> {
  try {
    await store.commit(writes);
    return true;
  } catch (error) {
    if (!(error instanceof Refused) || error.failed.some((label) => label !== 'state')) throw error;
    return false;
  }
}

/** The payment as it stands now. */
export async function latest({ store }: MovePorts, payment: Payment): Promise<Payment> {
  return (await store.get<Payment>('records', paymentKey(payment.pk))) ?? payment;
}
