import { type ClientProps, clientFromEnvironment, createClient } from '../../lib/client/client';
import { newPublicKey, newSecretKey, newWebhookSecret } from '../../lib/environment/ids';
import { type FakeAnswer, FakeGateway } from './fake-gateway';

const keys = { publicKey: newPublicKey('test'), secret: newSecretKey('test'), webhookSecret: newWebhookSecret() };
const known = { sandbox: { authorities: [] }, live: { authorities: [] } };
const order = { amount: 1250, currency: 'EUR' };
const problem = (status: number, code: string, headers = {}): FakeAnswer => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: JSON.stringify({ code, detail: `about ${code}`, param: 'amount', request_id: 'r-1', mode: 'test' }),
});

const gateway = new FakeGateway();
beforeAll(() => gateway.start());
afterAll(() => gateway.stop());
beforeEach(() => gateway.reset());

function client(waits: number[] = [], props: Partial<ClientProps> = {}) {
  const retry = { sleep: async (ms: number) => void waits.push(ms), random: () => 1 };
  return createClient({ ...keys, url: gateway.url, known, retry, ...props });
}

describe('D7 requests', () => {
  test('typed methods call their routes', async () => {
    const paying = client();
    await paying.getPayment('pay_test_1');
    await paying.cancelPayment('pay_test_1');
    await paying.testPayment('pay_test_1', 'pay');
    await paying.info();
    await paying.health();
    await paying.listPayments({ limit: 5, cursor: 'abc' });
    expect(gateway.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /v1/payments/pay_test_1',
      'POST /v1/payments/pay_test_1/cancel',
      'POST /v1/test/payments/pay_test_1/pay',
      'GET /info',
      'GET /health',
      'GET /v1/payments?limit=5&cursor=abc',
    ]);
    expect(paying.mode).toBe('test');
  });

  test('the authority that is signed is the Host that is sent, also when it is not where the bytes go', async () => {
    await client([], { authority: 'gateway.sandbox.airlock.example' }).info();
    expect(gateway.seen[0]?.headers['host']).toBe('gateway.sandbox.airlock.example');
  });

  test('BG7: no secret is in what is sent', async () => {
    await client().createPayment(order);
    const bytes = JSON.stringify(gateway.seen);
    expect(bytes).toContain(keys.publicKey);
    expect(bytes).not.toContain(keys.secret);
    expect(bytes).not.toContain(keys.webhookSecret);
  });

  test('all payments, page after page', async () => {
    const page = (ids: string[], next: string | null): FakeAnswer => ({
      status: 200,
      body: JSON.stringify({ object: 'list', data: ids.map((id) => ({ id })), next_cursor: next }),
    });
    gateway.answers.push(page(['a', 'b'], 'c1'), page(['c'], 'c2'), page([], null));
    const ids = [];
    for await (const { id } of client().payments(2)) ids.push(id);
    expect(ids).toEqual(['a', 'b', 'c']);
    expect(gateway.seen.map(({ url }) => url)).toEqual([
      '/v1/payments?limit=2',
      '/v1/payments?limit=2&cursor=c1',
      '/v1/payments?limit=2&cursor=c2',
    ]);
  });
});

