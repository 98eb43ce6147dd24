import { randomUUID } from 'node:crypto';
import type { Client } from '../../../lib/client/client';
import type { Payment } from '../../../lib/client/payment';
import { demoApp, demoClient, freshClient, refusalOf } from '../accounts/demo-app';

const COFFEE = { amount: 1250, currency: 'EUR' };

describe('payments of mode test', () => {
  let client: Client;
  beforeAll(async () => {
    client = await freshClient();
  });

  test('GW2 GW5: a payment is created with a mock checkout URL of this gateway, read, and paid once', async () => {
    const order = { ...COFFEE, description: 'Zwei Kaffee ☕', reference: 'order-1', metadata: { table: '7' } };
    const created = await client.createPayment({ ...order, return_url: 'https://shop.example/thanks' });
    expect(created).toMatchObject({
      ...order,
      object: 'payment',
      environment: 'sandbox',
      mode: 'test',
      status: 'requires_action',
      refunded_amount: 0,
      provider: 'mock',
      fallback: false,
      return_url: 'https://shop.example/thanks',
      terminal_at: null,
    });
    expect(created.id).toMatch(/^pay_test_[0-9A-Z]{26}$/);
    expect(created.checkout_url).toMatch(
      new RegExp(`^${client.baseUrl}/mock/checkout/${created.id}\\.[A-Za-z0-9]{43}$`),
    );
    expect(Date.parse(created.expires_at) - Date.parse(created.created_at)).toBe(24 * 60 * 60 * 1000);
    expect(await client.getPayment(created.id)).toEqual(created);
    const paid = await client.testPayment(created.id, 'pay');
    expect(paid).toEqual({ ...created, status: 'succeeded', terminal_at: expect.any(String) });
    expect(await client.getPayment(created.id)).toEqual(paid);
    expect(await refusalOf(client.testPayment(created.id, 'pay'))).toMatchObject({
      status: 409,
      code: 'invalid_state',
    });
  });

  test.each([
    ['pay', 'succeeded'],
    ['fail', 'failed'],
    ['expire', 'expired'],
  ] as const)('AZ2: %s ends a payment as %s, and nothing moves it afterwards', async (outcome, status) => {
    const { id } = await client.createPayment(COFFEE);
    const ended = await client.testPayment(id, outcome);
    expect(ended).toMatchObject({ status, terminal_at: expect.any(String) });
    for (const other of ['pay', 'fail', 'expire'] as const) {
      const refusal = await refusalOf(client.testPayment(id, other));
      expect(refusal).toMatchObject({ status: 409, code: 'invalid_state' });
      expect(refusal.detail).toContain(status);
    }
    expect(await refusalOf(client.cancelPayment(id))).toMatchObject({ status: 409, code: 'invalid_state' });
    expect(await client.getPayment(id)).toEqual(ended);
  });

  test('D8: cancel answers the same under the same key, and 409 under another', async () => {
    const { id } = await client.createPayment(COFFEE);
    const once = { idempotencyKey: randomUUID() };
    const canceled = await client.cancelPayment(id, once);
    expect(canceled.status).toBe('canceled');
    expect(await client.cancelPayment(id, once)).toEqual(canceled);
    expect(await refusalOf(client.cancelPayment(id))).toMatchObject({ status: 409, code: 'invalid_state' });
  });

  test('of pay, fail, expire and cancel at the same time exactly one happens', async () => {
    const { id } = await client.createPayment(COFFEE);
    const calls = [
      ...(['pay', 'fail', 'expire'] as const).map((outcome) => client.testPayment(id, outcome)),
      client.cancelPayment(id),
    ];
    const settled = await Promise.allSettled(calls);
    const won = settled.filter((result): result is PromiseFulfilledResult<Payment> => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const result of settled) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ status: 409, code: 'invalid_state' });
    }
    expect(await client.getPayment(id)).toEqual(won[0]?.value);
  });

  test('D8: one key, one payment: the same answer again, another body 422, at once 409 or the same', async () => {
    const once = { idempotencyKey: randomUUID() };
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => client.createPayment(COFFEE, once)));
    const made = await client.createPayment(COFFEE, once).catch(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return client.createPayment(COFFEE, once);
    });
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') expect(outcome.value).toEqual(made);
      else expect(outcome.reason).toMatchObject({ status: 409, code: 'idempotency_in_flight' });
    }
    const { data } = await client.listPayments({ limit: 100 });
    expect(data.filter(({ created_at }) => created_at >= made.created_at).map(({ id }) => id)).toEqual([made.id]);
    expect(await refusalOf(client.createPayment({ ...COFFEE, amount: 1 }, once))).toMatchObject({
      status: 422,
      code: 'idempotency_key_reused',
    });
  });

  test('lists page by page, newest first, without gap or repetition, and nobody else’s', async () => {
    const own = await freshClient();
    expect(await own.listPayments()).toEqual({ object: 'list', data: [], next_cursor: null });
    const made: string[] = [];
    for (let at = 0; at < 5; at += 1) made.unshift((await own.createPayment(COFFEE)).id);
    const listed: string[] = [];
    for await (const payment of own.payments(2)) listed.push(payment.id);
    expect(listed).toEqual(made);
    const whole = await own.listPayments({ limit: 5 });
    expect([whole.data.length, whole.next_cursor]).toEqual([5, null]);
    expect(await own.listPayments({ limit: 4 })).toMatchObject({ next_cursor: expect.stringMatching(/^[\w-]+$/) });
  });

  test('are found by their reference, page by page, each app’s own; another filter is refused', async () => {
    const own = await freshClient();
    const stranger = await freshClient();
    const reference = 'order-7:a';
    const made: string[] = [];
    for (let at = 0; at < 3; at += 1) made.unshift((await own.createPayment({ ...COFFEE, reference })).id);
    await own.createPayment({ ...COFFEE, reference: 'order-7:ab' });
    await own.createPayment(COFFEE);
    await stranger.createPayment({ ...COFFEE, reference });
    const first = await own.listPayments({ reference, limit: 2 });
    const cursor = first.next_cursor ?? '';
    const second = await own.listPayments({ reference, limit: 2, cursor });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(made);
    expect(second.next_cursor).toBeNull();
    expect((await own.listPayments({ reference: 'order-8' })).data).toEqual([]);
    for (const [name, code] of [
      ['status', 'unknown_field'],
      ['Reference', 'unknown_field'],
    ] as const) {
      const asked = own.request('GET', '/v1/payments', { query: { [name]: 'x' } });
      expect(await refusalOf(asked)).toMatchObject({ status: 400, code, param: name });
    }
    expect(await refusalOf(own.request('GET', '/v1/payments', { query: { reference: '' } }))).toMatchObject({
      status: 400,
      code: 'invalid_field',
      param: 'reference',
    });
  });

  test('D9: an id of another mode → 404 mode_mismatch; another app’s → 404, as if it did not exist', async () => {
    const { id } = await client.createPayment(COFFEE);
    const stranger = await freshClient();
    const foreign = await refusalOf(stranger.getPayment(id));
    const missing = await refusalOf(stranger.getPayment(id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))));
    expect([foreign.status, foreign.code, foreign.detail]).toEqual([missing.status, missing.code, missing.detail]);
    expect(foreign).toMatchObject({ status: 404, code: 'not_found' });
    expect(await refusalOf(stranger.cancelPayment(id))).toMatchObject({ status: 404, code: 'not_found' });
    for (const infix of ['dev', 'live']) {
      const mismatch = await refusalOf(client.getPayment(id.replace('test', infix)));
      expect(mismatch).toMatchObject({ status: 404, code: 'mode_mismatch' });
    }
    expect((await client.getPayment(id)).status).toBe('requires_action');
  });

  test.each([
    [400, 'unknown_field', { ...COFFEE, mode: 'live' }],
    [400, 'unknown_field', { ...COFFEE, colour: 'red' }],
    [400, 'missing_field', { amount: 1250 }],
    [400, 'invalid_amount', { ...COFFEE, amount: 0 }],
    [400, 'invalid_amount', { ...COFFEE, amount: 12.5 }],
    [400, 'invalid_amount', { ...COFFEE, amount: '1250' }],
    [400, 'invalid_currency', { ...COFFEE, currency: 'EURO' }],
    [400, 'invalid_field', { ...COFFEE, return_url: 'http://shop.example/' }],
    [400, 'invalid_field', { ...COFFEE, metadata: { n: 7 } }],
    [400, 'invalid_json', '{"amount":'],
    [400, 'invalid_utf8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
    [422, 'provider_not_allowed', { ...COFFEE, provider: 'polar' }],
    [422, 'provider_not_allowed', { ...COFFEE, provider: 'nobody' }],
  ])('GW5: %d %s, and nothing is stored', async (status, code, body) => {
    const before = await client.listPayments({ limit: 1 });
    expect(await refusalOf(client.request('POST', '/v1/payments', { body }))).toMatchObject({ status, code });
    expect(await client.listPayments({ limit: 1 })).toEqual(before);
  });

  test.each([
    [{ limit: 0 }, 'invalid_field'],
    [{ limit: 101 }, 'invalid_field'],
    [{ cursor: 'x' }, 'invalid_cursor'],
    [{ page: 2 }, 'unknown_field'],
  ])('list with %j → 400 %s', async (query, code) => {
    expect(await refusalOf(client.request('GET', '/v1/payments', { query }))).toMatchObject({ status: 400, code });
  });
});

