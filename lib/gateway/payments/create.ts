import { ID_PREFIXES } from '../../environment/ids';
import type { Ids } from '../ports/ids';
import type { Providers } from '../ports/providers';
import type { NotServed } from '../providers/contract';
import type { Write } from '../storage/store';
import { Busy } from './busy';
import { committed, latest, type MovePorts } from './move';
import { type NewPayment, type Payment, paymentKey } from './payment';
import { statusAt } from './state';
import { createOpenPayment, createPayment, openedAttributes, openPayment, withdrawPayment } from './transitions';

export interface CreatePorts extends MovePorts {
  readonly ids: Ids;
  readonly providers: Pick<Providers, 'excluded' | 'openedHere' | 'open'>;
}

/** What is asked for. */
export interface PaymentOrder extends Omit<NewPayment, 'id'> {
  /** The address of a checkout page of ours. */
  readonly pageAt: (token: string) => string;
}

/** What the caller stores together with each step, so that the same again goes on from there. One that never repeats stores nothing. */
export interface CreationRecord {
  /** The payment that an earlier try stored. */
  readonly subject: string | undefined;
  begun(paymentId: string): readonly Write[];
  done(payment: Payment, at: number): readonly Write[];
  undone(): readonly Write[];
}

export type Created =
  | {
      readonly outcome: 'created';
      readonly payment: Payment;
      readonly at: number;
      /** Whether it was this call that let the customer pay. */
      readonly opened: boolean;
    }
  | NotServed;

/**
 * Creates a payment. Its provider's work comes between two transactions, and whatever stops it, the next try finds the payment that the
 * first one stored and goes on from there. Without such work there is one transaction.
 * @throws Busy, ProviderUnavailable, ProviderFailed, Refused when what the caller stores alongside was refused
 */
export async function create(ports: CreatePorts, order: PaymentOrder, record: CreationRecord): Promise<Created> {
  if (record.subject !== undefined) {
    const payment = await ports.store.get<Payment>('records', paymentKey(record.subject));
    if (!payment) throw new Error(`a record names ${record.subject}, which was stored with it and is gone`);
    return open(ports, order, payment, record);
  }
  const never = ports.providers.excluded(order.app.mode, order.provider);
  if (never) return never;
  const at = ports.now();
  const id = ports.ids.next(ID_PREFIXES.payment, order.app.mode, at);
  const { pageAt, ...asked } = order;
  const here = ports.providers.openedHere(order.app.mode, order.provider, id);
  if (here) {
    const { after, writes } = createOpenPayment({ ...asked, id }, openedAttributes(here, pageAt), at);
    await ports.store.commit([...writes, ...record.done(after, at)]);
    return { outcome: 'created', payment: after, at, opened: true };
  }
  const { after, writes } = createPayment({ ...asked, id }, at);
  await ports.store.commit([...writes, ...record.begun(id)]);
  return open(ports, order, after, record);
}

/** Asks for the checkout of a stored payment, and lets the customer pay. */
async function open(
  ports: CreatePorts,
  { pageAt }: PaymentOrder,
  payment: Payment,
  record: CreationRecord,
): Promise<Created> {
  const { pk: paymentId, mode, provider, amount, currency, description, returnUrl } = payment;
  if (statusAt(payment, ports.now()) !== 'created') return asItIs(ports, payment, record);
  const answer = await ports.providers.open(mode, provider, { paymentId, amount, currency, description, returnUrl });
  const at = ports.now();
  if (answer.outcome !== 'opened') {
    const { writes } = withdrawPayment(payment, at);
    const withdrawn = await committed(ports.store, [...writes, ...record.undone()]);
    return withdrawn ? answer : asItIs(ports, payment, record);
  }
  const { after, writes } = openPayment(payment, openedAttributes(answer, pageAt), at);
  const opened = await committed(ports.store, [...writes, ...record.done(after, at)]);
  return opened ? { outcome: 'created', payment: after, at, opened } : asItIs(ports, payment, record);
}

/** Another caller moved the payment on before it was opened, such as a cancel: it is created, and as it stands. */
async function asItIs(ports: CreatePorts, payment: Payment, record: CreationRecord): Promise<Created> {
  const current = await latest(ports, payment);
  const at = ports.now();
  if (statusAt(current, at) === 'created') throw new Busy(payment.pk);
  const writes = record.done(current, at);
  if (writes.length > 0) await ports.store.commit(writes);
  return { outcome: 'created', payment: current, at, opened: false };
}
