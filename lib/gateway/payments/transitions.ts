import type { Opened } from '../providers/contract';
import type { Write, WriteCondition } from '../storage/store';
import { type NewPayment, newPayment, type Payment, paymentKey } from './payment';
import { advanceCondition, advanced, canAdvance, type NextStatus } from './state';

/** What a payment becomes, and the writes that make it so. They have no effect once the payment has moved on. */
export interface Change {
  readonly after: Payment;
  readonly writes: readonly Write[];
}

/** What an opened checkout makes known of a payment. */
type OpenedAttributes = Pick<Payment, 'provider' | 'fallback' | 'checkoutToken' | 'checkoutUrl'>;

/** A payment before its provider is asked, so that whatever comes of that belongs to something. @param at epoch milliseconds */
export function createPayment(asked: NewPayment, at: number): Change {
  return stored(newPayment(asked, at));
}

/** A payment that its customer can pay at once: opening its checkout had no effect that could come before it. */
export function createOpenPayment(asked: NewPayment, opened: OpenedAttributes, at: number): Change {
  return stored({ ...newPayment(asked, at), ...opened, ...advanced('requires_action', at) });
}

/** The customer can pay. The first checkout to be stored is the one that counts. */
export function openPayment(payment: Payment, opened: OpenedAttributes, at: number): Change {
  return changed(payment, 'requires_action', at, opened);
}

/** Here a payment becomes `succeeded`, `failed`, `canceled` or `expired`; undefined when it cannot go there from where it stands. */
export function advancePayment(payment: Payment, to: NextStatus, at: number): Change | undefined {
  return canAdvance(payment, to, at) ? changed(payment, to, at) : undefined;
}

/**
 * No provider serves the payment after all, and no client was told of it: it leaves every list, and for clients there never was one. The item
 * itself stays, as everything of a payment does: what answers requests may not delete any.
 */
export function withdrawPayment(payment: Payment, at: number): Change {
  const { appIndex: _, referenceIndex: __, ...unlisted } = payment;
  const set = { ...advanced('failed', at), withdrawn: true as const };
  const condition = {
    expression: '#status = :created',
    names: { '#status': 'status' },
    values: { ':created': 'created' },
  };
  const write = { ...stateWrite(payment, set, condition), remove: ['appIndex', 'referenceIndex'] };
  return { after: { ...unlisted, ...set }, writes: [write] };
}

/** What an opened checkout makes known. @param pageAt the address of a checkout page of ours */
export function openedAttributes(
  { provider, fallback, checkout }: Opened,
  pageAt: (token: string) => string,
): OpenedAttributes {
  return checkout.kind === 'mock'
    ? { provider, fallback, checkoutToken: checkout.token, checkoutUrl: pageAt(checkout.token) }
    : { provider, fallback, checkoutToken: null, checkoutUrl: checkout.url };
}

function stored(after: Payment): Change {
  const condition = { expression: 'attribute_not_exists(pk)' };
  return { after, writes: [{ label: 'payment', kind: 'put', table: 'records', item: after, condition }] };
}

function changed(payment: Payment, to: NextStatus, at: number, more: Partial<Payment> = {}): Change {
  const set = { ...more, ...advanced(to, at) };
  return { after: { ...payment, ...set }, writes: [stateWrite(payment, set, advanceCondition(to, at))] };
}

function stateWrite({ pk }: Payment, set: Partial<Payment>, condition: WriteCondition) {
  return { label: 'state', kind: 'update', table: 'records', key: paymentKey(pk), set, condition } as const;
}
