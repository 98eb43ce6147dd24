import { randomUUID } from 'node:crypto';
import { PAYMENT_STATUSES } from '../../../lib/contract/payments';
import { newId } from '../../../lib/environment/ids';
import { environmentOf, MODES, type Mode } from '../../../lib/environment/modes';
import type { App } from '../../../lib/gateway/apps/app';
import { Deadline } from '../../../lib/gateway/deadline';
import type { Gateway } from '../../../lib/gateway/http/gateway';
import { begin, guardPlaces } from '../../../lib/gateway/http/idempotency';
import type { Reply } from '../../../lib/gateway/http/reply';
import type { HttpRequest } from '../../../lib/gateway/http/request';
import { createPaymentRoute } from '../../../lib/gateway/payments/api/create-payment';
import { newPayment, type Payment, paymentKey, paymentsOf } from '../../../lib/gateway/payments/payment';
import { canAdvance, type NextStatus } from '../../../lib/gateway/payments/state';
import { advancePayment } from '../../../lib/gateway/payments/transitions';
import { EnvironmentProviders } from '../../../lib/gateway/providers/environment-providers';
import { mockOpened } from '../../../lib/gateway/providers/mock';
import { randomIds } from '../../../lib/gateway/random-ids';
import { Refused } from '../../../lib/gateway/storage/store';
import { connect, type OpenConnection } from '../../../lib/operations/account/connect';
import { withoutLimit } from '../../gateway/limits/without-limit';

// These run the gateway's own code here, on the tables of the emulated accounts, to reach what no request can bring about.
const connections: Partial<Record<'sandbox' | 'live', OpenConnection>> = {};
beforeAll(async () => {
  connections.sandbox = await connect({ stage: 'sandbox', local: true });
  connections.live = await connect({ stage: 'live', local: true });
});
afterAll(() => {
  connections.sandbox?.close();
  connections.live?.close();
});

function tablesOf(mode: Mode): Gateway['store'] {
  const tables = connections[environmentOf(mode)]?.tables;
  if (!tables) throw new Error('not connected');
  return tables;
}

function anApp(mode: Mode): App {
  const appId = newId('app', mode, Date.now());
  return {
    appId,
    publicKey: `pk_${appId}`,
    product: 'e2e',
    mode,
    environment: environmentOf(mode),
    provider: 'polar',
  } as App;
}

function stored(mode: Mode, changes: Partial<Payment>): Payment {
  const payment = newPayment(
    {
      id: newId('pay', mode, Date.now()),
      app: anApp(mode),
      amount: 1250,
      currency: 'EUR',
      provider: 'mock',
      description: null,
      reference: null,
      returnUrl: null,
      metadata: {},
    },
    Date.now(),
  );
  return { ...payment, ...changes };
}

describe('condition of every move, as the table decides it', () => {
  const NEXT = PAYMENT_STATUSES.filter((status): status is NextStatus => status !== 'created');
  const SERVED = MODES.flatMap((mode) => [
    { mode, provider: 'mock', fallback: false },
    { mode, provider: 'mock', fallback: true },
    { mode, provider: 'polar', fallback: false },
  ]);

  test.each(SERVED)(
    'GW10: %j moves exactly where the state machine says, whatever was read before',
    async ({ mode, provider, fallback }) => {
      const tables = tablesOf(mode);
      const at = Date.now();
      const cases = PAYMENT_STATUSES.flatMap((status) =>
        [at, at + 1].map((expiry) =>
          stored(mode, { provider, fallback, status, expiresAt: new Date(expiry).toISOString() }),
        ),
      );
      for (const payment of cases) {
        for (const to of NEXT) {
          await tables.commit([{ label: 'payment', kind: 'put', table: 'records', item: payment }]);
          // Read when everything was possible: only the condition can still refuse.
          const later = new Date(at + 60_000).toISOString();
          const before = {
            ...payment,
            status: 'created',
            fallback: false,
            provider: 'polar',
            expiresAt: later,
          } as const;
          const { writes = [] } = advancePayment(before, to, at) ?? {};
          expect(writes).toHaveLength(1);
          const moved = await tables.commit(writes).then(
            () => true,
            (error) => (error instanceof Refused ? false : Promise.reject(error)),
          );
          const expected = canAdvance(payment, to, at);
          const { status, expiresAt } = payment;
          expect({ status, expiresAt, to, moved }).toEqual({ status, expiresAt, to, moved: expected });
          const found = await tables.get<Payment>('records', paymentKey(payment.pk));
          expect(found?.status).toBe(moved ? to : payment.status);
        }
      }
    },
  );
});

