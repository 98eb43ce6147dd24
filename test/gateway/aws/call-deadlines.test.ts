import type { Context } from 'aws-lambda';
import { AwsClient } from '../../../lib/gateway/aws/aws-client';
import { RoleDynamoDb } from '../../../lib/gateway/aws/dynamodb';
import { RoleFunctions } from '../../../lib/gateway/aws/functions';
import { RoleObjects } from '../../../lib/gateway/aws/objects';
import { RoleSecrets } from '../../../lib/gateway/aws/secrets';
import { Deadline, requestBudget } from '../../../lib/gateway/deadline';
import { Unavailable } from '../../../lib/gateway/unavailable';
import { until } from '../../until';
import { aSlowService, STALLS, type Stall } from './a-slow-service';

const before = { ...process.env };
let close = () => {};

async function slow(stall: Stall) {
  const service = await aSlowService(stall);
  close = service.close;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: service.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake-not-a-credential',
  });
  return service;
}

afterEach(() => {
  close();
  process.env = { ...before };
});

/** What a promise came to, and after how many milliseconds. */
async function timed(work: Promise<unknown>) {
  const started = performance.now();
  const settled = await work.then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  );
  return { ...settled, took: performance.now() - started };
}

/** Beyond what was granted: a busy machine has it, and a call without a deadline would take for ever. */
const SLACK = 15_000;

describe.each(STALLS)('a service that %s', (stall) => {
  test('one try ends in its own time, to the last byte, and is made again', async () => {
    const service = await slow(stall);
    const client = new AwsClient({ service: 'dynamodb', timeoutMilliseconds: 400, attempts: 3 });
    const { error, took } = await timed(client.send({ path: '/', headers: {}, body: '{}' }));
    expect(error).toBeInstanceOf(Unavailable);
    expect(took).toBeLessThan(3 * 400 + SLACK);
    expect(service.requests()).toBe(3);
  });

  const calls: readonly [string, (deadline: Deadline) => Promise<unknown>][] = [
    ['a read of DynamoDB', (deadline) => new RoleDynamoDb(deadline).call('GetItem', { TableName: 't', Key: {} })],
    ['a transaction', (deadline) => new RoleDynamoDb(deadline).call('TransactWriteItems', { TransactItems: [] })],
    ['a secret', (deadline) => new RoleSecrets(deadline).read('airlock/sandbox/psp/polar')],
    ['a function', (deadline) => new RoleFunctions(deadline).invoke('f:current', {})],
    ['an object', (deadline) => new RoleObjects('bucket', deadline).putNew('rows/a.json', '{}')],
  ];
  test.each(calls)('%s ends when the deadline does', async (_, call) => {
    const service = await slow(stall);
    const deadline = new Deadline();
    deadline.begin(300);
    const { error, took } = await timed(call(deadline));
    expect(error).toBeInstanceOf(Unavailable);
    expect(took).toBeLessThan(300 + SLACK);
    // A call that finds no time left is not sent.
    deadline.begin(0);
    const asked = service.requests();
    expect((await timed(call(deadline))).error).toBeInstanceOf(Unavailable);
    expect(service.requests()).toBe(asked);
  });

  test('leaves no connection behind', async () => {
    const service = await slow(stall);
    const deadline = new Deadline();
    deadline.begin(200);
    await timed(new RoleDynamoDb(deadline).call('GetItem', { TableName: 't', Key: {} }));
    await until(() => service.open() === 0);
  });
});

