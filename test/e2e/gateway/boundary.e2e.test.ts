import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { createClient } from '../../../lib/client/client';
import { type EmulatedAccount, type EmulatedApp, requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import {
  type SignedRequest,
  type Signer,
  signedRequest,
  type UnsignedRequest,
} from '../../../lib/client/signed-request';
import { send } from '../../../lib/client/transport';
import { newId } from '../../../lib/environment/ids';
import type { EnvironmentName } from '../../../lib/environment/modes';
import { emulatedConfig } from '../../../lib/operations/account/emulated-config';
import { PATIENCE_MILLISECONDS, until } from '../../until';

const sandbox = requireEmulatedAccount('sandbox');
const live = requireEmulatedAccount('live');
const testApp = appOf(sandbox, 'demo-test');
const sandboxApp = appOf(sandbox, 'demo-sandbox');
const liveApp = appOf(live, 'demo-live');

function appOf(account: EmulatedAccount, name: string): EmulatedApp {
  const app = account.apps.find((candidate) => candidate.name === name);
  if (!app) throw new Error(`no app ${name}`);
  return app;
}

interface Refused {
  readonly status: number;
  readonly code: string | undefined;
  readonly problem: Record<string, unknown>;
}

/** Sends the bytes as they are and says how they were refused. */
async function answer(request: Pick<SignedRequest, 'method' | 'url' | 'headers' | 'body'>): Promise<Refused> {
  const { status, body } = await send(request, PATIENCE_MILLISECONDS);
  const problem = JSON.parse(body.toString('utf8'));
  return { status, code: problem.code, problem };
}

function sign(account: EmulatedAccount, app: Signer, request: Partial<UnsignedRequest> & { path?: string } = {}) {
  const { path = '/v1/payments', ...rest } = request;
  return signedRequest({ method: 'GET', url: `${account.url}${path}`, ...rest }, app);
}

const order = JSON.stringify({ amount: 1250, currency: 'EUR' });
const create = (key: string, body = order): Partial<UnsignedRequest> => ({
  method: 'POST',
  body,
  headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
});

/** What an environment has stored: nothing else writes while this runs. */
async function stored(account: EmulatedAccount, environment: EnvironmentName): Promise<Record<string, number>> {
  const dynamodb = new DynamoDBClient(emulatedConfig(account));
  const counts = ['apps', 'records', 'ledger', 'balances'].map(async (table) => {
    const { Count = 0 } = await dynamodb.send(
      new ScanCommand({ TableName: `airlock-${environment}-${table}`, Select: 'COUNT' }),
    );
    return [table, Count] as const;
  });
  const guards = await dynamodb.send(new ScanCommand({ TableName: `airlock-${environment}-guards` }));
  const kept = (guards.Items ?? []).filter((item) => !item['pk']?.S?.startsWith('NONCE#')).length;
  const result = { ...Object.fromEntries(await Promise.all(counts)), guards: kept };
  dynamodb.destroy();
  return result;
}

describe('BG1 GW8 DC5 nothing of one environment is accepted by the other', () => {
  test.each([
    ['sandbox key at live', live, sandboxApp, 'sandbox'],
    ['test key at live', live, testApp, 'test'],
    ['live key at sandbox', sandbox, liveApp, 'live'],
  ] as const)('%s, signed for that host: 401 mode_mismatch and no payment', async (_, account, app, mode) => {
    const environment = account === live ? 'live' : 'sandbox';
    const before = await stored(account, environment);
    const refused = await answer(await sign(account, app, create(`cross-${mode}`)));
    expect(refused).toMatchObject({ status: 401, code: 'mode_mismatch', problem: { mode } });
    expect(await stored(account, environment)).toEqual(before);
  });

  test('the same request is served at home', async () => {
    const { status } = await send(await sign(sandbox, testApp, create('home-1')), PATIENCE_MILLISECONDS);
    expect(status).toBe(201);
  });

  test.each([
    ['as they are', {}],
    ['with the Host rewritten', { Host: live.authority }],
  ])('D7 the same signed bytes sent to the other host %s: 401', async (_, changed) => {
    const request = await sign(sandbox, testApp);
    const url = request.url.replace(sandbox.url, live.url);
    const refused = await answer({ ...request, url, headers: { ...request.headers, ...changed } });
    expect(refused.status).toBe(401);
  });

  test("D7 a live request's bytes under sandbox's Host: 401 although the key is right", async () => {
    const request = await sign(live, liveApp);
    const refused = await answer({ ...request, headers: { ...request.headers, Host: sandbox.authority } });
    expect(refused).toMatchObject({ status: 401, code: 'authority_unknown' });
  });

  test.each([
    ['sandbox', sandbox, testApp, newId('pay', 'live', Date.now()), 'live'],
    ['sandbox', sandbox, testApp, newId('pay', 'sandbox', Date.now()), 'sandbox'],
    ['live', live, liveApp, newId('pay', 'test', Date.now()), 'test'],
  ] as const)('D9 at %s an id of another mode: 404 mode_mismatch', async (_, account, app, id, mode) => {
    const refused = await answer(await sign(account, app, { path: `/v1/payments/${id}` }));
    expect(refused).toMatchObject({ status: 404, code: 'mode_mismatch', problem: { mode } });
  });

  test('GW5 another app of the same environment does not see a payment', async () => {
    const payment = await createClient({ ...testApp, url: sandbox.url, local: true }).createPayment({
      amount: 100,
      currency: 'EUR',
    });
    const id = payment.id;
    const foreign = await answer(await sign(sandbox, sandboxApp, { path: `/v1/payments/${id}` }));
    expect(foreign.status).toBe(404);
    const list = await send(await sign(sandbox, sandboxApp), PATIENCE_MILLISECONDS);
    expect(list.body.toString('utf8')).not.toContain(id);
  });

  test('BG4 D9 attempts are counted, and logged without the secret', async () => {
    const logs = new CloudWatchLogsClient(emulatedConfig(live));
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: '/airlock/live/api' }));
    logs.destroy();
    const text = events.map(({ message }) => message).join('\n');
    expect(text).toContain('"code":"mode_mismatch"');
    expect(text).toContain(testApp.publicKey);
    for (const app of [testApp, sandboxApp, liveApp]) {
      expect(text).not.toContain(app.secret);
      expect(text).not.toContain(app.webhookSecret);
    }
    expect(await countedInLive('CrossEnvironmentAttempt', 3)).toBeGreaterThanOrEqual(3);
  });

  test('BG4: what an app of ours signed for something of the other side is counted as proven, and a made-up key is not', async () => {
    const path = `/v1/payments/${newId('pay', 'test', Date.now())}`;
    const refused = await answer(await sign(live, liveApp, { path }));
    expect(refused).toMatchObject({ status: 404, code: 'mode_mismatch' });
    const proven = await countedInLive('CrossEnvironmentProven', 1);
    const all = await countedInLive('CrossEnvironmentAttempt', 4);
    expect(proven).toBeGreaterThanOrEqual(1);
    expect(all).toBeGreaterThan(proven ?? 0);
  });
});