describe('payments of mode sandbox', () => {
  test('GW4: no provider is loaded → 503 provider_not_loaded, nothing stored; mock may not be named', async () => {
    const client = demoClient('sandbox');
    const before = await client.listPayments({ limit: 1 });
    expect(await refusalOf(client.createPayment(COFFEE))).toMatchObject({
      status: 503,
      code: 'provider_not_loaded',
      mode: 'sandbox',
    });
    expect(await refusalOf(client.createPayment({ ...COFFEE, provider: 'mock' }))).toMatchObject({
      status: 422,
      code: 'provider_not_allowed',
    });
    expect(await client.listPayments({ limit: 1 })).toEqual(before);
  });
});

describe('payments in live', () => {
  test('GW10: without live credentials a payment is a marked mock that nobody can pay', async () => {
    const client = demoClient('live');
    const payment = await client.createPayment({ ...COFFEE, return_url: 'https://shop.example/thanks' });
    expect(payment).toMatchObject({
      environment: 'live',
      mode: 'live',
      status: 'requires_action',
      provider: 'mock',
      fallback: true,
    });
    const url = payment.checkout_url ?? '';
    const page = await (await fetch(url)).text();
    expect(page).toContain('This payment cannot be paid');
    expect(page).not.toMatch(/<form|<button/);
    const click = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ action: 'pay' }),
      redirect: 'manual',
    });
    expect(click.status).toBe(409);
    expect((await client.getPayment(payment.id)).status).toBe('requires_action');
    expect((await client.cancelPayment(payment.id)).status).toBe('canceled');
  });

  test('BG3: what simulates an outcome does not exist in live', async () => {
    const client = demoClient('live');
    const { id } = await client.createPayment(COFFEE);
    for (const outcome of ['pay', 'fail', 'expire'] as const) {
      expect(await refusalOf(client.testPayment(id, outcome))).toMatchObject({ status: 404, code: 'not_found' });
    }
    expect((await client.getPayment(id)).status).toBe('requires_action');
  });
});