describe('POST /v1/payments, stopped anywhere', () => {
  class Crash extends Error {}
  const LIVE = { lines: [{ provider: 'polar', mode: 'live', state: 'available' }], liveFallback: 'mock' } as const;

  /** A gateway whose process dies at the n-th step outside itself: right before it, or when it was done but not heard of. */
  function mortal(step: number, when: 'before' | 'after', clock: { now: number }) {
    let steps = 0;
    const alive = async <T>(work: () => Promise<T>): Promise<T> => {
      steps += 1;
      if (steps > step) throw new Crash();
      if (steps === step && when === 'before') throw new Crash();
      const result = await work();
      if (steps === step) throw new Crash();
      return result;
    };
    const real = tablesOf('live');
    const gateway = {
      environment: 'live',
      store: {
        read: (...args: Parameters<typeof real.read>) => alive(() => real.read(...args)),
        get: (...args: Parameters<typeof real.get>) => alive(() => real.get(...args)),
        commit: (...args: Parameters<typeof real.commit>) => alive(() => real.commit(...args)),
      },
      // What the function `provider` answers while live has no credentials; the fallback is what takes it and two transactions.
      providers: new EnvironmentProviders(LIVE, randomIds, {
        info: () => Promise.reject(new Error('not asked')),
        open: (_mode, _provider, { paymentId }) => alive(async () => mockOpened(randomIds, paymentId, true)),
      }),
      ids: randomIds,
      deadline: new Deadline(),
      limit: withoutLimit,
      log: { count: () => {}, note: () => {} },
      now: () => clock.now,
    } as unknown as Gateway;
    return { gateway, steps: () => steps };
  }

  async function create(gateway: Gateway, app: App, key: string): Promise<Reply> {
    const request: HttpRequest = {
      method: 'POST',
      path: '/v1/payments',
      routePath: '/v1/payments',
      host: 'gateway.live.airlock.example',
      headers: new Map([['idempotency-key', [key]]]),
      query: new Map(),
      body: Buffer.from('{"amount":1250,"currency":"EUR"}'),
      requestId: 'e2e',
    };
    const [place] = guardPlaces(app.publicKey, request);
    const [found] = await gateway.store.read(place ? [place] : []);
    const begun = await begin(gateway, app, request, 'required', found);
    if ('replay' in begun) return begun.replay;
    return createPaymentRoute.handle({
      gateway,
      app,
      request,
      attempt: begun.attempt,
      authority: request.host,
      params: {},
      body: { amount: 1250, currency: 'EUR' },
      query: undefined,
    });
  }

  const LAST_STEP = 4;

  test('the list of steps below is complete', async () => {
    const { gateway, steps } = mortal(Number.POSITIVE_INFINITY, 'before', { now: Date.now() });
    await create(gateway, anApp('live'), randomUUID());
    expect(steps()).toBe(LAST_STEP);
  });

  const STOPS = Array.from({ length: LAST_STEP }, (_, at) => at + 1).flatMap((step) =>
    (['before', 'after'] as const).map((when) => ({ step, when })),
  );

  test.each(STOPS)('D8: dead $when step $step: the retry goes on, one payment, one answer', async ({ step, when }) => {
    const app = anApp('live');
    const key = randomUUID();
    const clock = { now: Date.now() };
    await expect(create(mortal(step, when, clock).gateway, app, key)).rejects.toThrow(Crash);
    clock.now += 31_000;
    const { gateway } = mortal(Number.POSITIVE_INFINITY, 'before', clock);
    const reply = await create(gateway, app, key);
    expect(reply.status).toBe(201);
    const payments = await tablesOf('live').list<Payment>(paymentsOf(app.appId), 10);
    expect(payments).toHaveLength(1);
    const [payment] = payments;
    expect(JSON.parse(reply.body)).toMatchObject({
      id: payment?.pk,
      status: 'requires_action',
      checkout_url: `https://gateway.live.airlock.example/mock/checkout/${payment?.checkoutToken}`,
    });
    expect((await create(gateway, app, key)).body).toBe(reply.body);
  });

  test('dead at every step in turn, try after try: still one payment', async () => {
    const app = anApp('live');
    const key = randomUUID();
    const clock = { now: Date.now() };
    for (const { step, when } of STOPS) {
      await create(mortal(step, when, clock).gateway, app, key).catch((error) => expect(error).toBeInstanceOf(Crash));
      clock.now += 31_000;
    }
    expect((await create(mortal(Number.POSITIVE_INFINITY, 'before', clock).gateway, app, key)).status).toBe(201);
    expect(await tablesOf('live').list<Payment>(paymentsOf(app.appId), 10)).toHaveLength(1);
  });

  test('a payment that is canceled before its checkout opens stays canceled, and the answer says so', async () => {
    const app = anApp('live');
    const key = randomUUID();
    const clock = { now: Date.now() };
    await expect(create(mortal(3, 'before', clock).gateway, app, key)).rejects.toThrow(Crash);
    const [payment] = await tablesOf('live').list<Payment>(paymentsOf(app.appId), 1);
    if (!payment) throw new Error('nothing was stored');
    const canceled = advancePayment(payment, 'canceled', clock.now);
    await tablesOf('live').commit(canceled?.writes ?? []);
    clock.now += 31_000;
    const reply = await create(mortal(Number.POSITIVE_INFINITY, 'before', clock).gateway, app, key);
    expect(JSON.parse(reply.body)).toMatchObject({ id: payment.pk, status: 'canceled', checkout_url: null });
  });
});
