import { randomUUID } from 'node:crypto';
import { requestOf } from '../../contract/routes';
import type { Attempt } from './attempt';
import { unsuccessful } from './judge';
import type { Payments } from './key-attempts';
import type { MadePayment, Party } from './party';
import { ask, visit } from './requests';

const OTHER_MODE = [{ status: 404, code: 'mode_mismatch' }];
const NO_PAGE = [{ status: 404, code: 'page' }];
const NO_ROUTE = [{ status: 404, code: 'not_found' }];

/** Open payments of the intruder, one for each attempt that would change it. */
export interface IntrudersPayments {
  readonly shown: Payments;
  readonly paid: Payments;
}

/** With ids and tokens of payments of the one side at the other. */
export function paymentAttempts(intruder: Party, resident: Party, { shown, paid }: IntrudersPayments): Attempt[] {
  const { gateway: there } = resident;
  const where = there.environment;
  const resident_ = `key of ${resident.mode}`;
  const token = `checkout token of ${intruder.mode}`;
  const id = idOf(shown);
  const page = pageOf(shown);
  const other = pageOf(paid);
  const read = async () => reasonOf(shown) ?? unsuccessful(await ask(intruder, requestOf('getPayment', { id })));
  const show = async () => reasonOf(shown) ?? unsuccessful(await visit(intruder.gateway, 'GET', page));
  // Seen to be open before, and looked at again afterwards.
  const unchanged = async (payment: Payments) => {
    const { body } = await ask(intruder, requestOf('getPayment', { id: idOf(payment) }));
    const { status } = JSON.parse(body.toString('utf8')) as { readonly status?: string };
    return status === 'requires_action' ? undefined : `the payment at home is ${status} afterwards`;
  };
  return [
    {
      kind: 'payment-id',
      who: resident_,
      where,
      what: `asks for a payment of ${intruder.mode}`,
      expected: OTHER_MODE,
      home: read,
      send: () => ask(resident, requestOf('getPayment', { id })),
    },
    {
      kind: 'payment-id',
      who: resident_,
      where,
      what: `cancels a payment of ${intruder.mode}`,
      expected: OTHER_MODE,
      home: read,
      send: () => ask(resident, { ...requestOf('cancelPayment', { id }), idempotencyKey: randomUUID() }),
      effect: () => unchanged(shown),
    },
    {
      kind: 'checkout-token',
      who: token,
      where,
      what: 'opens the checkout page here',
      expected: NO_PAGE,
      home: show,
      send: () => visit(there, 'GET', page),
    },
    {
      kind: 'checkout-token',
      who: token,
      where,
      what: 'presses Pay here',
      expected: NO_PAGE,
      home: async () => (await show()) ?? reasonOf(paid),
      send: () => visit(there, 'POST', other, 'action=pay'),
      effect: () => unchanged(paid),
    },
  ];
}

/** With the routes that play the customer, where no customer may be played. */
export function testRouteAttempts(
  intruder: Party,
  resident: Party,
  payments: { readonly played: Payments; readonly target: Payments },
): Attempt[] {
  const play = (party: Party, id: string) =>
    ask(party, { ...requestOf('payTestPayment', { id }), idempotencyKey: randomUUID() });
  let played: Promise<string | undefined> | undefined;
  const home = async () => {
    played ??= play(intruder, idOf(payments.played)).then(unsuccessful);
    return reasonOf(payments.played) ?? played;
  };
  const base = { kind: 'test-route', where: resident.gateway.environment, expected: NO_ROUTE, home };
  // An id of the right form is enough to ask: the route must not be there to look at it.
  const target = typeof payments.target === 'string' ? 'pay_live_01J00000000000000000000000' : payments.target.id;
  return [
    {
      ...base,
      who: `key of ${resident.mode}`,
      what: 'plays the customer of its own payment',
      send: () => play(resident, target),
    },
    {
      ...base,
      who: `key of ${intruder.mode}`,
      what: `plays the customer of a payment of ${resident.mode}`,
      send: () => play({ ...intruder, gateway: resident.gateway }, target),
    },
  ];
}

function reasonOf(payment: Payments): string | undefined {
  if (typeof payment === 'string') return payment;
  return payment.checkoutPath === null ? 'its payment has no checkout page of this gateway' : undefined;
}

function made(payment: Payments): MadePayment | undefined {
  return typeof payment === 'string' ? undefined : payment;
}

function idOf(payment: Payments): string {
  return made(payment)?.id ?? 'none';
}

function pageOf(payment: Payments): string {
  return made(payment)?.checkoutPath ?? requestOf('showMockCheckout', { token: 'none' }).path;
}
