import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import fc from 'fast-check';
import { mac } from '../../../lib/gateway/http/signature';

const SETTINGS = {
  AIRLOCK_ENVIRONMENT: 'sandbox',
  AIRLOCK_HOSTS: 'gateway.sandbox.airlock.example',
  AIRLOCK_MAX_BODY_BYTES: '65536',
  AIRLOCK_PAYMENT_FAILURE_RATE: '2',
  AIRLOCK_PROVIDER_FUNCTION: 'airlock-sandbox-provider:current',
  AIRLOCK_PROVIDERS: JSON.stringify([{ provider: 'mock', mode: 'test', state: 'available' }]),
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIAFAKEFAKEFAKEFAKE',
  AWS_SECRET_ACCESS_KEY: 'fake',
  // Nothing may leave the machine.
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AIRLOCK_APP_RATE: '25',
  AIRLOCK_APP_BURST: '50',
  // Makes Powertools write to the console that Jest can watch.
  POWERTOOLS_DEV: 'true',
};
const OUR_ID = '44444444-4444-4444-8444-444444444444';

type Handler = typeof import('../../../lib/gateway/handlers/api').handler;
let handler: Handler;
const lines: string[] = [];

beforeAll(() => {
  Object.assign(process.env, SETTINGS);
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    jest.spyOn(console, level).mockImplementation((...words: unknown[]) => void lines.push(words.join(' ')));
  }
  // Reads its settings as it loads.
  ({ handler } = require('../../../lib/gateway/handlers/api'));
});
beforeEach(() => void lines.splice(0));

async function ask(path: string, headers: Readonly<Record<string, string>> = {}, httpMethod = 'GET') {
  const all = { Host: SETTINGS.AIRLOCK_HOSTS, ...headers };
  const event = {
    httpMethod,
    path,
    multiValueHeaders: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
    multiValueQueryStringParameters: null,
    body: null,
    isBase64Encoded: false,
    requestContext: { requestId: headers['x-amzn-RequestId'] ?? 'from API Gateway', path },
  } as unknown as APIGatewayProxyEvent;
  const context = { awsRequestId: OUR_ID, getRemainingTimeInMillis: () => 10_000 };
  return handler(event, context as Context);
}

describe('the function api', () => {
  test("GW8: every answer, problem and log line carries our request id, and none the client's", async () => {
    const theirs = { 'x-amzn-RequestId': 'chosen"by\nthe client' };
    const served = await ask('/health', theirs);
    const refused = await ask('/v1/payments', theirs);
    expect([served.statusCode, refused.statusCode]).toEqual([200, 401]);
    for (const { headers } of [served, refused]) expect(headers?.['X-Request-Id']).toBe(OUR_ID);
    expect(JSON.parse(refused.body).request_id).toBe(OUR_ID);
    expect(lines.map((line) => JSON.parse(line).requestId)).toEqual([OUR_ID, OUR_ID]);
    expect(JSON.stringify([served, refused, lines])).not.toContain('chosen');
  });

  test('a request that counts nothing writes its own line and no other', async () => {
    await ask('/health');
    expect(lines.map((line) => JSON.parse(line).message)).toEqual(['request']);
  });

  const random = (length: number) =>
    fc.string({
      unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'),
      minLength: length,
      maxLength: length,
    });
  const infix = fc.constantFrom('test', 'dev', 'live');
  const payment = infix.map((mode) => `pay_${mode}_01K5M3Q8ZJ4T7R2X9VBNWD6HCE`);
  const separator = fc.constantFrom('.', '', '-', '_', '%2E', '%2e', ',', '..', '~', '/');

  test('DC1: no checkout token, key or MAC reaches the log, whatever its shape and wherever it is sent', async () => {
    const secret = fc.oneof(
      random(43).map((text) => ({ text, sent: text })),
      fc.tuple(payment, separator, random(43)).map(([id, between, text]) => ({ text, sent: `${id}${between}${text}` })),
      fc.tuple(infix, random(43)).map(([mode, text]) => ({ text, sent: `sk_${mode}_${text}` })),
      fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        return { text, sent: `whsec_${text}` };
      }),
      random(43).map((key) => {
        const text = mac('base', Buffer.from(key)).toString('base64');
        return { text, sent: text };
      }),
    );
    const place = fc.constantFrom(
      (sent: string) => ask(`/mock/checkout/${sent}`),
      (sent: string) => ask(`/mock/checkout/${sent}`, {}, 'POST'),
      (sent: string) => ask(`/v1/payments/${sent}`),
      (sent: string) => ask(`/${sent}`),
      (sent: string) => ask('/health', { Host: sent }),
      (sent: string) => ask('/health', { 'x-amzn-RequestId': sent, 'User-Agent': sent }),
      (sent: string) => ask('/v1/payments', signed(sent)),
      (sent: string) => ask('/v1/payments', { ...signed('pk_test_x'), Signature: `sig=:${sent}:` }),
    );
    await fc.assert(
      fc.asyncProperty(secret, place, async ({ text, sent }, send) => {
        lines.splice(0);
        await send(sent);
        const log = lines.join('\n');
        expect(log).not.toBe('');
        expect(log).not.toContain(text.slice(0, 16));
        expect(log).not.toContain(text.slice(-16));
      }),
      { numRuns: 300 },
    );
  });

  function signed(keyid: string): Record<string, string> {
    const parameters = `;created=1;nonce="0123456789abcdef";keyid="${keyid}";tag="airlock"`;
    return { 'Signature-Input': `sig=("@method" "@authority" "@path")${parameters}`, Signature: 'sig=:AAAA:' };
  }
});
