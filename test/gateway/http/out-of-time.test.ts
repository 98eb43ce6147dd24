import { randomUUID } from 'node:crypto';
import { type App, appKey } from '../../../lib/gateway/apps/app';
import type { Gateway } from '../../../lib/gateway/http/gateway';
import type { Reply } from '../../../lib/gateway/http/reply';
import { serve } from '../../../lib/gateway/http/serve';
import { routes } from '../../../lib/gateway/routes';
import { Unavailable } from '../../../lib/gateway/unavailable';
import { TablesInMemory } from '../storage/tables-in-memory';
import { gatewayFor, testApp } from './gateway-in-memory';
import { NOW, signedRequest } from './signed-request';

const app = testApp({
  mode: 'test',
  name: 'book-test',
  provider: 'mock',
  publicKey: 'pk_test_FAKEfakeFAKEfakeFAKEfake',
});
const unavailable = async () => {
  throw new Unavailable('dynamodb', new Error('no whole answer within 3000 ms'));
};

/** A gateway that can be asked for one payment under one key; `step` runs before each call to a table, by its number. */
async function shop() {
  const clock = { now: NOW };
  const tables = new TablesInMemory();
  await tables.commit([{ label: 'app', kind: 'put', table: 'apps', item: { ...app, ...appKey(app.publicKey) } }]);
  let checkouts = 0;
  const providers = {
    resolve: async () => ({ outcome: 'serve', provider: 'mock', fallback: false }),
    checkout: async (_mode: string, _provider: string, { paymentId }: { paymentId: string }) => {
      checkouts += 1;
      return { kind: 'mock', token: `${paymentId}.${'a'.repeat(43)}` };
    },
  };
  const create = async (step: (call: number) => Promise<void>): Promise<Reply & { readonly reported: unknown[] }> => {
    const reported: unknown[] = [];
    let calls = 0;
    const gateway = gatewayFor('sandbox', [app as App & { secret: string }], {
      store: tables.as(() => step(++calls)) as unknown as Gateway['store'],
      providers: providers as unknown as Gateway['providers'],
      now: () => clock.now,
    });
    const signed = await signedRequest({
      method: 'POST',
      path: '/v1/payments',
      body: '{"amount":1250,"currency":"EUR"}',
      keyid: app.publicKey,
      secret: app.secret,
      idempotencyKey: 'same',
      nonce: randomUUID(),
      created: clock.now,
    });
    const reply = await serve(gateway, routes, signed, (error) => void reported.push(error));
    return { ...reply, reported };
  };
  return { create, clock, checkouts: () => checkouts };
}

const answered = ({ status, body, headers }: Reply) => [status, JSON.parse(body).code, headers?.['Retry-After']];

// App, nonce, key, first transaction, second transaction.
describe.each([1, 2, 3, 4, 5])('D8: DynamoDB does not answer at call %i of a creation', (failing) => {
  test('503 with Retry-After, nothing half done: the same key goes on at once, to one payment', async () => {
    const { create } = await shop();
    const first = await create((call) => (call === failing ? unavailable() : Promise.resolve()));
    expect(answered(first)).toEqual([503, 'unavailable', '2']);
    const second = await create(async () => {});
    expect(second.status).toBe(201);
    const third = await create(async () => {});
    expect([third.body, third.headers?.['Idempotent-Replayed']]).toEqual([second.body, 'true']);
  });

  test('and at every call from then on: still 503; the lock that could not be given back says its seconds', async () => {
    const { create, clock } = await shop();
    const first = await create((call) => (call >= failing ? unavailable() : Promise.resolve()));
    expect(answered(first)).toEqual([503, 'unavailable', '2']);
    expect(first.reported.length).toBeGreaterThan(0);
    clock.now += 7_000;
    const second = await create(async () => {});
    if (failing < 5) {
      expect(second.status).toBe(201);
      return;
    }
    expect(answered(second)).toEqual([409, 'idempotency_in_flight', '23']);
    clock.now += 22_999;
    expect(answered(await create(async () => {}))).toEqual([409, 'idempotency_in_flight', '1']);
    clock.now += 1;
    expect((await create(async () => {})).status).toBe(201);
  });
});
