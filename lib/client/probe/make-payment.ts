import { randomUUID } from 'node:crypto';
import { requestOf } from '../../contract/routes';
import type { Payment } from '../payment';
import type { PaymentOrReason } from './key-attempts';
import type { ProbeApp } from './probe-app';
import { sendSigned } from './requests';
import { observedResponse, responseText } from './run-attempt';

const ORDER = JSON.stringify({
  amount: 100,
  currency: 'EUR',
  description: 'airlock probe',
  reference: 'airlock-probe',
});

/** A payment of a throw-away app that is waiting for its customer, or why there can be none. */
export async function makePayment(app: ProbeApp): Promise<PaymentOrReason> {
  const idempotencyKey = randomUUID();
  const answer = await sendSigned(app, { ...requestOf('createPayment', {}), body: ORDER, idempotencyKey });
  if (answer.status !== 201) return `no payment can be made at home: ${responseText(observedResponse(answer))}`;
  const { id, checkout_url: url } = JSON.parse(answer.body.toString('utf8')) as Payment;
  const isOurs = url !== null && new URL(url).host === app.gateway.authority;
  return { id, checkoutPath: isOurs ? new URL(url).pathname : null, idempotencyKey, body: ORDER };
}
