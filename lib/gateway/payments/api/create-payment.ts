import { requestOf, routeOf } from '../../../contract/routes';
import type { Attempt } from '../../http/idempotency';
import { json, type Reply } from '../../http/reply';
import type { SignedCall, SignedRoute } from '../../http/route';
import { type CreationRecord, create, type PaymentOrder } from '../create';
import type { Payment } from '../payment';
import { type CreateBody, createBody } from './create-body';
import { paymentSchema } from './payment-schema';
import { checkMock, notServed, withProblems } from './problems';
import { publicPayment } from './public-payment';

export const createPaymentRoute: SignedRoute<CreateBody> = {
  ...routeOf('createPayment'),
  summary: 'Create a payment and get the URL to send the customer to',
  body: createBody,
  responses: { 201: { description: 'The payment, ready for the customer', schema: paymentSchema } },
  problems: {
    400: ['invalid_amount', 'invalid_currency', 'missing_field', 'invalid_field', 'unknown_field'],
    422: ['provider_not_allowed'],
    502: ['provider_failed'],
    503: ['provider_not_loaded', 'provider_unavailable', 'busy'],
  },
  handle: createPayment,
};

async function createPayment(call: SignedCall<CreateBody>): Promise<Reply> {
  const { gateway, app, attempt } = call;
  const order = orderOf(call);
  checkMock(order.provider, app.mode);
  const record = recordOf(attempt, (paymentId) => gateway.log.note({ paymentId, provider: order.provider }));
  const created = await withProblems(create(gateway, order, record));
  if (created.outcome !== 'created') {
    attempt.abandoned();
    throw notServed(created, app.mode, order.provider);
  }
  const { payment, at, opened } = created;
  gateway.log.note({ paymentId: payment.pk, provider: payment.provider, fallback: payment.fallback });
  if (opened) gateway.log.count('PaymentCreated');
  if (opened && payment.fallback) gateway.log.count('LiveFallback');
  return replyTo(payment, at);
}

function orderOf({ gateway, app, authority, request, body }: SignedCall<CreateBody>): PaymentOrder {
  // Where this gateway is reached: without TLS only on this machine, and below the stage on an execute-api host.
  const scheme = authority === gateway.loopback ? 'http' : 'https';
  const publicUrl = `${scheme}://${authority}${request.path.slice(0, -createPaymentRoute.path.length)}`;
  return {
    app,
    amount: body.amount,
    currency: body.currency,
    provider: body.provider ?? app.provider,
    description: body.description ?? null,
    reference: body.reference ?? null,
    returnUrl: body.return_url ?? null,
    metadata: body.metadata ?? {},
    pageAt: (token) => `${publicUrl}${requestOf('showMockCheckout', { token }).path}`,
  };
}

/** What the Idempotency-Key keeps of a creation. */
function recordOf(attempt: Attempt, tell: (paymentId: string) => void): CreationRecord {
  if (attempt.subject !== undefined) tell(attempt.subject);
  return {
    subject: attempt.subject,
    begun: (paymentId) => {
      tell(paymentId);
      return attempt.claim(paymentId);
    },
    done: (payment, at) => attempt.finish(replyTo(payment, at), payment.pk),
    undone: () => attempt.abandon(),
  };
}

function replyTo(payment: Payment, at: number): Reply {
  return json(201, publicPayment(payment, at));
}
