import { randomUUID } from 'node:crypto';
import { type App, appKey } from '../../../lib/gateway/apps/app';
import type { Gateway } from '../../../lib/gateway/http/gateway';
import type { Reply } from '../../../lib/gateway/http/reply';
import { serve } from '../../../lib/gateway/http/serve';
import { ProviderUnavailable } from '../../../lib/gateway/ports/providers';
import { EnvironmentProviders } from '../../../lib/gateway/providers/environment-providers';
import { randomIds } from '../../../lib/gateway/random-ids';
import { routes } from '../../../lib/gateway/routes';
import { Unavailable } from '../../../lib/gateway/unavailable';
import { TablesInMemory } from '../storage/tables-in-memory';
import { gatewayFor, testApp } from './gateway-in-memory';
import { NOW, signedRequest } from './signed-request';

const mockApp = testApp({
  mode: 'test',
  name: 'book-test',
  provider: 'mock',
  publicKey: 'pk_test_FAKEfakeFAKEfakeFAKEfake',
});
const pspApp = testApp({ provider: 'polar' });

const late = new Unavailable('dynamodb', new Error('no whole answer within 3000 ms'));

/** A gateway that can be asked for one payment under one key; `step` runs before each call that leaves it, by its number. */
async function shop(app: App & { readonly secret: string }) {
  const clock = { now: NOW };
  const tables = new TablesInMemory();
  await tables.commit([{ label: 'app', kind: 'put', table: 'apps', item: { ...app, ...appKey(app.publicKey) } }]);
  const opened = new Set<string>();
  const create = async (step: (call: number) => Promise<void>): Promise<Reply & { readonly reported: unknown[] }> => {
    const reported: unknown[] = [];
    let calls = 0;
    const lines = [
      { provider: 'mock', mode: 'test', state: 'available' },
      { provider: 'polar', mode: 'sandbox', state: 'available' },
    ] as const;
    const gateway = gatewayFor('sandbox', [app], {
      store: tables.as(() => step(++calls)) as unknown as Gateway['store'],
      providers: new EnvironmentProviders({ lines, liveFallback: null }, randomIds, {
        info: () => Promise.reject(new Error('not asked')),
        open: async (_mode, provider, { paymentId }) => {
          await step(++calls).catch((error) => Promise.reject(new ProviderUnavailable(error)));
          opened.add(paymentId);
          const url = `https://pay.test/${paymentId}`;
          return { outcome: 'opened', provider, fallback: false, checkout: { kind: 'redirect', url } };
        },
      }),
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
  return { create, clock, opened };
}

const answered = ({ status, body, headers }: Reply) => [status, JSON.parse(body).code, headers?.['Retry-After']];

// With the mock: app and key, the one transaction. With a provider: app and key, first transaction, provider, second transaction.
describe.each([
  { app: mockApp, failing: 1, code: 'unavailable', locked: false },
  { app: mockApp, failing: 2, code: 'unavailable', locked: false },
  { app: pspApp, failing: 1, code: 'unavailable', locked: false },
  { app: pspApp, failing: 2, code: 'unavailable', locked: false },
  { app: pspApp, failing: 3, code: 'provider_unavailable', locked: true },
  { app: pspApp, failing: 4, code: 'unavailable', locked: true },
])('D8: no answer at call $failing of a creation with $app.provider', ({ app, failing, code, locked }) => {
  test('503 with Retry-After, nothing half done: the same key goes on at once, to one payment', async () => {
    const { create, opened } = await shop(app);
    const first = await create((call) => (call === failing ? Promise.reject(late) : Promise.resolve()));
    expect(answered(first)).toEqual([503, code, '2']);
    const second = await create(async () => {});
    expect(second.status).toBe(201);
    const third = await create(async () => {});
    expect([third.body, third.headers?.['Idempotent-Replayed']]).toEqual([second.body, 'true']);
    expect(opened.size).toBe(app === pspApp ? 1 : 0);
  });

  test('and at every call from then on: still 503; the lock that could not be given back says its seconds', async () => {
    const { create, clock } = await shop(app);
    const first = await create((call) => (call >= failing ? Promise.reject(late) : Promise.resolve()));
    expect(answered(first)).toEqual([503, code, '2']);
    expect(first.reported.length).toBeGreaterThan(0);
    clock.now += 7_000;
    const second = await create(async () => {});
    if (!locked) {
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
