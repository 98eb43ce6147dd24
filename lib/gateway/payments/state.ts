import { PAYMENT_STATUSES, type PaymentStatus } from '../../contract/payments';
import type { Mode } from '../../environment/modes';
import type { WriteCondition } from '../storage/store';

/** What a payment can be moved to. */
export type NextStatus = Exclude<PaymentStatus, 'created'>;

/** What the state machine looks at. */
export interface Standing {
  readonly status: PaymentStatus;
  readonly expiresAt: string;
  readonly terminalAt: string | null;
  readonly mode: Mode;
  readonly provider: string;
  readonly fallback: boolean;
}

const RANK: Readonly<Record<PaymentStatus, number>> = {
  created: 0,
  requires_action: 1,
  processing: 2,
  succeeded: 3,
  failed: 3,
  canceled: 3,
  expired: 3,
};

/**
 * Status from which a payment is out of the customer's and the merchant's hands: it no longer expires, and can no
 * longer be called off, because the provider may have the money already.
 */
const PROVIDER_HAS_IT = RANK.processing;

export function isFinal(status: PaymentStatus): boolean {
  return RANK[status] === RANK.succeeded;
}

/** The status at a time: an open payment is expired once its time has passed, whether or not that was written down. */
export function statusAt(payment: Standing, at: number): PaymentStatus {
  const open = RANK[payment.status] < PROVIDER_HAS_IT;
  return open && payment.expiresAt <= new Date(at).toISOString() ? 'expired' : payment.status;
}

/** When the payment came to its end, or null while it has not. */
export function terminalAt(payment: Standing, at: number): string | null {
  return isFinal(payment.status) || statusAt(payment, at) !== 'expired' ? payment.terminalAt : payment.expiresAt;
}

/** GW10: what the mock serves is worth nothing outside mode test, so it can never count as paid. */
export function canSucceed(payment: Pick<Standing, 'mode' | 'provider' | 'fallback'>): boolean {
  return !payment.fallback && (payment.provider !== 'mock' || payment.mode === 'test');
}

/** Whether the payment may go to a status: only to a higher rank, never out of a final one, never after its expiry. */
export function canAdvance(payment: Standing, to: NextStatus, at: number): boolean {
  return sources(to).includes(statusAt(payment, at)) && (to !== 'succeeded' || canSucceed(payment));
}

/** The attributes that a move writes. Test routes may force `expired` early: then the payment's time ends now. */
export function advanced(to: NextStatus, at: number): Pick<Standing, 'status'> & Partial<Standing> {
  const now = new Date(at).toISOString();
  return {
    status: to,
    ...(isFinal(to) && { terminalAt: now }),
    ...(to === 'expired' && { expiresAt: now }),
  };
}

/** `canAdvance` as a condition of the write, so that it also holds against whatever happens between read and write. */
export function advanceCondition(to: NextStatus, at: number): WriteCondition {
  const from = sources(to);
  const open = from.filter((status) => RANK[status] < PROVIDER_HAS_IT);
  const held = from.filter((status) => RANK[status] >= PROVIDER_HAS_IT);
  const placeholders = (statuses: readonly PaymentStatus[]) => statuses.map((status) => `:${status}`).join(', ');
  const stillOpen = `#status IN (${placeholders(open)}) AND expiresAt > :at`;
  const clauses = [
    held.length === 0 ? stillOpen : `((${stillOpen}) OR #status IN (${placeholders(held)}))`,
    ...(to === 'succeeded' ? ['fallback = :no', '(NOT #provider = :mock OR #mode = :test)'] : []),
  ];
  return {
    expression: clauses.join(' AND '),
    names: { '#status': 'status', ...(to === 'succeeded' && { '#provider': 'provider', '#mode': 'mode' }) },
    values: {
      ...Object.fromEntries(from.map((status) => [`:${status}`, status])),
      ':at': new Date(at).toISOString(),
      ...(to === 'succeeded' && { ':no': false, ':mock': 'mock', ':test': 'test' }),
    },
  };
}

/** Where a status can be reached from. */
function sources(to: NextStatus): readonly PaymentStatus[] {
  const limit = to === 'canceled' || to === 'expired' ? PROVIDER_HAS_IT : RANK[to];
  return PAYMENT_STATUSES.filter((status) => RANK[status] < limit);
}
