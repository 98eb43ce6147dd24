import { failureOf } from '../../../lib/cli/output/failure';
import { GatewayError } from '../../../lib/client/gateway-error';
import { NoAnswer } from '../../../lib/client/transport';
import { Refusal } from '../../../lib/contract/refusal';
import { newSecretKey, newWebhookSecret } from '../../../lib/environment/ids';
import { loadEnvironment } from '../../../lib/environment/load';
import { EnvironmentFileError } from '../../../lib/environment/problem';

describe('each kind of failure has its exit code and one sentence', () => {
  const answer = {
    status: 401,
    headers: { 'content-type': 'application/problem+json' },
    body: Buffer.from('{"code":"mode_mismatch","detail":"wrong host","request_id":"r-1"}'),
  };
  test.each([
    [new Refusal('no', 'do this'), 1, 'no', 'do this'],
    [new Refusal('no', 'do this', 'usage'), 2, 'no', 'do this'],
    [new GatewayError(answer), 1, '401 mode_mismatch: wrong host (request r-1)', null],
    [
      new NoAnswer('localhost:1', 'connection refused'),
      1,
      'no answer from localhost:1: connection refused',
      /was sent/,
    ],
    [new NoAnswer('localhost:1', 'ECONNRESET'), 1, 'no answer from localhost:1: ECONNRESET', /look before/],
    [
      Object.assign(new NoAnswer('h', 'x'), { idempotencyKey: 'k1' }),
      1,
      'no answer from h: x',
      /--idempotency-key k1$/,
    ],
    [Object.assign(new Error('x'), { name: 'AccessDenied', $metadata: {} }), 1, 'AWS refused: AccessDenied: x', /role/],
    [
      Object.assign(new Error("Cannot find module 'yaml'\nRequire stack:\n- x"), { code: 'MODULE_NOT_FOUND' }),
      1,
      'the package yaml is not installed here',
      /^npm install/,
    ],
    [new Error('surprise'), 1, 'surprise', /AIRLOCK_DEBUG=1/],
    ['thrown text', 1, 'thrown text', /AIRLOCK_DEBUG=1/],
  ])('%s', (error, exitCode, message, fix) => {
    const failure = failureOf(error);
    expect([failure.exitCode, failure.message]).toEqual([exitCode, message]);
    if (fix instanceof RegExp) expect(failure.fix).toMatch(fix);
    else expect(failure.fix).toBe(fix);
  });

  test('an environment file that cannot be used exits 2, with every problem', () => {
    let error: unknown;
    try {
      loadEnvironment('sandbox', '/nonexistent');
    } catch (thrown) {
      error = thrown;
    }
    expect(failureOf(error)).toEqual({
      exitCode: 2,
      message: '/nonexistent/sandbox.yaml:1: no such file',
      fix: expect.stringMatching(/^allowed: .+brings it back$/),
    });
    const { problems } = error as EnvironmentFileError;
    const both = failureOf(new EnvironmentFileError([...problems, ...problems]));
    expect(both.message.match(/no such file\n {2}allowed: /g)).toHaveLength(2);
    expect(both.fix).toBe('mend each of these, and run this again');
  });

  test('BG7: a secret that found its way into an error is not shown', () => {
    const [signing, webhook] = [newSecretKey('live'), newWebhookSecret()];
    const { message, fix } = failureOf(new Refusal(`got ${signing}`, `and ${webhook}, or "${signing}"`));
    expect(`${message} ${fix}`).toBe('got sk_live_… and whsec_…, or "sk_live_…"');
  });
});