/** How often live counted something, once that is at least so often. */
function countedInLive(MetricName: string, atLeast: number): Promise<number | undefined> {
  return until(async () => {
    const metrics = new CloudWatchClient(emulatedConfig(live));
    const { Datapoints = [] } = await metrics.send(
      new GetMetricStatisticsCommand({
        Namespace: 'Airlock',
        MetricName,
        Dimensions: [{ Name: 'environment', Value: 'live' }],
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 60_000),
        Period: 3600,
        Statistics: ['Sum'],
      }),
    );
    metrics.destroy();
    const sum = Datapoints.reduce((total, { Sum = 0 }) => total + Sum, 0);
    return sum >= atLeast ? sum : undefined;
  });
}

describe('D7 D8 once is once', () => {
  test('a nonce sent twice: 401 nonce_reused', async () => {
    const request = await sign(sandbox, testApp);
    expect((await send(request, PATIENCE_MILLISECONDS)).status).toBe(200);
    expect(await answer(request)).toMatchObject({ status: 401, code: 'nonce_reused' });
  });

  test('a nonce sent eight times at once is accepted once', async () => {
    const request = await sign(sandbox, testApp);
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(request, PATIENCE_MILLISECONDS)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(7);
  });

  test('an Idempotency-Key sent eight times at once makes one payment', async () => {
    const requests = await Promise.all(Array.from({ length: 8 }, () => sign(sandbox, testApp, create('at-once'))));
    const answers = await Promise.all(requests.map((request) => send(request, PATIENCE_MILLISECONDS)));
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => JSON.parse(body.toString()).id);
    const refused = answers.filter(({ status }) => status !== 201);
    for (const { status, body } of refused) {
      expect([status, JSON.parse(body.toString()).code]).toEqual([409, 'idempotency_in_flight']);
    }
    const afterwards = await send(await sign(sandbox, testApp, create('at-once')), PATIENCE_MILLISECONDS);
    expect(new Set([...made, JSON.parse(afterwards.body.toString()).id]).size).toBe(1);
    expect(afterwards.headers['idempotent-replayed']).toBe('true');
  });

  test('GW8: bytes sent again under the request id of the first are refused as well', async () => {
    const { headers, ...request } = await sign(sandbox, testApp);
    const captured = { ...request, headers: { ...headers, 'x-amzn-RequestId': 'chosen-by-the-client' } };
    const first = await send(captured, PATIENCE_MILLISECONDS);
    expect([first.status, first.headers['x-request-id']]).not.toEqual([200, 'chosen-by-the-client']);
    expect(first.status).toBe(200);
    expect(await answer(captured)).toMatchObject({ status: 401, code: 'nonce_reused' });
  });

  test('D8: 30 pairs at once under one key each, on every route that changes a payment: never a refusal of its own', async () => {
    const client = createClient({ ...testApp, local: true });
    const verbs = ['cancel', 'pay', 'fail', 'expire'];
    for (let pair = 0; pair < 30; pair += 1) {
      const { id } = await client.createPayment({ amount: 100, currency: 'EUR' });
      const verb = verbs[pair % verbs.length];
      const path = verb === 'cancel' ? `/v1/payments/${id}/cancel` : `/v1/test/payments/${id}/${verb}`;
      const headers = { 'Idempotency-Key': `pair-${id}` };
      const two = [
        await sign(sandbox, testApp, { method: 'POST', path, headers }),
        await sign(sandbox, testApp, { method: 'POST', path, headers }),
      ];
      const answers = await Promise.all(two.map((request) => send(request, PATIENCE_MILLISECONDS)));
      const told = answers.map(({ status, body }) => (status === 200 ? 200 : JSON.parse(body.toString()).code));
      expect(told).toContain(200);
      expect(told.filter((each) => each !== 200 && each !== 'idempotency_in_flight')).toEqual([]);
    }
  });

  test('the same key with another body: 422, on another path or by another app: a new piece of work', async () => {
    expect((await send(await sign(sandbox, testApp, create('reused')), PATIENCE_MILLISECONDS)).status).toBe(201);
    const other = JSON.stringify({ amount: 1251, currency: 'EUR' });
    expect(await answer(await sign(sandbox, testApp, create('reused', other)))).toMatchObject({
      status: 422,
      code: 'idempotency_key_reused',
    });
    const elsewhere = await answer(await sign(sandbox, sandboxApp, create('reused', other)));
    expect(elsewhere.code).not.toBe('idempotency_key_reused');
  });
});

