import { ID_PREFIXES, newId } from '../../../environment/ids';
import type { Gateway } from '../../http/gateway';
import { json, type Reply } from '../../http/reply';
import type { SignedCall, SignedRoute } from '../../http/route';
import type { Checkout } from '../../providers/contract';
import { Refused, type Write } from '../../storage/store';
import { busy } from '../busy';
import { chooseProvider } from '../choose-provider';
import { moveWrite } from '../move';
import { newPayment, type Payment, paymentKey, publicPayment } from '../payment';
import { advanced, statusAt } from '../state';
import { type CreateBody, createBody } from './create-body';
import { paymentSchema } from './payment-schema';

const PATH = '/v1/payments';

export const createPaymentRoute: SignedRoute<CreateBody> = {
  operationId: 'createPayment',
  method: 'POST',
  path: PATH,
  summary: 'Create a payment and get the URL to send the customer to',
  access: 'signed',
  idempotency: 'required',
  movesMoney: true,
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

/**
 * Two transactions with the provider's work between them. Whatever stops it, the next try under the same
 * Idempotency-Key finds the payment that the first one stored and goes on from there.
 */
async function createPayment(call: SignedCall<CreateBody>): Promise<Reply> {
  const { gateway, attempt } = call;
  const payment = (await storedBefore(call)) ?? (await store(call));
  gateway.log.note({ paymentId: payment.pk, provider: payment.provider, fallback: payment.fallback });
  if (statusAt(payment, gateway.now()) !== 'created') return finishAsItIs(gateway, payment, attempt);
  const checkout = await gateway.providers.checkout(payment.mode, payment.provider, {
    paymentId: payment.pk,
    amount: payment.amount,
    currency: payment.currency,
    description: payment.description,
    returnUrl: payment.returnUrl,
  });
  return open(call, payment, checkout);
}

/** What an earlier try under the same key stored. */
async function storedBefore({ gateway, attempt }: SignedCall<CreateBody>): Promise<Payment | undefined> {
  if (!attempt.resumed || attempt.subject === undefined) return undefined;
  const payment = await gateway.store.get<Payment>('records', paymentKey(attempt.subject));
  if (!payment) throw new Error(`attempt names ${attempt.subject}, which was stored with it and is gone`);
  return payment;
}

/** First transaction: the claim of the key, and the payment that it stands for. */
async function store({ gateway, app, attempt, body }: SignedCall<CreateBody>): Promise<Payment> {
  const chosen = await chooseProvider(gateway.providers, app, body.provider);
  const at = gateway.now();
  const payment = newPayment(
    {
      id: newId(ID_PREFIXES.payment, app.mode, at),
      app,
      amount: body.amount,
      currency: body.currency,
      provider: chosen.provider,
      fallback: chosen.fallback,
      description: body.description ?? null,
      reference: body.reference ?? null,
      returnUrl: body.return_url ?? null,
      metadata: body.metadata ?? {},
    },
    at,
  );
  const put: Write = {
    label: 'payment',
    kind: 'put',
    table: 'records',
    item: payment,
    condition: { expression: 'attribute_not_exists(pk)' },
  };
  await gateway.store.commit([put, ...attempt.claim(payment.pk)]);
  gateway.log.count('PaymentCreated');
  if (payment.fallback) gateway.log.count('LiveFallback');
  return payment;
}

/** Second transaction: the payment can be paid, and the answer is final. The first checkout to be stored wins. */
async function open(call: SignedCall<CreateBody>, payment: Payment, checkout: Checkout): Promise<Reply> {
  const { gateway, attempt } = call;
  const at = gateway.now();
  const set =
    checkout.kind === 'mock'
      ? { checkoutToken: checkout.token, checkoutUrl: `${publicUrl(call)}/mock/checkout/${checkout.token}` }
      : { checkoutUrl: checkout.url };
  const opened: Payment = { ...payment, ...set, ...advanced('requires_action', at) };
  const reply = json(201, publicPayment(opened, at));
  try {
    await gateway.store.commit([moveWrite(payment, 'requires_action', at, set), ...attempt.finish(reply)]);
    return reply;
  } catch (error) {
    if (!(error instanceof Refused) || error.failedOf('claim')) throw error;
    return finishAsItIs(gateway, payment, attempt);
  }
}

/** Somebody moved the payment on before it was opened, such as a cancel: the answer is how it stands. */
async function finishAsItIs(gateway: Gateway, payment: Payment, attempt: SignedCall['attempt']): Promise<Reply> {
  const current = (await gateway.store.get<Payment>('records', paymentKey(payment.pk))) ?? payment;
  const at = gateway.now();
  if (statusAt(current, at) === 'created') throw busy();
  const reply = json(201, publicPayment(current, at));
  const finish = attempt.finish(reply);
  if (finish.length > 0) await gateway.store.commit(finish);
  return reply;
}

/** Where this gateway is reached: without TLS only on this machine, and below the stage on an execute-api host. */
function publicUrl({ gateway, authority, request }: SignedCall<CreateBody>): string {
  const scheme = authority === gateway.loopback ? 'http' : 'https';
  return `${scheme}://${authority}${request.path.slice(0, -PATH.length)}`;
}
