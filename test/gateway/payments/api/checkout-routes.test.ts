import type { App } from '../../../../lib/gateway/apps/app';
import type { Gateway } from '../../../../lib/gateway/http/gateway';
import type { PublicRoute } from '../../../../lib/gateway/http/route';
import { checkoutRoutes } from '../../../../lib/gateway/payments/api/checkout-routes';
import type { Payment } from '../../../../lib/gateway/payments/payment';
import { EnvironmentInMemory } from '../../environment-in-memory';
import { testApp } from '../../http/gateway-in-memory';
import { aGatewayWithoutData } from '../a-gateway';
import { aPayment, CREATED, PAYMENT_ID, TOKEN } from '../a-payment';

const FORM = 'application/x-www-form-urlencoded';

const withoutData = () => aGatewayWithoutData('sandbox', CREATED).gateway;

function holding(stored: Payment, app: Partial<App> | undefined): Gateway {
  const { environment, mode, publicKey } = stored;
  const apps = app ? [testApp({ environment, mode, publicKey, ...app })] : [];
  const world = new EnvironmentInMemory(environment, apps);
  world.seed('records', stored);
  world.clock.now = CREATED;
  const onlyRead = ({ operation }: { readonly operation: string }) => {
    if (operation !== 'GetItem') throw new Error(`nothing may be written here: ${operation}`);
  };
  return world.instance({ before: onlyRead });
}

/** Sends a request to the checkout page of a gateway that refuses every write. @param options.app - undefined: the payment's app is gone */
async function send(
  method: 'GET' | 'POST',
  token: string,
  options: { gateway?: Gateway; type?: string; body?: string; stored?: Payment; app?: Partial<App> | undefined } = {},
) {
  const app = 'app' in options ? options.app : {};
  const gateway = options.gateway ?? (options.stored ? holding(options.stored, app) : withoutData());
  const route = checkoutRoutes.find((candidate) => candidate.method === method) as PublicRoute;
  const body = Buffer.from(options.body ?? '');
  return route.handle({
    gateway,
    request: {
      method,
      path: `/mock/checkout/${token}`,
      routePath: `/mock/checkout/${token}`,
      host: 'gateway.sandbox.airlock.example',
      headers: new Map([['content-type', [options.type ?? FORM]]]),
      query: new Map(),
      body,
      requestId: 'r1',
    },
    authority: 'gateway.sandbox.airlock.example',
    params: { token },
    body: undefined,
    query: undefined,
  });
}

describe('mock checkout', () => {
  test.each([
    '',
    'x',
    TOKEN.slice(0, -1),
    `${TOKEN}x`,
    `${TOKEN}.x`,
    TOKEN.replace('pay_', 'app_'),
    TOKEN.toLowerCase(),
    'pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE',
  ])('a malformed token %j is a 404 page without a lookup', async (token) => {
    for (const method of ['GET', 'POST'] as const) {
      expect(await send(method, token)).toMatchObject({ status: 404, contentType: 'text/html; charset=utf-8' });
    }
  });

  test('D9: a token of the other environment is a 404 page, counted, without a lookup, in both directions', async () => {
    for (const [environment, infix] of [
      ['sandbox', 'live'],
      ['live', 'test'],
      ['live', 'dev'],
    ] as const) {
      const { gateway, counts } = aGatewayWithoutData(environment, CREATED);
      const reply = await send('GET', TOKEN.replace('test', infix), { gateway });
      expect([reply.status, counts]).toEqual([404, ['CrossEnvironmentAttempt']]);
    }
  });

  test('another token of the same payment opens nothing', async () => {
    const other = `${TOKEN.slice(0, -1)}Y`;
    expect((await send('GET', other, { stored: aPayment() })).status).toBe(404);
    expect((await send('POST', other, { stored: aPayment(), body: 'action=pay' })).status).toBe(404);
    expect((await send('GET', TOKEN, { stored: aPayment({ checkoutToken: null }) })).status).toBe(404);
  });

  test('a GET shows the page and writes nothing: link previews open every URL', async () => {
    expect(await send('GET', TOKEN, { stored: aPayment() })).toMatchObject({ status: 200 });
  });

  test.each([
    ['application/json', '{"action":"pay"}'],
    ['multipart/form-data; boundary=x', 'action=pay'],
    ['', 'action=pay'],
    [FORM, ''],
    [FORM, 'action=steal'],
    [FORM, 'action='],
    [FORM, 'action=pay&action=fail'],
    [FORM, 'action=pay&action=pay'],
    [FORM, 'action=pay&amount=1'],
    [FORM, 'constructor=pay'],
    [FORM, '__proto__=pay'],
    [FORM, '%ff%fe'],
    [FORM, 'action=p%61y'],
    [FORM, 'action=pay&'],
    [FORM, '&action=pay'],
    [FORM, 'action=pay '],
    [FORM, 'action=pay\n'],
  ])('%s %j is a 400 page and changes nothing', async (type, body) => {
    expect(await send('POST', TOKEN, { stored: aPayment(), type, body })).toMatchObject({ status: 400 });
  });

  test('GW10: nobody can pay, fail or leave a fallback: a 409 page, and nothing is written', async () => {
    const token = TOKEN.replace('test', 'live');
    const ids = {
      pk: PAYMENT_ID.replace('test', 'live'),
      publicKey: 'pk_live_FAKEfakeFAKEfakeFAKEfake',
      checkoutToken: token,
    };
    const stored = aPayment({ ...ids, mode: 'live', environment: 'live', fallback: true });
    for (const action of ['pay', 'fail', 'abandon']) {
      expect(await send('POST', token, { stored, body: `action=${action}` })).toMatchObject({ status: 409 });
    }
  });

  test.each([{ status: 'retired' }, undefined] as const)(
    'the open payment of an app that is %j can be seen and not paid: nothing is written',
    async (app) => {
      const stored = aPayment();
      const seen = await send('GET', TOKEN, { stored, app });
      expect([seen.status, seen.body.includes('<button')]).toEqual([200, false]);
      expect(seen.body).toContain('takes no payments here any more');
      for (const action of ['pay', 'fail', 'abandon']) {
        expect(await send('POST', TOKEN, { stored, app, body: `action=${action}` })).toMatchObject({ status: 409 });
      }
      const over = await send('GET', TOKEN, { stored: aPayment({ status: 'succeeded' }), app });
      expect(over.body).toContain('The payment succeeded');
    },
  );

  test('an app whose traffic is closed lets its customers finish what they began', async () => {
    const app = { status: 'active', traffic: 'closed' } as const;
    expect((await send('GET', TOKEN, { stored: aPayment(), app })).body).toContain('<button');
  });

  test('abandon goes back to the merchant and leaves the payment as it is', async () => {
    const reply = await send('POST', TOKEN, { stored: aPayment(), body: 'action=abandon' });
    expect(reply.status).toBe(303);
    expect(reply.headers?.['Location']).toMatch(
      /^https:\/\/shop\.example\/thanks\?payment_id=pay_test_\w+&status=requires_action$/,
    );
    const stays = await send('POST', TOKEN, { stored: aPayment({ returnUrl: null }), body: 'action=abandon' });
    expect(stays.status).toBe(200);
    expect(stays.body).toContain('This payment is still open');
  });

  test('a click on a payment that is over shows the outcome and writes nothing', async () => {
    const reply = await send('POST', TOKEN, { stored: aPayment({ status: 'failed' }), body: 'action=pay' });
    expect(reply.status).toBe(200);
    expect(reply.body).toContain('The payment failed');
  });
});
