import type { Reply } from '../../../lib/gateway/http/reply';
import type { HttpRequest } from '../../../lib/gateway/http/request';
import { publicPayment } from '../../../lib/gateway/payments/api/public-payment';
import type { Payment } from '../../../lib/gateway/payments/payment';
import { EnvironmentInMemory } from '../environment-in-memory';
import { testApp } from '../http/gateway-in-memory';
import { NOW, signedRequest } from '../http/signed-request';
import { aPayment, PAYMENT_ID } from '../payments/a-payment';

const mockApp = testApp({ mode: 'test', provider: 'mock', publicKey: 'pk_test_FAKEfakeFAKEfakeFAKEfake' });
const pspApp = testApp({ provider: 'polar' });

/** How long a lock holds at most, and a little more. */
export const LOCKED_MILLISECONDS = 31_000;

export interface Operation {
  readonly name: string;
  readonly app: typeof mockApp;
  /** @default POST, under an Idempotency-Key */
  readonly method?: 'GET';
  readonly path: string;
  readonly body: string;
  /** Of the one answer. */
  readonly status: 200 | 201;
}

const ORDER = '{"amount":1250,"currency":"EUR"}';
export const CREATE: Operation = {
  name: 'create with the mock',
  app: mockApp,
  path: '/v1/payments',
  body: ORDER,
  status: 201,
};
export const CREATE_AT_PSP: Operation = { ...CREATE, name: 'create with a provider', app: pspApp };

function change(name: string, path: string): Operation {
  return { name, app: mockApp, path, body: '', status: 200 };
}

export const READ: Operation = { ...change('read', `/v1/payments/${PAYMENT_ID}`), method: 'GET' };
export const CANCEL = change('cancel', `/v1/payments/${PAYMENT_ID}/cancel`);
export const PAY = change('pay', `/v1/test/payments/${PAYMENT_ID}/pay`);
const FAIL = change('fail', `/v1/test/payments/${PAYMENT_ID}/fail`);
const EXPIRE = change('expire', `/v1/test/payments/${PAYMENT_ID}/expire`);

/** Every operation that takes an Idempotency-Key. */
export const OPERATIONS = [CREATE, CREATE_AT_PSP, CANCEL, PAY, FAIL, EXPIRE];

/** An environment with the operation's app, and a payment of the mock's that can still be paid. */
export function shopFor({ app }: Operation): EnvironmentInMemory {
  const shop = new EnvironmentInMemory('sandbox', [app]);
  const expiresAt = new Date(NOW + 3_600_000).toISOString();
  shop.seed('records', aPayment({ appId: app.appId, expiresAt }));
  return shop;
}

const signed = new Map<string, Promise<HttpRequest>>();

/** A request under one Idempotency-Key. @param nonce two requests with the same one are the same bytes */
export function requestFor(operation: Operation, at: number, nonce: string): Promise<HttpRequest> {
  const { name, app, method = 'POST', path, body } = operation;
  const { publicKey: keyid, secret } = app;
  const id = `${name} ${at} ${nonce}`;
  // Thousands of shops get the same requests, and signing is most of the work.
  const made =
    signed.get(id) ??
    signedRequest({
      method,
      path,
      body,
      keyid,
      secret,
      nonce,
      created: at,
      ...(method === 'POST' && { idempotencyKey: 'same' }),
    });
  signed.set(id, made);
  return made;
}

/** The next request that a shop gets: each has a nonce of its own. */
export function nextRequest(shop: EnvironmentInMemory, operation: Operation): Promise<HttpRequest> {
  const count = (requests.get(shop) ?? 0) + 1;
  requests.set(shop, count);
  return requestFor(operation, shop.clock.now, `nonce-of-request-${count}`);
}

const requests = new WeakMap<EnvironmentInMemory, number>();

/** A later try of the same, with nothing in its way. */
export async function retry(shop: EnvironmentInMemory, operation: Operation): Promise<Reply> {
  return shop.serve(shop.instance(), await nextRequest(shop, operation));
}

/** Once no lock holds: the work is done, once, and is so told from then on. @returns the one answer */
export async function expectDoneOnce(shop: EnvironmentInMemory, operation: Operation): Promise<Reply> {
  shop.clock.now += LOCKED_MILLISECONDS;
  const done = await retry(shop, operation);
  const replayed = await retry(shop, operation);
  expect([done.status, replayed.status]).toEqual([operation.status, operation.status]);
  expect([replayed.body, replayed.headers?.['Idempotent-Replayed']]).toEqual([done.body, 'true']);
  expectTrue(shop, operation, [done]);
  if (operation.status === 201) expect(madeIn(shop)).toHaveLength(1);
  return done;
}

/**
 * At any time: not two payments, no checkout of a payment that is not there, and no answer that says something else than what is stored.
 * What is no answer of the operation says why, and when to come again.
 */
export function expectTrue(shop: EnvironmentInMemory, operation: Operation, replies: readonly Reply[]): void {
  const made = madeIn(shop);
  expect(made.length).toBeLessThanOrEqual(operation.status === 201 ? 1 : 0);
  expect([...shop.psp.opened].filter((id) => made.every(({ pk }) => pk !== id))).toEqual([]);
  for (const reply of replies) {
    const body = JSON.parse(reply.body);
    if (reply.status === operation.status) {
      const stored = paymentsIn(shop).find(({ pk }) => pk === body.id);
      expect(stored && JSON.parse(JSON.stringify(publicPayment(stored, shop.clock.now)))).toEqual(body);
    } else {
      expect(PASSING).toContain(`${reply.status} ${body.code}`);
      expect(reply.headers?.['Retry-After']).toMatch(/^[1-9]\d?$/);
    }
  }
}

const PASSING = [
  '409 idempotency_in_flight',
  '502 provider_failed',
  '503 busy',
  '503 unavailable',
  '503 provider_unavailable',
];

function paymentsIn(shop: EnvironmentInMemory): readonly Payment[] {
  return shop.items('records').map((item) => item as unknown as Payment);
}

/** The payments that were made, without those that no client was told of. */
export function madeIn(shop: EnvironmentInMemory): readonly Payment[] {
  return paymentsIn(shop).filter(({ pk, withdrawn }) => pk !== PAYMENT_ID && !withdrawn);
}

export function codeOf({ status, body }: Reply): string {
  return `${status} ${JSON.parse(body).code ?? ''}`.trim();
}
