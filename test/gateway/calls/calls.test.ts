import { randomUUID } from 'node:crypto';
import { type OperationId, requestOf, routesIn } from '../../../lib/contract/routes';
import type { RequestOptions } from '../http/signed-request';
import { codeOf, type SignedApp, sandboxInMemory } from './sandbox-in-memory';

const COFFEE = '{"amount":1250,"currency":"EUR"}';
const create = (idempotencyKey: string, body = COFFEE) => ({ ...requestOf('createPayment', {}), body, idempotencyKey });

type World = Awaited<ReturnType<typeof sandboxInMemory>>;

async function idOf(world: World, app: SignedApp): Promise<string> {
  return JSON.parse((await world.send(app, create(randomUUID()))).body).id;
}

const BATCH = 'BatchGetItem';
const NONCE = 'PutItem';
const TRANSACTION = 'TransactWriteItems';

type Case = readonly [
  operation: OperationId,
  what: string,
  mode: 'test' | 'sandbox',
  request: (world: World, app: SignedApp) => Promise<Partial<RequestOptions>>,
  status: number,
  calls: readonly string[],
];

const ofPayment =
  (operation: 'getPayment' | 'cancelPayment' | `${'pay' | 'fail' | 'expire'}TestPayment`) =>
  async (world: World, app: SignedApp) =>
    requestOf(operation, { id: await idOf(world, app) });
const replayed = async (world: World, app: SignedApp) => {
  const key = randomUUID();
  await world.send(app, create(key));
  return create(key);
};

const CASES: readonly Case[] = [
  ['createPayment', 'with the mock', 'test', async () => create('k'), 201, [BATCH, TRANSACTION]],
  [
    'createPayment',
    'with a provider',
    'sandbox',
    async () => create('k'),
    201,
    [BATCH, TRANSACTION, 'Invoke', TRANSACTION],
  ],
  ['createPayment', 'again, with the mock', 'test', replayed, 201, [BATCH, NONCE]],
  ['createPayment', 'again, with a provider', 'sandbox', replayed, 201, [BATCH, NONCE]],
  ['createPayment', 'that says what cannot be', 'test', async () => create('k', '{"amount":0}'), 400, [BATCH, NONCE]],
  [
    'createPayment',
    'with a provider that the mode never has',
    'sandbox',
    async () => create('k', '{"amount":1,"currency":"EUR","provider":"stripe"}'),
    422,
    // Looks whether another request under the key got further meanwhile.
    [BATCH, 'GetItem', NONCE],
  ],
  [
    'createPayment',
    'with a provider that is not loaded',
    'sandbox',
    async () => create('k', '{"amount":1,"currency":"EUR","provider":"paypal"}'),
    503,
    [BATCH, TRANSACTION, 'Invoke', TRANSACTION],
  ],
  ['getPayment', '', 'test', ofPayment('getPayment'), 200, [BATCH, NONCE, 'GetItem']],
  ['cancelPayment', '', 'sandbox', ofPayment('cancelPayment'), 200, [BATCH, 'GetItem', TRANSACTION]],
  ['payTestPayment', '', 'test', ofPayment('payTestPayment'), 200, [BATCH, 'GetItem', TRANSACTION]],
  ['failTestPayment', '', 'test', ofPayment('failTestPayment'), 200, [BATCH, 'GetItem', TRANSACTION]],
  ['expireTestPayment', '', 'test', ofPayment('expireTestPayment'), 200, [BATCH, 'GetItem', TRANSACTION]],
  [
    'listPayments',
    'in four shards',
    'test',
    async () => requestOf('listPayments', {}),
    200,
    [BATCH, NONCE, ...Array(4).fill('Query')],
  ],
  ['getInfo', '', 'test', async () => requestOf('getInfo', {}), 200, [BATCH, NONCE, 'Invoke']],
];

describe('calls that a warm signed request makes', () => {
  test.each(CASES)('%s %s, mode %s', async (_, __, mode, request, status, calls) => {
    const world = await sandboxInMemory();
    const app = await world.addApp({ mode });
    await idOf(world, app);
    const asked = await request(world, app);
    const answered = await world.send(app, asked);
    expect({ status: answered.status, calls: [...answered.calls].sort() }).toEqual({
      status,
      calls: [...calls].sort(),
    });
  });

  test('every signed route is here', () => {
    const signed = routesIn('sandbox').filter(({ access }) => access === 'signed');
    expect(new Set(CASES.map(([operation]) => operation))).toEqual(
      new Set(signed.map(({ operationId }) => operationId)),
    );
  });

  test('the first request of an app also reads its secret', async () => {
    const world = await sandboxInMemory();
    const { calls } = await world.send(await world.addApp({}), create('k'));
    expect(calls).toEqual([BATCH, 'GetSecretValue', TRANSACTION]);
  });
});

