import type { ProbeAttempt } from '../../../lib/client/probe/attempt';
import type { ProbeApp } from '../../../lib/client/probe/probe-app';
import { INFO, sendOnce, sendSigned, signedFor } from '../../../lib/client/probe/requests';
import { runAttempt } from '../../../lib/client/probe/run-attempt';
import { newPublicKey, newSecretKey } from '../../../lib/environment/ids';
import { type FakeAnswer, FakeGateway } from '../fake-gateway';

const gateway = new FakeGateway();
let party: ProbeApp;
beforeAll(async () => {
  await gateway.start();
  const there = { environment: 'sandbox' as const, baseUrl: gateway.url, authority: 'gateway.sandbox.airlock.example' };
  const keys = { publicKey: newPublicKey('test'), secret: newSecretKey('test') };
  party = { ...keys, name: 'probe-x-test', mode: 'test', gateway: { ...there, alternateEndpoints: [] } };
});
afterAll(() => gateway.stop());
beforeEach(() => gateway.reset());

function attempt(change: Partial<ProbeAttempt> = {}): ProbeAttempt {
  return {
    kind: 'key',
    who: 'key of test',
    where: 'live',
    what: 'signs GET /info for this host',
    expected: [{ status: 401, code: 'mode_mismatch' }],
    home: async () => undefined,
    send: () => sendSigned(party, INFO),
    ...change,
  };
}

const problem = (status: number, code: string): FakeAnswer => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ code }),
});

describe('BG2 a refusal counts only with the expected status and code', () => {
  test.each<[string, FakeAnswer, string, string]>([
    ['as expected', problem(401, 'mode_mismatch'), 'refused', '401 mode_mismatch'],
    ['with another code', problem(401, 'signature_invalid'), 'refused otherwise', '401 signature_invalid'],
    ['with another status', problem(403, 'mode_mismatch'), 'refused otherwise', '403 mode_mismatch'],
    ['by something else', { status: 401, body: '{"code":"mode_mismatch"}' }, 'refused otherwise', '401'],
    ['by a failure', problem(500, 'internal_error'), 'refused otherwise', '500 internal_error'],
    ['not at all', { status: 200, body: '{}' }, 'came through', '200'],
    ['by a redirect to it', { status: 303, body: '' }, 'came through', '303'],
    ['without an answer', 'hang up', 'refused otherwise', 'no answer'],
  ])('refused %s', async (_, answer, verdict, got) => {
    gateway.answers.push(answer);
    expect(await runAttempt(attempt())).toMatchObject({ verdict, got });
  });

  test('API Gateway names its own refusals in a header', async () => {
    const headers = { 'x-amzn-errortype': 'ForbiddenException' };
    gateway.answers.push({ status: 403, headers, body: '{"message":"Forbidden"}' });
    const expected = [{ status: 403, code: 'ForbiddenException' }];
    expect(await runAttempt(attempt({ expected }))).toMatchObject({
      verdict: 'refused',
      got: '403 ForbiddenException',
    });
  });

  test('and only after the same request was served at home: otherwise nothing is sent', async () => {
    const outcome = await runAttempt(attempt({ home: async () => 'at home it is answered 503' }));
    expect(outcome).toMatchObject({ verdict: 'not probed', got: null, reason: 'at home it is answered 503' });
    expect(gateway.seen).toEqual([]);
  });

  test('a refusal that had an effect is none', async () => {
    gateway.answers.push(problem(401, 'mode_mismatch'));
    const effect = async () => 'the payment at home is canceled afterwards';
    expect(await runAttempt(attempt({ effect }))).toMatchObject({ verdict: 'came through', reason: await effect() });
  });
});

test('bytes signed for one host and sent to another name the one in Host', async () => {
  const request = await signedFor(party.gateway, party, INFO);
  await sendOnce(request);
  expect(gateway.seen[0]?.headers['host']).toBe('gateway.sandbox.airlock.example');
  expect(JSON.stringify(gateway.seen)).not.toContain(party.secret);
});