describe('the time of a request', () => {
  const now = 1_800_000_000_000;

  test.each<[string, number, number | undefined, number]>([
    ['never longer than 20 s, whatever Lambda grants', 28_000, now, 20_000],
    ['what Lambda has left, less a reserve to give up in', 10_000, now, 6_000],
    ['what API Gateway has left of its 29 s after a cold start', 28_000, now - 12_000, 13_000],
    ['nothing when API Gateway is about to give up', 28_000, now - 28_000, 0],
    ['without a time of arrival, what Lambda says', 28_000, undefined, 20_000],
    ['a time of arrival that cannot be is not counted', 28_000, 0, 20_000],
    ['nor one that is to come', 28_000, now + 60_000, 20_000],
    ['never less than nothing', 100, now, 0],
  ])('%s', (_, remaining, received, budget) => {
    expect(requestBudget(remaining, received, now)).toBe(budget);
  });

  test('can be extended for a last call, and never shortened by that', () => {
    const deadline = new Deadline();
    expect(deadline.left()).toBe(Number.POSITIVE_INFINITY);
    deadline.begin(0);
    expect(deadline.left()).toBe(0);
    deadline.allow(100_000);
    expect(deadline.left()).toBeGreaterThan(50_000);
    deadline.allow(10);
    expect(deadline.left()).toBeGreaterThan(50_000);
  });
});

describe('the functions themselves, over a service that does not answer', () => {
  const context = (milliseconds: number) => ({ getRemainingTimeInMillis: () => milliseconds }) as Context;

  test('api answers 503 with Retry-After, well before Lambda or API Gateway end it', async () => {
    await slow('trickles');
    Object.assign(process.env, {
      AIRLOCK_ENVIRONMENT: 'sandbox',
      AIRLOCK_HOSTS: 'gateway.sandbox.airlock.example',
      AIRLOCK_MAX_BODY_BYTES: '65536',
      AIRLOCK_APP_RATE: '25',
      AIRLOCK_APP_BURST: '50',
      AIRLOCK_PAYMENT_FAILURE_RATE: '2',
      AIRLOCK_PROVIDER_FUNCTION: 'airlock-sandbox-provider:current',
      AIRLOCK_PROVIDERS: JSON.stringify([{ provider: 'mock', mode: 'test', state: 'available' }]),
    });
    const { handler } = require('../../../lib/gateway/handlers/api');
    const path = `/mock/checkout/pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE.${'a'.repeat(43)}`;
    const event = {
      httpMethod: 'GET',
      path,
      multiValueHeaders: { Host: ['gateway.sandbox.airlock.example'] },
      multiValueQueryStringParameters: null,
      body: null,
      isBase64Encoded: false,
      requestContext: { path, requestTimeEpoch: Date.now() - 24_500 },
    };
    const started = performance.now();
    const answer = await handler(event, context(28_000));
    expect(performance.now() - started).toBeLessThan(500 + SLACK);
    expect(answer).toMatchObject({ statusCode: 503, headers: { 'Retry-After': '2' } });
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'unavailable' });
  });

  test('provider says that it is unavailable, before Lambda ends it', async () => {
    await slow('stops after the headers');
    Object.assign(process.env, {
      AIRLOCK_ENVIRONMENT: 'sandbox',
      AIRLOCK_PROVIDERS: JSON.stringify([{ provider: 'polar', mode: 'sandbox', state: 'available' }]),
    });
    const { handler } = require('../../../lib/gateway/handlers/provider');
    const payment = { paymentId: 'pay_dev_x', amount: 1, currency: 'EUR', description: null, returnUrl: null };
    const asked = { op: 'open', mode: 'sandbox', provider: 'polar', payment };
    const { error, took } = await timed(handler(asked, context(2_000)));
    expect((error as Error).name).toBe('Unavailable');
    expect((error as Error).message).not.toContain('127.0.0.1');
    expect(took).toBeLessThan(2_000 + SLACK);
  });

  test('archive names the row from which on all come again', async () => {
    await slow('trickles');
    Object.assign(process.env, { AIRLOCK_ENVIRONMENT: 'sandbox', AIRLOCK_ARCHIVE_BUCKET: 'bucket' });
    const { handler } = require('../../../lib/gateway/handlers/archive');
    const row = (at: number) => ({
      eventName: 'INSERT',
      dynamodb: {
        SequenceNumber: String(at),
        Keys: { pk: { S: 'a' }, sk: { S: String(at) } },
        NewImage: { environment: { S: 'sandbox' } },
      },
    });
    const { value, took } = await timed(handler({ Records: [row(1), row(2)] }, context(5_300)));
    expect(value).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(took).toBeLessThan(300 + SLACK);
  });
});
