import { randomUUID } from 'node:crypto';
import { requestOf } from '../../contract/routes';
import type { Payment } from '../payment';
import { shown, toldBy } from './judge';
import type { Payments } from './key-attempts';
import type { Party } from './party';
import { ask } from './requests';

const ORDER = JSON.stringify({
  amount: 100,
  currency: 'EUR',
  description: 'airlock probe',
  reference: 'airlock-probe',
});

/** A payment of a throw-away app that is waiting for its customer, or why there can be none. */
export async function makePayment(party: Party): Promise<Payments> {
  const idempotencyKey = randomUUID();
  const answer = await ask(party, { ...requestOf('createPayment', {}), body: ORDER, idempotencyKey });
  if (answer.status !== 201) return `no payment can be made at home: ${shown(toldBy(answer))}`;
  const { id, checkout_url: url } = JSON.parse(answer.body.toString('utf8')) as Payment;
  const isOurs = url !== null && new URL(url).host === party.gateway.authority;
  return { id, checkoutPath: isOurs ? new URL(url).pathname : null, idempotencyKey, body: ORDER };
}