describe('D8 retries', () => {
  const key = (at: number) => gateway.seen[at]?.headers['idempotency-key'];
  const nonce = (at: number) => /nonce="([^"]+)"/.exec(String(gateway.seen[at]?.headers['signature-input']))?.[1];

  test('a payment gets a key, kept over its tries, and each try is signed afresh', async () => {
    gateway.answers.push(problem(503, 'busy'), 'hang up', problem(409, 'idempotency_in_flight'));
    await client().createPayment(order);
    expect(gateway.seen).toHaveLength(4);
    expect(key(0)).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set([0, 1, 2, 3].map(key)).size).toBe(1);
    expect(new Set([0, 1, 2, 3].map(nonce)).size).toBe(4);
  });

  test('two payments get two keys, and a caller’s own key is used', async () => {
    await client().createPayment(order);
    await client().createPayment(order);
    await client().createPayment(order, { idempotencyKey: 'order-7' });
    await client().request('POST', '/v1/payments', { body: order, headers: { 'idempotency-key': 'order-8' } });
    expect(key(0)).not.toBe(key(1));
    expect([key(2), key(3)]).toEqual(['order-7', 'order-8']);
  });

  test('waits grow with full jitter, and Retry-After comes first', async () => {
    gateway.answers.push(problem(502, 'x'), problem(429, 'throttled', { 'retry-after': '2' }), problem(504, 'x'));
    const waits: number[] = [];
    await client(waits).getPayment('pay_test_1');
    expect(waits).toEqual([250, 2500, 1000]);
  });

  test('a Retry-After beyond the longest wait is not waited for', async () => {
    gateway.answers.push(problem(429, 'throttled', { 'retry-after': '3600' }));
    await expect(client().getPayment('pay_test_1')).rejects.toMatchObject({ status: 429 });
    expect(gateway.seen).toHaveLength(1);
  });

  test('the last failure is thrown after three more tries', async () => {
    for (let at = 0; at < 5; at += 1) gateway.answers.push(problem(503, 'busy'));
    await expect(client().getPayment('pay_test_1')).rejects.toMatchObject({ code: 'busy' });
    expect(gateway.seen).toHaveLength(4);
  });

  test.each([
    [400, 'unknown_field'],
    [401, 'mode_mismatch'],
    [409, 'invalid_state'],
    [422, 'idempotency_key_reused'],
    [503, 'provider_not_loaded'],
  ])('%d %s is final', async (status, code) => {
    gateway.answers.push(problem(status, code));
    await expect(client().createPayment(order)).rejects.toMatchObject({ status, code });
    expect(gateway.seen).toHaveLength(1);
  });

  test.each([
    [409, 'idempotency_in_flight'],
    [429, 'throttled'],
    [500, 'internal_error'],
    [502, 'provider_failed'],
    [503, 'unavailable'],
    [503, 'provider_unavailable'],
    [504, 'gateway_timeout'],
  ])('%d %s is never final: the same key again', async (status, code) => {
    gateway.answers.push(problem(status, code));
    await client().createPayment(order);
    expect(gateway.seen).toHaveLength(2);
    expect(key(1)).toBe(key(0));
  });

  test('an Idempotency-Key that another request still holds is waited for as long as the gateway says', async () => {
    gateway.answers.push(problem(409, 'idempotency_in_flight', { 'retry-after': '30' }));
    const waits: number[] = [];
    await client(waits).createPayment(order);
    expect(waits).toEqual([30_250]);
  });

  test('what is repeatable without a key is repeated, a POST is not', async () => {
    const outcomes = [];
    for (const method of ['GET', 'DELETE', 'POST']) {
      gateway.reset();
      gateway.answers.push(problem(500, 'internal_error'));
      await client()
        .request(method, '/v1/webhook-endpoints/we_1')
        .catch(() => undefined);
      outcomes.push([method, gateway.seen.length]);
    }
    expect(outcomes).toEqual([
      ['GET', 2],
      ['DELETE', 2],
      ['POST', 1],
    ]);
  });

  test('a connection that was refused did nothing, so that anything may be sent again', async () => {
    const nobody = new FakeGateway();
    await nobody.start();
    const { url } = nobody;
    await nobody.stop();
    const waits: number[] = [];
    const sent = client(waits, { url }).request('POST', '/v1/payments/pay_test_1/cancel');
    await expect(sent).rejects.toMatchObject({ name: 'NoAnswer', reason: 'connection refused', sent: false });
    expect(waits).toHaveLength(3);
  });

  test('an answer that stops in its body ends with the timeout, and is asked for again', async () => {
    gateway.answers.push('stop in the body');
    await client([], { timeoutMs: 100 }).getPayment('pay_test_1');
    expect(gateway.seen).toHaveLength(2);
  });

  test('all tries and waits together have an end', async () => {
    for (let at = 0; at < 9; at += 1) gateway.answers.push(problem(503, 'busy', { 'retry-after': '30' }));
    let now = 0;
    const retry = {
      retries: 9,
      totalMs: 100_000,
      random: () => 0,
      clock: () => now,
      sleep: async (ms: number) => {
        now += ms;
      },
    };
    await expect(client([], { retry }).getPayment('pay_test_1')).rejects.toMatchObject({ code: 'busy' });
    expect([now, gateway.seen.length]).toEqual([90_000, 4]);
  });

  test('the last try gets what is left', async () => {
    gateway.answers.push('say nothing');
    const retry = { totalMs: 80, retries: 0 };
    await expect(client([], { retry }).getPayment('pay_test_1')).rejects.toMatchObject({
      name: 'NoAnswer',
      reason: expect.stringMatching(/^nothing within (80|79) ms$/),
    });
  });

  test('a POST without a key is not repeated when it may have been carried out', async () => {
    gateway.answers.push('hang up');
    await expect(client().request('POST', '/v1/payments/pay_test_1/cancel')).rejects.toMatchObject({
      name: 'NoAnswer',
    });
    expect(gateway.seen).toHaveLength(1);
  });
});