describe('GW8: nothing is stored before the MAC is right', () => {
  test.each(CASES)('%s %s, mode %s', async (_, __, mode, request) => {
    const world = await sandboxInMemory();
    const app = await world.addApp({ mode });
    const asked = await request(world, app);
    const before = world.stored();
    for (const wrong of [
      { secret: 'sk_test_notTheSecretNotTheSecretNotTheSecretNotT' },
      { keyid: 'pk_test_unknownunknownunknown123' },
    ]) {
      const refused = await world.send(app, { ...asked, ...wrong });
      expect({
        status: refused.status,
        code: codeOf(refused),
        calls: refused.calls.filter((call) => call !== BATCH),
      }).toEqual({
        status: 401,
        code: 'signature_invalid',
        calls: refused.calls.filter((call) => call === 'GetSecretValue'),
      });
    }
    expect(world.stored()).toBe(before);
  });
});

/** Everything that a signed request can come to. */
const OUTCOMES: readonly Case[] = [
  ...CASES,
  [
    'createPayment',
    'without a key',
    'test',
    async () => ({ ...requestOf('createPayment', {}), body: COFFEE }),
    400,
    [],
  ],
  [
    'getPayment',
    'of an id that is not there',
    'test',
    async () => requestOf('getPayment', { id: 'pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE' }),
    404,
    [],
  ],
  [
    'getPayment',
    'of another mode',
    'test',
    async () => requestOf('getPayment', { id: 'pay_live_01K5M3Q8ZJ4T7R2X9VBNWD6HCE' }),
    404,
    [],
  ],
  [
    'listPayments',
    'with a query that it does not know',
    'test',
    async () => ({ ...requestOf('listPayments', {}), query: { x: '1' } }),
    400,
    [],
  ],
  [
    'createPayment',
    'under a key of another body',
    'test',
    async (world, app) => {
      await world.send(app, create('k'));
      return create('k', '{"amount":1,"currency":"EUR"}');
    },
    422,
    [],
  ],
  [
    'cancelPayment',
    'of a payment that is over',
    'test',
    async (world, app) => {
      const id = await idOf(world, app);
      await world.send(app, requestOf('cancelPayment', { id }));
      return requestOf('cancelPayment', { id });
    },
    409,
    [],
  ],
];

describe('GW8: the same nonce twice is 401, and changes nothing', () => {
  test.each(OUTCOMES)('%s %s, mode %s: sent again', async (_, __, mode, request, status) => {
    const world = await sandboxInMemory();
    const app = await world.addApp({ mode });
    const captured = { ...(await request(world, app)), nonce: randomUUID() };
    expect((await world.send(app, captured)).status).toBe(status);
    const before = world.stored();
    const again = await world.send(app, captured);
    expect([again.status, codeOf(again)]).toEqual([401, 'nonce_reused']);
    expect(again.calls).not.toContain('Invoke');
    if (captured.method === 'GET') expect(again.calls).toEqual([BATCH, NONCE]);
    expect(world.stored()).toBe(before);
  });

  test.each(OUTCOMES)('%s %s, mode %s: sent twice at once, one is served', async (_, __, mode, request, status) => {
    const world = await sandboxInMemory();
    const app = await world.addApp({ mode });
    const captured = { ...(await request(world, app)), nonce: randomUUID() };
    const answers = await Promise.all([world.send(app, captured), world.send(app, captured)]);
    const codes = answers.map((answer) => (codeOf(answer) === 'nonce_reused' ? 401 : answer.status));
    expect(codes.sort()).toEqual([401, status].sort());
  });

  test('also while the first is at work under the same key, and when it was closed to traffic', async () => {
    const world = await sandboxInMemory();
    const app = await world.addApp({ traffic: 'closed' });
    const captured = { ...create('k'), nonce: randomUUID() };
    expect(codeOf(await world.send(app, captured))).toBe('traffic_closed');
    expect(codeOf(await world.send(app, captured))).toBe('nonce_reused');
  });
});

describe('the limit of an app', () => {
  test('what is over it is refused before any work; a repeated request costs nothing', async () => {
    const world = await sandboxInMemory({ rate: 1, burst: 3 });
    const app = await world.addApp({});
    const captured = { ...create('k'), nonce: randomUUID() };
    expect((await world.send(app, captured)).status).toBe(201);
    for (let at = 0; at < 10; at += 1) expect(codeOf(await world.send(app, captured))).toBe('nonce_reused');
    const served = [];
    for (let at = 0; at < 6; at += 1) served.push((await world.send(app, create(`k${at}`))).status);
    expect(served).toEqual([201, 201, 429, 429, 429, 429]);
    const before = world.stored();
    const { status, calls } = await world.send(app, create('late'));
    expect([status, calls]).toEqual([429, [BATCH]]);
    expect(world.stored()).toBe(before);
  });
});

describe('GW4: a provider that is not loaded', () => {
  test('nothing is listed, and the key is free for the same request and for another', async () => {
    const world = await sandboxInMemory();
    const app = await world.addApp({ mode: 'sandbox' });
    const asked = create('k', '{"amount":1,"currency":"EUR","provider":"paypal"}');
    expect(codeOf(await world.send(app, asked))).toBe('provider_not_loaded');
    const listed = await world.send(app, requestOf('listPayments', {}));
    expect(JSON.parse(listed.body).data).toEqual([]);
    expect(codeOf(await world.send(app, asked))).toBe('provider_not_loaded');
    expect((await world.send(app, create('k'))).status).toBe(201);
  });
});
