import { appKey } from '../../../lib/gateway/apps/app';
import type { HttpRequest } from '../../../lib/gateway/http/request';
import { serve } from '../../../lib/gateway/http/serve';
import { cursorAfter } from '../../../lib/gateway/payments/api/cursor';
import { routes } from '../../../lib/gateway/routes';
import { EnvironmentInMemory } from '../environment-in-memory';
import { aPayment } from '../payments/a-payment';
import { gatewayFor, testApp } from './gateway-in-memory';
import { type RequestOptions, signedRequest } from './signed-request';

const ULID = '01K5M3Q8ZJ4T7R2X9VBNWD6HCE';
const sandboxApp = testApp();
const liveApp = testApp({
  mode: 'live',
  environment: 'live',
  name: 'book-live',
  publicKey: 'pk_live_FAKEfakeFAKEfakeFAKEfake',
  secret: 'sk_live_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK',
});
const APPS = { sandbox: sandboxApp, live: liveApp };

/** What a request makes the gateway of an environment count. */
async function counted(
  environment: 'sandbox' | 'live',
  options: Partial<RequestOptions>,
  change = (request: HttpRequest) => request,
) {
  const app = APPS[environment];
  const gateway = gatewayFor(environment, [app]);
  const host = `gateway.${environment}.airlock.example`;
  const request = await signedRequest({ host, keyid: app.publicKey, secret: app.secret, ...options });
  const { status } = await serve(gateway, routes, change(request), (error) => {
    throw error;
  });
  return { status, counts: gateway.counted };
}

const CLAIMED = ['CrossEnvironmentAttempt'];
const PROVEN = ['CrossEnvironmentAttempt', 'CrossEnvironmentProven'];

describe.each([
  ['sandbox', 'live'],
  ['live', 'test'],
  ['live', 'dev'],
] as const)('GW8: at %s, what names mode %s', (environment, infix) => {
  test('a key that anyone can make up is an attempt, and proves nothing', async () => {
    const keyid = `pk_${infix}_made0up0made0up0made0up0`;
    expect(await counted(environment, { keyid })).toEqual({ status: 401, counts: CLAIMED });
    const unsigned = (request: HttpRequest) => ({
      ...request,
      headers: new Map([...request.headers, ['signature', ['sig=:AAAA:']]]),
    });
    expect(await counted(environment, { keyid }, unsigned)).toEqual({ status: 401, counts: CLAIMED });
  });

  test('a secret key of it is an attempt', async () => {
    const keyid = `sk_${infix}_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK`;
    expect(await counted(environment, { keyid })).toEqual({ status: 401, counts: ['SignatureRefused', ...CLAIMED] });
  });

  test('an id is an attempt, and proven, once an app of ours signed for it', async () => {
    const path = `/v1/payments/pay_${infix}_${ULID}`;
    expect(await counted(environment, { path })).toEqual({ status: 404, counts: PROVEN });
    expect(await counted(environment, { path, secret: 'not the secret' })).toEqual({
      status: 401,
      counts: ['SignatureRefused'],
    });
  });

  test('so is a cursor of a list of that mode', async () => {
    const query = { cursor: cursorAfter(`pay_${infix}_${ULID}`) };
    expect(await counted(environment, { query })).toEqual({ status: 400, counts: PROVEN });
  });

  test('a checkout page of it is an attempt, and proves nothing', async () => {
    const path = `/mock/checkout/pay_${infix}_${ULID}.${'a'.repeat(43)}`;
    expect(await counted(environment, { path })).toEqual({ status: 404, counts: CLAIMED });
  });
});

test.each(['payment', 'app'] as const)(
  "BG4: a table of live that holds the %s of sandbox is no stranger's doing",
  async (what) => {
    const { secret: _, ...app } = liveApp;
    const payment = { ...aPayment(), pk: `pay_live_${ULID}`, environment: 'live', mode: 'live' } as const;
    const foreign = { environment: 'sandbox', mode: 'test' } as const;
    const world = new EnvironmentInMemory('live', [liveApp]);
    world.seed('apps', { ...app, ...appKey(app.publicKey), ...(what === 'app' && foreign) });
    world.seed('records', { ...payment, ...(what === 'payment' && foreign) });
    const gateway = world.instance();
    const request = await signedRequest({
      host: 'gateway.live.airlock.example',
      keyid: liveApp.publicKey,
      secret: liveApp.secret,
      path: `/v1/payments/pay_live_${ULID}`,
    });
    expect((await serve(gateway, routes, request, () => {})).status).toBe(500);
    expect(gateway.counted).toEqual(['CrossEnvironmentProven']);
  },
);

test('an id of another mode of the same environment is an attempt, and crosses nothing', async () => {
  const path = `/v1/payments/pay_test_${ULID}`;
  expect(await counted('sandbox', { path })).toEqual({ status: 404, counts: CLAIMED });
});
