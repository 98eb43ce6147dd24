import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPublicKey, newSecretKey } from '../../lib/environment/ids';
import { FakeGateway } from '../client/fake-gateway';
import { airlock } from './run-airlock';

const gateway = new FakeGateway();
beforeAll(() => gateway.start());
afterAll(() => gateway.stop());
beforeEach(() => gateway.reset());

const secret = newSecretKey('test');
const triple = (changes: Record<string, string> = {}) => ({
  PAYMENT_GATEWAY_PUBLIC_KEY: newPublicKey('test'),
  PAYMENT_GATEWAY_SECRET: secret,
  PAYMENT_GATEWAY_URL: gateway.url,
  ...changes,
});

describe('airlock call: a signed request with the triple of the environment', () => {
  test('2xx: the body on stdout, the status on stderr, exit 0', async () => {
    gateway.answers.push({ status: 201, headers: { 'x-request-id': 'r-7' }, body: '{"id":"pay_test_1"}' });
    const run = await airlock(['call', 'post', '/v1/payments', '--data', '{"amount":1}'], { env: triple() });
    expect(run).toEqual({ code: 0, stdout: '{\n  "id": "pay_test_1"\n}\n', stderr: '201  request r-7\n' });
    expect(gateway.seen[0]).toMatchObject({ method: 'POST', url: '/v1/payments', body: '{"amount":1}' });
    expect(gateway.seen[0]?.headers['idempotency-key']).toBeDefined();
  });

  test('a problem: the whole answer, exit 1', async () => {
    const body = '{"code":"traffic_closed","detail":"no"}';
    gateway.answers.push({ status: 403, headers: { 'content-type': 'application/problem+json' }, body });
    const run = await airlock(['call', 'GET', '/v1/payments'], { env: triple() });
    expect([run.code, JSON.parse(run.stdout), run.stderr]).toEqual([1, JSON.parse(body), '403\n']);
  });

  test('--json: one object', async () => {
    gateway.answers.push({ status: 404, headers: { 'content-type': 'text/plain' }, body: 'nothing here' });
    const run = await airlock(['call', 'GET', '/nowhere', '--json'], { env: triple() });
    expect([run.code, run.stderr]).toEqual([1, '']);
    expect(JSON.parse(run.stdout)).toMatchObject({ status: 404, body: 'nothing here' });
  });

  test('query by option and in the path, and an idempotency key', async () => {
    const words = ['call', 'GET', '/v1/payments?limit=2', '--query', 'cursor=abc', '--idempotency-key', 'k1'];
    expect((await airlock(words, { env: triple() })).code).toBe(0);
    expect(gateway.seen[0]).toMatchObject({ url: '/v1/payments?limit=2&cursor=abc' });
    expect(gateway.seen[0]?.headers['idempotency-key']).toBe('k1');
  });

  test('--app without --local: AWS gives out no secrets; exit 2', async () => {
    const run = await airlock(['call', 'GET', '/info', '--app', 'demo-test'], { env: triple() });
    expect(run).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--app names an app of the emulated accounts.*\n.*add --local/),
    });
    expect(gateway.seen).toEqual([]);
  });

  test('--local without an app or a triple: exit 2, and the shortest way on', async () => {
    expect(await airlock(['call', 'GET', '/info', '--local'])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^✗ no app is named .+\n {2}add --app demo-test, /),
    });
  });

  test('the body from a file and from stdin, byte for byte', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'airlock-'));
    writeFileSync(join(folder, 'body.json'), '{ "amount": 1 }\n');
    await airlock(['call', 'POST', '/v1/payments', '--data', `@${join(folder, 'body.json')}`], { env: triple() });
    await airlock(['call', 'POST', '/v1/payments', '--data', '-'], { env: triple(), stdin: '{"amount":2}' });
    rmSync(folder, { recursive: true });
    expect(gateway.seen.map(({ body }) => body)).toEqual(['{ "amount": 1 }\n', '{"amount":2}']);
  });

  test('D7: --verbose shows what is signed, and no secret', async () => {
    const { stderr } = await airlock(['call', 'GET', '/v1/payments', '--query', 'limit=2', '--verbose'], {
      env: triple(),
    });
    expect(stderr).toContain('  "@method": GET\n');
    expect(stderr).toContain('  "@query-param";name="limit": 2\n');
    expect(stderr).toMatch(/> Signature: sig=:/);
    expect(stderr).not.toContain(secret);
  });
});

describe('GW7 BG4 what is wrong with the triple is said before anything is sent', () => {
  test.each([
    ['no triple', { PAYMENT_GATEWAY_PUBLIC_KEY: '', PAYMENT_GATEWAY_SECRET: '' }, /^✗ PAYMENT_GATEWAY_PUBLIC_KEY and /],
    [
      'two modes',
      { PAYMENT_GATEWAY_PUBLIC_KEY: newPublicKey('live') },
      /^✗ .+sandbox and live credentials are mixed\n/,
    ],
    ['the secret in the wrong place', { PAYMENT_GATEWAY_PUBLIC_KEY: secret }, /^✗ .+ holds a secret key\n/],
    [
      'the other environment’s URL',
      { PAYMENT_GATEWAY_URL: 'https://gateway.live.airlock.example' },
      /^✗ PAYMENT_GATEWAY_URL is the live gateway/,
    ],
  ])('%s', async (_, changes, message) => {
    const run = await airlock(['call', 'GET', '/info'], { env: triple(changes) });
    expect(run.stderr).toMatch(message);
    expect(run.stderr).not.toContain(secret);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(gateway.seen).toEqual([]);
  });

  test.each([
    [
      ['call', 'POST', '/v1/payments', '--data', '@/nonexistent.json'],
      '--data @/nonexistent.json cannot be read: there is no such file',
    ],
    [['call', 'GET', '/v1/a b'], 'cannot be signed'],
    [['call', 'GET', 'v1/payments'], 'path "v1/payments" does not start with a slash'],
  ])('%j exits 2', async (words, message) => {
    const run = await airlock(words, { env: triple() });
    expect(run.stderr).toContain(message);
    expect(run.code).toBe(2);
  });

  test('nobody answers: exit 1, in one sentence', async () => {
    const env = triple({ PAYMENT_GATEWAY_URL: 'http://127.0.0.1:1' });
    const run = await airlock(['call', 'POST', '/v1/payments/pay_test_1/cancel'], { env });
    expect(run).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^✗ no answer from 127.0.0.1:1: connection refused\n/),
    });
  });
});
