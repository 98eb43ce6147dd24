import { randomUUID } from 'node:crypto';
import { appKey } from '../../../lib/gateway/apps/app';
import type { Providers } from '../../../lib/gateway/ports/providers';
import { EnvironmentProviders } from '../../../lib/gateway/providers/environment-providers';
import { randomIds } from '../../../lib/gateway/random-ids';
import { aPayment, PAYMENT_ID } from '../payments/a-payment';
import { TablesInMemory } from '../storage/tables-in-memory';
import { testApp } from './gateway-in-memory';
import { NOW, signedRequest } from './signed-request';

export const app = testApp({
  mode: 'test',
  name: 'book-test',
  provider: 'mock',
  publicKey: 'pk_test_FAKEfakeFAKEfakeFAKEfake',
});

/** A request of every route that takes an Idempotency-Key, and what it is answered. */
export const REQUESTS = [
  { path: `/v1/payments/${PAYMENT_ID}/cancel`, body: '', status: 200 },
  ...['pay', 'fail', 'expire'].map((verb) => ({
    path: `/v1/test/payments/${PAYMENT_ID}/${verb}`,
    body: '',
    status: 200,
  })),
  { path: '/v1/payments', body: '{"amount":1250,"currency":"EUR"}', status: 201 },
];

/** Tables that hold the app and a payment of it that can still be paid. */
export async function tablesWithPayment(): Promise<TablesInMemory> {
  const tables = new TablesInMemory();
  const payment = aPayment({ appId: app.appId, expiresAt: new Date(NOW + 3_600_000).toISOString() });
  await tables.commit([
    { label: 'app', kind: 'put', table: 'apps', item: { ...app, ...appKey(app.publicKey) } },
    { label: 'payment', kind: 'put', table: 'records', item: payment },
  ]);
  return tables;
}

/** The providers of sandbox as its file says; those that take credentials must not be asked. */
export const mockProvider: Providers = new EnvironmentProviders(
  { lines: [{ provider: 'mock', mode: 'test', state: 'available' }], liveFallback: null },
  randomIds,
  {
    info: () => Promise.reject(new Error('nobody is to be asked')),
    open: () => Promise.reject(new Error('nobody is to be asked')),
  },
);

/** A request of the app under one key, signed anew each time, as a client does that tries again. */
export function keyedRequest(path: string, body: string, created = NOW) {
  const { publicKey: keyid, secret } = app;
  return signedRequest({
    method: 'POST',
    path,
    body,
    keyid,
    secret,
    idempotencyKey: 'same',
    nonce: randomUUID(),
    created,
  });
}
