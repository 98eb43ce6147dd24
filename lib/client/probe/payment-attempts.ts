import { randomUUID } from 'node:crypto';
import { requestOf } from '../../contract/routes';
import type { ProbeAttempt } from './attempt';
import type { PaymentOrReason } from './key-attempts';
import type { ProbeApp, ProbePayment } from './probe-app';
import { sendSigned, sendUnsigned } from './requests';
import { failureAtHome } from './run-attempt';

const OTHER_MODE = [{ status: 404, code: 'mode_mismatch' }];
const NO_PAGE = [{ status: 404, code: 'page' }];
const NO_ROUTE = [{ status: 404, code: 'not_found' }];

/** Open payments of the attacker's app, one for each attempt that would change it. */
export interface AttackersPayments {
  /** Whose id and checkout token are tried. */
  readonly leaked: PaymentOrReason;
  /** Whose Pay button is tried. */
  readonly payable: PaymentOrReason;
}

/** With ids and checkout tokens of the attacker's payments, at the target. */
export function paymentAttempts(
  attacker: ProbeApp,
  target: ProbeApp,
  { leaked, payable }: AttackersPayments,
): ProbeAttempt[] {
  const { gateway: there } = target;
  const where = there.environment;
  const targetKey = `key of ${target.mode}`;
  const token = `checkout token of ${attacker.mode}`;
  const id = idOf(leaked);
  const page = pageOf(leaked);
  const payablePage = pageOf(payable);
  const read = async () =>
    reasonOf(leaked) ?? failureAtHome(await sendSigned(attacker, requestOf('getPayment', { id })));
  const openPage = async () => reasonOf(leaked) ?? failureAtHome(await sendUnsigned(attacker.gateway, 'GET', page));
  // Seen to be open before, and looked at again afterwards.
  const unchanged = async (payment: PaymentOrReason) => {
    const { body } = await sendSigned(attacker, requestOf('getPayment', { id: idOf(payment) }));
    const { status } = JSON.parse(body.toString('utf8')) as { readonly status?: string };
    return status === 'requires_action' ? undefined : `the payment at home is ${status} afterwards`;
  };
  return [
    {
      kind: 'payment-id',
      who: targetKey,
      where,
      what: `asks for a payment of ${attacker.mode}`,
      expected: OTHER_MODE,
      home: read,
      send: () => sendSigned(target, requestOf('getPayment', { id })),
    },
    {
      kind: 'payment-id',
      who: targetKey,
      where,
      what: `cancels a payment of ${attacker.mode}`,
      expected: OTHER_MODE,
      home: read,
      send: () => sendSigned(target, { ...requestOf('cancelPayment', { id }), idempotencyKey: randomUUID() }),
      effect: () => unchanged(leaked),
    },
    {
      kind: 'checkout-token',
      who: token,
      where,
      what: 'opens the checkout page here',
      expected: NO_PAGE,
      home: openPage,
      send: () => sendUnsigned(there, 'GET', page),
    },
    {
      kind: 'checkout-token',
      who: token,
      where,
      what: 'presses Pay here',
      expected: NO_PAGE,
      home: async () => (await openPage()) ?? reasonOf(payable),
      send: () => sendUnsigned(there, 'POST', payablePage, 'action=pay'),
      effect: () => unchanged(payable),
    },
  ];
}

/** With the test routes that play the customer, in live, where they must not exist. */
export function testRouteAttempts(
  attacker: ProbeApp,
  target: ProbeApp,
  payments: { readonly played: PaymentOrReason; readonly targeted: PaymentOrReason },
): ProbeAttempt[] {
  const play = (app: ProbeApp, id: string) =>
    sendSigned(app, { ...requestOf('payTestPayment', { id }), idempotencyKey: randomUUID() });
  let played: Promise<string | undefined> | undefined;
  const home = async () => {
    played ??= play(attacker, idOf(payments.played)).then(failureAtHome);
    return reasonOf(payments.played) ?? played;
  };
  const base = { kind: 'test-route', where: target.gateway.environment, expected: NO_ROUTE, home };
  // An id of the right form is enough to ask: the route must not be there to look at it.
  const { targeted } = payments;
  const targetId = typeof targeted === 'string' ? 'pay_live_01J00000000000000000000000' : targeted.id;
  return [
    {
      ...base,
      who: `key of ${target.mode}`,
      what: 'plays the customer of its own payment',
      send: () => play(target, targetId),
    },
    {
      ...base,
      who: `key of ${attacker.mode}`,
      what: `plays the customer of a payment of ${target.mode}`,
      send: () => play({ ...attacker, gateway: target.gateway }, targetId),
    },
  ];
}

function reasonOf(payment: PaymentOrReason): string | undefined {
  if (typeof payment === 'string') return payment;
  return payment.checkoutPath === null ? 'its payment has no checkout page of this gateway' : undefined;
}

function paymentIn(payment: PaymentOrReason): ProbePayment | undefined {
  return typeof payment === 'string' ? undefined : payment;
}

function idOf(payment: PaymentOrReason): string {
  return paymentIn(payment)?.id ?? 'none';
}

function pageOf(payment: PaymentOrReason): string {
  return paymentIn(payment)?.checkoutPath ?? requestOf('showMockCheckout', { token: 'none' }).path;
}