describe('D9 errors', () => {
  const elsewhere = new FakeGateway();
  afterAll(() => elsewhere.stop());

  test('a problem keeps all that the gateway says', async () => {
    gateway.answers.push(problem(422, 'provider_not_allowed'));
    await expect(client().createPayment(order)).rejects.toMatchObject({
      name: 'GatewayError',
      status: 422,
      code: 'provider_not_allowed',
      detail: 'about provider_not_allowed',
      param: 'amount',
      requestId: 'r-1',
      mode: 'test',
      message: '422 provider_not_allowed: about provider_not_allowed',
    });
  });

  test('D9: the firewall’s answer, a problem as plain JSON without a request id, is a problem all the same', async () => {
    const body = JSON.stringify({ status: 429, code: 'throttled', detail: 'too many', mode: null, request_id: null });
    const headers = { 'content-type': 'application/json', 'retry-after': '60' };
    gateway.answers.push({ status: 429, headers, body });
    await expect(client().info()).rejects.toMatchObject({
      status: 429,
      code: 'throttled',
      requestId: null,
      mode: null,
    });
  });

  test.each<[string, FakeAnswer]>([
    ['a page of a proxy', { status: 403, headers: { 'content-type': 'text/html' }, body: '<h1>no</h1>' }],
    ['half a problem', { status: 403, headers: { 'content-type': 'application/problem+json' }, body: '{"code":' }],
    ['a problem of null', { status: 403, headers: { 'content-type': 'application/problem+json' }, body: 'null' }],
  ])('%s is an unexpected answer', async (_, answer) => {
    gateway.answers.push(answer);
    await expect(client().info()).rejects.toMatchObject({ status: 403, code: 'unexpected_answer', requestId: null });
  });

  test('GW8: a redirect to the other environment is not followed', async () => {
    await elsewhere.start();
    gateway.answers.push({ status: 307, headers: { location: `${elsewhere.url}/v1/payments` }, body: '' });
    await expect(client().createPayment(order)).rejects.toMatchObject({ status: 307, code: 'unexpected_answer' });
    expect(elsewhere.seen).toHaveLength(0);
  });

  test('silence ends after the timeout', async () => {
    for (let at = 0; at < 4; at += 1) gateway.answers.push('say nothing');
    await expect(client([], { timeoutMs: 60 }).info()).rejects.toMatchObject({
      name: 'NoAnswer',
      reason: 'nothing within 60 ms',
    });
    expect(gateway.seen).toHaveLength(4);
  });

  test('D8: what failed for good carries the key that a later repetition needs', async () => {
    for (let at = 0; at < 4; at += 1) gateway.answers.push(at % 2 ? problem(503, 'busy') : 'hang up');
    const error = await client()
      .createPayment(order)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'busy', idempotencyKey: gateway.seen[0]?.headers['idempotency-key'] });
  });
});

describe('GW7 a client of the process’s triple', () => {
  const triple = {
    PAYMENT_GATEWAY_PUBLIC_KEY: keys.publicKey,
    PAYMENT_GATEWAY_SECRET: keys.secret,
    PAYMENT_GATEWAY_WEBHOOK_SECRET: keys.webhookSecret,
  };

  test('the key’s infix chooses the host', () => {
    const live = { PAYMENT_GATEWAY_PUBLIC_KEY: newPublicKey('live'), PAYMENT_GATEWAY_SECRET: newSecretKey('live') };
    expect(clientFromEnvironment(triple).baseUrl).toBe('https://gateway.sandbox.airlock.example');
    expect(clientFromEnvironment(live).baseUrl).toBe('https://gateway.live.airlock.example');
  });

  test('PAYMENT_GATEWAY_URL of the other environment stops it', () => {
    const url = { PAYMENT_GATEWAY_URL: 'https://gateway.live.airlock.example' };
    expect(() => clientFromEnvironment({ ...triple, ...url })).toThrow('PAYMENT_GATEWAY_URL is the live gateway');
  });

  test('BG4: secrets of another mode stop it', () => {
    expect(() => clientFromEnvironment({ ...triple, PAYMENT_GATEWAY_SECRET: newSecretKey('live') })).toThrow('mixed');
  });
});
