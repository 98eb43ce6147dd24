import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createClient } from '../../../lib/client/client';
import { requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { type App, appKey } from '../../../lib/gateway/apps/app';
import { Deadline } from '../../../lib/gateway/deadline';
import type { Gateway } from '../../../lib/gateway/http/gateway';
import { serve } from '../../../lib/gateway/http/serve';
import { type Payment, paymentsOf } from '../../../lib/gateway/payments/payment';
import { ProviderFailed, type Providers } from '../../../lib/gateway/ports/providers';
import type { Catalog } from '../../../lib/gateway/providers/catalog';
import { EnvironmentProviders } from '../../../lib/gateway/providers/environment-providers';
import { randomIds } from '../../../lib/gateway/random-ids';
import { routes } from '../../../lib/gateway/routes';
import { DynamoDbStore } from '../../../lib/gateway/storage/dynamodb-store';
import { type ItemPlace, Refused } from '../../../lib/gateway/storage/store';
import { emulatedConfig } from '../../../lib/operations/account/emulated-config';
import { sdkDynamoDb } from '../../../lib/operations/account/sdk-dynamodb';
import { signedRequest } from '../../gateway/http/signed-request';
import { withoutLimit } from '../../gateway/limits/without-limit';

const sandbox = requireEmulatedAccount('sandbox');
function appNamed(name: string) {
  const app = sandbox.apps.find((candidate) => candidate.name === name);
  if (!app) throw new Error(`no app ${name}`);
  return app;
}
const demo = appNamed('demo-test');
/** Of mode sandbox: its payments take a provider, and so two transactions. */
const psp = appNamed('demo-sandbox');
const SANDBOX: Catalog = {
  lines: [
    { provider: 'mock', mode: 'test', state: 'available' },
    { provider: 'polar', mode: 'sandbox', state: 'available' },
  ],
  liveFallback: null,
};
const dynamodb = new DynamoDBClient(emulatedConfig(sandbox));
const real = new DynamoDbStore(sdkDynamoDb(dynamodb), 'sandbox');
afterAll(() => dynamodb.destroy());

/** Sees every call that leaves the gateway, by name, and decides what becomes of it. */
type Interference = <T>(call: string, work: () => Promise<T>) => Promise<T>;

/** The gateway itself on the account's real tables, with something in between. */
function gatewayWith(interfere: Interference, traffic: () => App['traffic'] = () => 'open'): Gateway {
  const tables = {
    get: (...args: Parameters<typeof real.get>) => real.get(...args),
    read: async (places: readonly ItemPlace[]) => {
      const found = await real.read(places);
      return found.map((item, at) => (item && places[at]?.table === 'apps' ? { ...item, traffic: traffic() } : item));
    },
    list: (...args: Parameters<typeof real.list>) => real.list(...args),
    put: (...args: Parameters<typeof real.put>) => interfere('put', () => real.put(...args)),
    commit: (...[writes]: Parameters<typeof real.commit>) =>
      interfere(`commit ${writes.map(({ label }) => label).join(', ')}`, () => real.commit(writes)),
  };
  const providers: Providers = new EnvironmentProviders(SANDBOX, randomIds, {
    info: () => Promise.reject(new Error('not asked')),
    open: (_mode, provider, { paymentId }) =>
      interfere('open', async () => {
        const checkout = { kind: 'redirect', url: `https://pay.test/${paymentId}` } as const;
        return { outcome: 'opened', provider, fallback: false, checkout };
      }),
  });
  return {
    environment: 'sandbox',
    hosts: [sandbox.authority],
    maxBodyBytes: 65_536,
    store: tables,
    providers,
    ids: randomIds,
    secrets: { accepted: async ({ name }: App) => [appNamed(name).secret] },
    deadline: new Deadline(),
    limit: withoutLimit,
    log: { count: () => undefined, note: () => undefined },
    now: Date.now,
  } as unknown as Gateway;
}

async function post(gateway: Gateway, path: string, body: string, idempotencyKey: string, app = demo) {
  const request = await signedRequest({
    method: 'POST',
    host: sandbox.authority,
    path,
    body,
    idempotencyKey,
    keyid: app.publicKey,
    secret: app.secret,
    created: Date.now(),
    nonce: randomUUID(),
  });
  const { status, body: answer } = await serve(gateway, routes, request, () => undefined);
  return { status, answer: JSON.parse(answer) };
}

async function paymentsWith(reference: string, publicKey: string): Promise<readonly Payment[]> {
  const app = await real.get<App>('apps', appKey(publicKey));
  const all = await real.list<Payment>(paymentsOf(app?.appId ?? ''), 500);
  return all.filter((payment) => payment.reference === reference);
}

describe('D8 requests that something comes in between', () => {
  test('a 5xx, then closed traffic, then open again, under one key: one payment', async () => {
    const key = randomUUID();
    const reference = randomUUID();
    const body = JSON.stringify({ amount: 100, currency: 'EUR', provider: 'polar', reference });
    let traffic: App['traffic'] = 'open';
    let failing = true;
    const gateway = gatewayWith(
      (call, work) => {
        if (call === 'open' && failing) throw new ProviderFailed('x');
        return work();
      },
      () => traffic,
    );
    expect((await post(gateway, '/v1/payments', body, key, psp)).status).toBe(502);
    traffic = 'closed';
    expect((await post(gateway, '/v1/payments', body, key, psp)).answer.code).toBe('traffic_closed');
    traffic = 'open';
    failing = false;
    expect((await post(gateway, '/v1/payments', body, key, psp)).status).toBe(201);
    expect(await paymentsWith(reference, psp.publicKey)).toHaveLength(1);
  });

  test('a payment that other transactions keep busy is 503 busy, never a final refusal', async () => {
    const made = await post(
      gatewayWith((_, work) => work()),
      '/v1/payments',
      '{"amount":1,"currency":"EUR"}',
      randomUUID(),
    );
    const busy = gatewayWith((call, work) => {
      if (call.startsWith('commit state')) throw new Refused({ failed: [], conflicted: ['state', 'claim'] });
      return work();
    });
    const refused = await post(busy, `/v1/payments/${made.answer.id}/cancel`, '', randomUUID());
    expect([refused.status, refused.answer.code]).toEqual([503, 'busy']);
  });

  test('a nonce whose claim was written, and its answer lost, is claimed by the same request', async () => {
    const gateway = gatewayWith(async (call, work) => {
      if (call === 'put') await work();
      return work();
    });
    const body = '{"amount":1,"currency":"EUR"}';
    const key = randomUUID();
    expect((await post(gateway, '/v1/payments', body, key)).status).toBe(201);
    // A repeated answer has no transaction: its nonce is claimed alone.
    expect((await post(gateway, '/v1/payments', body, key)).status).toBe(201);
  });
});

describe('D9 input that is odd, and allowed', () => {
  const client = createClient({ ...demo, local: true });

  test('metadata may be named after what every object has', async () => {
    const metadata = { constructor: 'x', toString: 'y', hasOwnProperty: 'z' };
    const payment = await client.createPayment({ amount: 1, currency: 'EUR', metadata });
    expect((await client.getPayment(payment.id)).metadata).toEqual(metadata);
  });

  test('a list of large payments comes in pages that Lambda can answer with, each payment once', async () => {
    const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, '\u{1F4B6}'.repeat(250)]));
    const reference = randomUUID();
    const made: string[] = [];
    for (let at = 0; at < 50; at += 1) {
      made.push((await client.createPayment({ amount: 1, currency: 'EUR', metadata, reference })).id);
    }
    const listed: string[] = [];
    let cursor: string | null = null;
    let largest = 0;
    do {
      const page = await client.request('GET', '/v1/payments', { query: { limit: 100, ...(cursor && { cursor }) } });
      largest = Math.max(largest, page.body.length);
      const { data, next_cursor } = JSON.parse(page.body.toString('utf8'));
      listed.push(
        ...data
          .filter((payment: { reference: string }) => payment.reference === reference)
          .map(({ id }: { id: string }) => id),
      );
      cursor = next_cursor;
    } while (cursor);
    expect(listed).toEqual(made.reverse());
    expect(largest).toBeLessThan(3_000_000);
    expect(largest).toBeGreaterThan(1_000_000);
  });
});
