import { Problem } from '../../http/problem';
import type { Reply } from '../../http/reply';
import type { SignedCall, SignedRoute } from '../../http/route';
import { move } from '../move';
import type { Payment } from '../payment';
import { type NextStatus, statusAt } from '../state';
import { ownPayment } from './own-payment';
import { paymentSchema } from './payment-schema';

/** Works also when traffic is closed: calling a payment off moves no money. */
export const cancelPaymentRoute: SignedRoute<undefined, undefined> = {
  operationId: 'cancelPayment',
  method: 'POST',
  path: '/v1/payments/{id}/cancel',
  summary: 'Cancel a payment that the customer has not paid',
  access: 'signed',
  idempotency: 'accepted',
  responses: { 200: { description: 'The canceled payment', schema: paymentSchema } },
  problems: { 404: ['not_found', 'mode_mismatch'], 409: ['invalid_state'], 503: ['busy'] },
  handle: (call) => change(call, 'canceled'),
};

/** What a customer or the passing of time would do, for tests of an integration. Never deployed in live. */
export const testPaymentRoutes: readonly SignedRoute<undefined, undefined>[] = [
  testRoute('pay', 'succeeded', 'Pay a payment as its customer would'),
  testRoute('fail', 'failed', 'Let a payment fail'),
  testRoute('expire', 'expired', 'Let the time of a payment run out'),
];

function testRoute(verb: string, to: NextStatus, summary: string): SignedRoute<undefined, undefined> {
  return {
    operationId: `${verb}TestPayment`,
    method: 'POST',
    path: `/v1/test/payments/{id}/${verb}`,
    summary,
    environments: ['sandbox'],
    access: 'signed',
    idempotency: 'accepted',
    responses: { 200: { description: 'The payment afterwards', schema: paymentSchema } },
    problems: {
      404: ['not_found', 'mode_mismatch'],
      409: ['invalid_state'],
      422: ['provider_not_allowed'],
      503: ['busy'],
    },
    handle: (call) => change(call, to, onlyMock),
  };
}

async function change(
  { gateway, app, params, attempt }: SignedCall,
  to: NextStatus,
  check: (payment: Payment) => void = () => {},
): Promise<Reply> {
  const payment = await ownPayment(gateway, app, params['id'] ?? '');
  check(payment);
  const result = await move(gateway, payment, to, attempt);
  if (result.moved) return result.reply;
  const status = statusAt(result.payment, gateway.now());
  throw new Problem({
    status: 409,
    code: 'invalid_state',
    detail:
      status === to
        ? `the payment is ${status} already; that is final`
        : `the payment is ${status} and cannot become ${to}`,
    param: 'status',
  });
}

/** What a PSP serves, only the PSP can end: we would be telling its customer something else. */
function onlyMock(payment: Payment): void {
  if (payment.provider === 'mock') return;
  throw new Problem({
    status: 422,
    code: 'provider_not_allowed',
    param: 'provider',
    detail: `test routes work on payments served by mock; this one is with ${payment.provider}, pay it at its checkout_url`,
  });
}