describe('GET /info', () => {
  test('GW11 GW13: each side shows its own modes and providers, and no secret', async () => {
    const sandbox = await demoClient('test').request('GET', '/info');
    const live = await demoClient('live').request('GET', '/info');
    expect(JSON.parse(sandbox.body.toString())).toMatchObject({
      environment: 'sandbox',
      modes: ['test', 'sandbox'],
      live_fallback: null,
      providers: expect.arrayContaining([
        expect.objectContaining({ provider: 'mock', mode: 'test', loaded: true, serves: true }),
        expect.objectContaining({ provider: 'polar', mode: 'sandbox', loaded: false, serves: false }),
      ]),
    });
    const shown = JSON.parse(live.body.toString());
    expect(shown).toMatchObject({ environment: 'live', modes: ['live'] });
    expect(shown.providers.map(({ mode }: { mode: string }) => mode)).not.toContain('test');
    for (const { body } of [sandbox, live]) {
      expect(body.toString()).not.toMatch(/sk_|whsec_|polar_oat_|arn:aws|Secret|token/i);
      expect(body.toString()).not.toContain(demoApp('test').secret);
    }
  });

  test('GW11: needs a signature', async () => {
    const answer = await fetch(`${demoClient('test').baseUrl}/info`);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, 'signature_missing']);
  });
});
