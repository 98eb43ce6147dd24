import type { LiveFallback } from '../../../lib/contract/providers';
import type { Mode } from '../../../lib/environment/modes';
import { answer } from '../../../lib/gateway/providers/answer';
import type { Catalog, CatalogLine } from '../../../lib/gateway/providers/catalog';
import type { CredentialState } from '../../../lib/gateway/providers/credentials';
import { randomIds } from '../../../lib/gateway/random-ids';

const ID = 'pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE';

const SANDBOX: readonly CatalogLine[] = [
  { provider: 'mock', mode: 'test', state: 'available' },
  { provider: 'mock', mode: 'sandbox', state: 'not_applicable', reason: 'mock serves mode test only' },
  { provider: 'polar', mode: 'test', state: 'not_applicable', reason: 'mode test never touches a PSP' },
  { provider: 'polar', mode: 'sandbox', state: 'available', host: 'https://polar.test' },
  { provider: 'paypal', mode: 'sandbox', state: 'pending', reason: 'merchant approval', host: 'https://paypal.test' },
];
const LIVE: readonly CatalogLine[] = [
  { provider: 'mock', mode: 'live', state: 'not_applicable', reason: 'mock serves mode test only' },
  { provider: 'polar', mode: 'live', state: 'available', host: 'https://polar.test' },
  { provider: 'paypal', mode: 'live', state: 'pending', reason: 'merchant approval', host: 'https://paypal.test' },
];

function work(lines: readonly CatalogLine[], liveFallback: LiveFallback | null, found: CredentialState | Error) {
  const catalog: Catalog = { lines, liveFallback };
  const stateOf = async () => {
    if (found instanceof Error) throw found;
    return found;
  };
  return { catalog, credentials: { stateOf }, ids: randomIds };
}
const payment = { paymentId: ID, amount: 1, currency: 'EUR', description: null, returnUrl: null };
const open = (mode: Mode, provider: string) => ({ op: 'open', mode, provider, payment }) as const;
const TOKEN = expect.stringMatching(new RegExp(`^${ID}\\.[A-Za-z0-9]{43}$`));

describe('function provider, open', () => {
  test('GW2: mock serves mode test', async () => {
    expect(await answer(work(SANDBOX, null, 'empty'), open('test', 'mock'))).toEqual({
      outcome: 'opened',
      provider: 'mock',
      fallback: false,
      checkout: { kind: 'mock', token: TOKEN },
    });
  });

  test.each([
    ['sandbox', 'mock'],
    ['test', 'polar'],
    ['sandbox', 'stripe'],
  ] as const)('GW9: mode %s does not have %s', async (mode, provider) => {
    expect(await answer(work(SANDBOX, null, 'loaded'), open(mode, provider))).toMatchObject({ outcome: 'unknown' });
  });

  test.each(['empty', 'malformed'] as const)('GW4: sandbox mode, credentials %s → not loaded', async (found) => {
    expect(await answer(work(SANDBOX, null, found), open('sandbox', 'polar'))).toMatchObject({
      outcome: 'not_loaded',
    });
  });

  test('GW9: a pending provider does not serve, whatever is loaded, and says why', async () => {
    expect(await answer(work(SANDBOX, null, 'loaded'), open('sandbox', 'paypal'))).toEqual({
      outcome: 'not_loaded',
      reason: 'merchant approval',
    });
  });

  test.each([
    ['polar', 'empty'],
    ['polar', 'malformed'],
    ['paypal', 'empty'],
    ['paypal', 'loaded'],
  ] as const)('GW10: live %s with credentials %s → mock, marked as a fallback', async (provider, found) => {
    expect(await answer(work(LIVE, 'mock', found), open('live', provider))).toEqual({
      outcome: 'opened',
      provider: 'mock',
      fallback: true,
      checkout: { kind: 'mock', token: TOKEN },
    });
  });

  test('GW10: liveFallback refuse → not loaded', async () => {
    expect(await answer(work(LIVE, 'refuse', 'empty'), open('live', 'polar'))).toMatchObject({
      outcome: 'not_loaded',
    });
  });

  test('GW10: credentials that are loaded but cannot be used yet are never hidden behind a mock', async () => {
    expect(await answer(work(LIVE, 'mock', 'loaded'), open('live', 'polar'))).toEqual({
      outcome: 'not_loaded',
      reason: 'its credentials are loaded, but this build has no client for polar',
    });
  });

  test('GW10: no fallback for a provider that live does not have', async () => {
    expect(await answer(work(LIVE, 'mock', 'empty'), open('live', 'mock'))).toMatchObject({ outcome: 'unknown' });
  });

  test('a secret that may not be read is an error, not "not loaded"', async () => {
    const denied = work(LIVE, 'mock', new Error('AccessDenied'));
    await expect(answer(denied, open('live', 'polar'))).rejects.toThrow('AccessDenied');
    await expect(answer(denied, { op: 'info' })).rejects.toThrow('AccessDenied');
  });
});

describe('function provider, info', () => {
  test('GW9 GW11: every provider in every mode with its state, whether it is loaded and whether it serves', async () => {
    expect(await answer(work(SANDBOX, null, 'loaded'), { op: 'info' })).toMatchObject({
      liveFallback: null,
      providers: [
        { provider: 'mock', mode: 'test', loaded: true, serves: true, reason: null, host: null },
        { provider: 'mock', mode: 'sandbox', loaded: false, serves: false },
        { provider: 'polar', mode: 'test', loaded: false, serves: false },
        {
          provider: 'polar',
          mode: 'sandbox',
          loaded: true,
          serves: false,
          reason: expect.stringContaining('no client'),
        },
        { provider: 'paypal', mode: 'sandbox', loaded: true, serves: false, reason: 'merchant approval' },
      ],
    });
  });
});

describe('a checkout of the mock', () => {
  test('GW2: has 43 random characters, other ones each time', async () => {
    const mock = () => answer(work(SANDBOX, null, 'loaded'), open('test', 'mock'));
    const [one, other] = await Promise.all([mock(), mock()]);
    expect(one).not.toEqual(other);
  });

  test.each([
    ['sandbox', 'mock'],
    ['sandbox', 'polar'],
    ['live', 'polar'],
  ] as const)('mode %s, %s: nothing pretends to open one', async (mode, provider) => {
    expect(await answer(work(SANDBOX, null, 'loaded'), open(mode, provider))).not.toMatchObject({ outcome: 'opened' });
  });
});
