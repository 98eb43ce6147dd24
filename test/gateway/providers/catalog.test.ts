import { lineOf, readCatalog } from '../../../lib/gateway/providers/catalog';

const MOCK = { provider: 'mock', mode: 'test', state: 'available' };
const POLAR = { provider: 'polar', mode: 'live', state: 'available', host: 'https://polar.test' };
const read = (environment: 'sandbox' | 'live', lines: unknown, fallback?: string) =>
  readCatalog(environment, JSON.stringify(lines), fallback);

describe('settings of the function provider', () => {
  test('GW9: what is not applicable is not offered', () => {
    const none = { provider: 'polar', mode: 'test', state: 'not_applicable', reason: 'never' };
    const catalog = read('sandbox', [MOCK, none]);
    expect(lineOf(catalog, 'test', 'mock')).toEqual(MOCK);
    expect(lineOf(catalog, 'test', 'polar')).toEqual({ outcome: 'unknown', known: ['mock'] });
  });

  test('GW9 GW10: what is pending serves nothing, unless the mock stands in for it', () => {
    const pending = { ...POLAR, state: 'pending', reason: 'merchant approval' };
    expect(lineOf(read('live', [pending], 'refuse'), 'live', 'polar')).toEqual({
      outcome: 'not_loaded',
      reason: 'merchant approval',
    });
    expect(lineOf(read('live', [pending], 'mock'), 'live', 'polar')).toEqual(pending);
  });

  test('GW10: live says what its fallback is, sandbox has none', () => {
    expect(read('live', [POLAR], 'refuse').liveFallback).toBe('refuse');
    expect(read('sandbox', [MOCK], 'mock').liveFallback).toBeNull();
  });

  test.each([
    ['live', [MOCK], 'mock', 'mode test in live'],
    ['sandbox', [POLAR], undefined, 'mode live in sandbox'],
    ['live', [{ ...POLAR, provider: 'stripe' }], 'mock', 'unknown stripe'],
    ['live', [POLAR], undefined, 'AIRLOCK_LIVE_FALLBACK is not set'],
    ['live', [POLAR], 'yes', 'AIRLOCK_LIVE_FALLBACK is yes'],
  ] as const)('GW13: %s with %j and fallback %s does not start', (environment, lines, fallback, message) => {
    expect(() => read(environment, lines, fallback)).toThrow(message);
  });

  test.each([[{ ...POLAR, state: 'on' }], [{ ...POLAR, secret: 'x' }], [{}]])('%j does not start', (line) => {
    expect(() => read('live', [line], 'mock')).toThrow();
  });
});