describe('D9 bad input is a 4xx problem, and stores nothing but the nonce', () => {
  const json = { 'Content-Type': 'application/json' };
  const keyed = { ...json, 'Idempotency-Key': 'bad-input' };
  const post = (body: string | Uint8Array, headers: Record<string, string> = keyed) => ({
    method: 'POST',
    body,
    headers,
  });
  const cases: [string, Partial<UnsignedRequest> & { path?: string }, number, string][] = [
    ['an unknown field', post('{"amount":1,"currency":"EUR","colour":"red"}'), 400, 'unknown_field'],
    ['GW5 a mode', post('{"amount":1,"currency":"EUR","mode":"live"}'), 400, 'unknown_field'],
    ['a prototype', post('{"amount":1,"currency":"EUR","__proto__":{"mode":"live"}}'), 400, 'unknown_field'],
    ['no amount', post('{"currency":"EUR"}'), 400, 'missing_field'],
    ['amount zero', post('{"amount":0,"currency":"EUR"}'), 400, 'invalid_amount'],
    ['a negative amount', post('{"amount":-1,"currency":"EUR"}'), 400, 'invalid_amount'],
    ['half a cent', post('{"amount":1.5,"currency":"EUR"}'), 400, 'invalid_amount'],
    ['an amount as text', post('{"amount":"1","currency":"EUR"}'), 400, 'invalid_amount'],
    ['an amount no number holds', post('{"amount":9007199254740993,"currency":"EUR"}'), 400, 'invalid_amount'],
    ['an unknown currency', post('{"amount":1,"currency":"XQQ"}'), 400, 'invalid_currency'],
    ['a lower case currency', post('{"amount":1,"currency":"eur"}'), 400, 'invalid_currency'],
    ['no Idempotency-Key', post(order, json), 400, 'idempotency_key_missing'],
    ['a member twice', post('{"amount":1,"currency":"EUR","amo\\u0075nt":2}'), 400, 'duplicate_member'],
    [
      'an amount that JSON.parse would round',
      post('{"amount":999999999999.99999,"currency":"EUR"}'),
      400,
      'invalid_amount',
    ],
    [
      'a return_url that leads elsewhere',
      post('{"amount":1,"currency":"EUR","return_url":"https:///evil.example"}'),
      400,
      'invalid_field',
    ],
    ['half an object', post('{"amount":'), 400, 'invalid_json'],
    ['an array', post('[1]'), 400, 'invalid_json'],
    ['bytes that are not UTF-8', post(Uint8Array.from([0x7b, 0xff, 0x7d])), 400, 'invalid_utf8'],
    ['another content type', post(order, { ...keyed, 'Content-Type': 'text/plain' }), 415, 'unsupported_media_type'],
    ['too large a body', post(`{"description":"${'x'.repeat(70_000)}"}`), 413, 'body_too_large'],
    ['a limit of 0', { query: { limit: 0 } }, 400, 'invalid_field'],
    ['a limit of 101', { query: { limit: 101 } }, 400, 'invalid_field'],
    ['a cursor of its own', { query: { cursor: 'abc' } }, 400, 'invalid_cursor'],
    ['an unknown query name', { query: { colour: 'red' } }, 400, 'unknown_field'],
    [
      'GW4 mock by name in mode test only',
      post('{"amount":1,"currency":"EUR","provider":"paypal"}'),
      422,
      'provider_not_allowed',
    ],
    ['an id that is none', { path: '/v1/payments/nonsense' }, 404, 'not_found'],
  ];

  test.each(cases)('%s', async (_, request, status, code) => {
    const before = await stored(sandbox, 'sandbox');
    const refused = await answer(await sign(sandbox, testApp, request));
    expect(refused).toMatchObject({ status, code });
    expect(refused.problem).toMatchObject({ type: 'about:blank', status, request_id: expect.any(String) });
    expect(await stored(sandbox, 'sandbox')).toEqual(before);
  });

  test.each([
    ['/%68ealth', 404, 'not_found'],
    ['/v1/%70ayments', 404, 'not_found'],
    ['/v1/payments/%70ay_test_x', 400, 'invalid_path'],
    ['/mock/checkout/x%2Ey', 400, 'invalid_path'],
    ['/v1/payments%2Fx', 404, 'not_found'],
    ['/health/', 404, 'not_found'],
    ['//health', 404, 'not_found'],
  ])('a path has one form: %s', async (path, status, code) => {
    const refused = await answer({ method: 'GET', url: `${sandbox.url}${path}`, headers: {}, body: undefined });
    expect(refused).toMatchObject({ status, code });
  });

  test('a query name sent twice', async () => {
    const request = await sign(sandbox, testApp, { query: { limit: 1 } });
    expect(await answer({ ...request, url: `${request.url}&limit=1` })).toMatchObject({
      status: 400,
      code: 'repeated_query',
    });
  });

  test('no signature at all', async () => {
    const refused = await answer({ method: 'GET', url: `${sandbox.url}/v1/payments`, headers: {}, body: undefined });
    expect(refused).toMatchObject({ status: 401, code: 'signature_missing', problem: { mode: null } });
  });

  test("GatewayResponses: a path that is not deployed gets the gateway's own 404 problem", async () => {
    const refused = await answer({ method: 'GET', url: `${sandbox.url}/nowhere`, headers: {}, body: undefined });
    expect(refused).toMatchObject({ status: 404, code: 'not_found', problem: { mode: null, param: null } });
  });

  test('AZ3 test routes are not deployed in live', async () => {
    const id = newId('pay', 'live', Date.now());
    const refused = await answer(await sign(live, liveApp, { method: 'POST', path: `/v1/test/payments/${id}/pay` }));
    expect(refused).toMatchObject({ status: 404, code: 'not_found' });
  });
});

describe('D9 THROTTLED', () => {
  test('more requests at once than the burst allows: some get 429 as a problem, with Retry-After', async () => {
    const request = { method: 'GET', url: `${sandbox.url}/health`, headers: {}, body: undefined };
    const answers = await Promise.all(Array.from({ length: 400 }, () => send(request, PATIENCE_MILLISECONDS)));
    const throttled = answers.filter(({ status }) => status === 429);
    expect(throttled.length).toBeGreaterThan(0);
    expect(throttled.length).toBeLessThan(400);
    const [first] = throttled;
    expect(JSON.parse(first?.body.toString() ?? '')).toMatchObject({ status: 429, code: 'throttled', mode: null });
    expect(first?.headers['content-type']).toContain('application/problem+json');
    expect(first?.headers['retry-after']).toBe('1');
    expect(answers.every(({ status }) => status === 200 || status === 429)).toBe(true);
  });
});
