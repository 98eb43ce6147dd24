import { routeOf } from '../../../contract/routes';
import { Problem } from '../../http/problem';
import { json, type Reply } from '../../http/reply';
import type { SignedCall, SignedRoute } from '../../http/route';
import { countMove } from '../count-move';
import { move } from '../move';
import type { Payment } from '../payment';
import { type NextStatus, statusAt } from '../state';
import { ownPayment } from './own-payment';
import { paymentSchema } from './payment-schema';
import { withProblems } from './problems';
import { publicPayment } from './public-payment';

/** Works also when traffic is closed: calling a payment off moves no money. */
export const cancelPaymentRoute: SignedRoute<undefined, undefined> = {
  ...routeOf('cancelPayment'),
  summary: 'Cancel a payment that the customer has not paid',
  responses: { 200: { description: 'The canceled payment', schema: paymentSchema } },
  problems: { 404: ['not_found', 'mode_mismatch'], 409: ['invalid_state'], 503: ['busy'] },
  handle: (call) => change(call, 'canceled'),
};

/** What a customer or the passing of time would do, for tests of an integration. Never deployed in live. */
export const testPaymentRoutes: readonly SignedRoute<undefined, undefined>[] = [
  testRoute('payTestPayment', 'succeeded', 'Pay a payment as its customer would'),
  testRoute('failTestPayment', 'failed', 'Let a payment fail'),
  testRoute('expireTestPayment', 'expired', 'Let the time of a payment run out'),
];

function testRoute(
  operationId: `${'pay' | 'fail' | 'expire'}TestPayment`,
  to: NextStatus,
  summary: string,
): SignedRoute<undefined, undefined> {
  return {
    ...routeOf(operationId),
    summary,
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
  const found = await ownPayment(gateway, app, params['id'] ?? '');
  check(found);
  const replyTo = (payment: Payment, at: number) => json(200, publicPayment(payment, at));
  const { moved, payment, at } = await withProblems(
    move(gateway, found, to, (after, then) => attempt.finish(replyTo(after, then))),
  );
  if (moved) {
    countMove(gateway.log, to);
    return replyTo(payment, at);
  }
  const status = statusAt(payment, at);
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
