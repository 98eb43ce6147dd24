import type { Gateway } from '../http/gateway';
import type { Attempt } from '../http/idempotency';
import { json, type Reply } from '../http/reply';
import { Refused, type Write } from '../storage/store';
import { busy } from './busy';
import { type Payment, paymentKey, publicPayment } from './payment';
import { advanceCondition, advanced, canAdvance, type NextStatus } from './state';

/** A payment's move, as a write that has no effect once the payment has moved on. */
export function moveWrite(payment: Payment, to: NextStatus, at: number, set: Partial<Payment> = {}): Write {
  return {
    label: 'state',
    kind: 'update',
    table: 'records',
    key: paymentKey(payment.pk),
    set: { ...set, ...advanced(to, at) },
    condition: advanceCondition(to, at),
  };
}

/** What came of a move: the payment as it now stands, and whether this call moved it. */
export type Moved =
  | { readonly moved: true; readonly payment: Payment; readonly reply: Reply }
  | { readonly moved: false; readonly payment: Payment };

/**
 * Moves a payment, once, and stores the answer of the attempt with it. A payment that cannot go there, or that somebody
 * else moved first, comes back as it stands.
 * @throws Refused when another request holds the Idempotency-Key
 */
export async function move(
  gateway: Gateway,
  payment: Payment,
  to: NextStatus,
  attempt?: Pick<Attempt, 'finish'>,
): Promise<Moved> {
  const first = await tryMove(gateway, payment, to, attempt);
  if (first) return first;
  const current = (await gateway.store.get<Payment>('records', paymentKey(payment.pk))) ?? payment;
  const second = await tryMove(gateway, current, to, attempt);
  if (second) return second;
  const latest = (await gateway.store.get<Payment>('records', paymentKey(payment.pk))) ?? current;
  // Only a transaction under way kept it from moving: a refusal as invalid would be wrong, and final.
  if (canAdvance(latest, to, gateway.now())) throw busy();
  return { moved: false, payment: latest };
}

/** One try, or undefined when something else was written meanwhile. */
async function tryMove(
  gateway: Gateway,
  payment: Payment,
  to: NextStatus,
  attempt?: Pick<Attempt, 'finish'>,
): Promise<Moved | undefined> {
  const at = gateway.now();
  if (!canAdvance(payment, to, at)) return { moved: false, payment };
  const after: Payment = { ...payment, ...advanced(to, at) };
  const reply = json(200, publicPayment(after, at));
  try {
    await gateway.store.commit([moveWrite(payment, to, at), ...(attempt?.finish(reply) ?? [])]);
  } catch (error) {
    if (!(error instanceof Refused) || error.failedOf('claim')) throw error;
    return undefined;
  }
  countEnd(gateway, to);
  gateway.log.note({ status: to });
  return { moved: true, payment: after, reply };
}

/** The average of PaymentFailed is the failure rate, so a success enters it as 0. */
function countEnd(gateway: Gateway, to: NextStatus): void {
  if (to === 'succeeded') {
    gateway.log.count('PaymentSucceeded');
    gateway.log.count('PaymentFailed', 0);
  }
  if (to === 'failed') gateway.log.count('PaymentFailed');
}
