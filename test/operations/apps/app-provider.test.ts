import { loadEnvironments } from '../../../lib/environment/load';
import { providerStates } from '../../../lib/environment/providers';
import { defaultProvider, unservedPayments } from '../../../lib/operations/apps/app-provider';
import { thrown } from '../../client/thrown';

const { sandbox, live } = loadEnvironments();

describe('GW4 GW9 the default provider of an app', () => {
  test('GW2: mode test is the mock provider, without saying so', () => {
    expect(defaultProvider(sandbox, 'test', undefined)).toBe('mock');
    expect(thrown(() => defaultProvider(sandbox, 'test', 'paypal')).message).toBe(
      'provider paypal does not serve mode test: mode test never touches a PSP',
    );
  });

  test('where there are several, one has to be named, and they are listed with what is pending', () => {
    expect(thrown(() => defaultProvider(sandbox, 'sandbox', undefined)).fix).toBe(
      'choose one with --provider: polar, nicepay, paypal',
    );
    expect(thrown(() => defaultProvider(live, 'live', undefined)).fix).toContain('nicepay (pending: merchant approval');
    expect(defaultProvider(sandbox, 'sandbox', 'nicepay')).toBe('nicepay');
  });

  test('a pending one may be chosen, so that the app is there before the approval', () => {
    expect(defaultProvider(live, 'live', 'paypal')).toBe('paypal');
  });

  test('the only one that is left is the default', () => {
    const notApplicable = { state: 'not_applicable' as const, reason: 'not in this country' };
    const providers = { ...live.providers, polar: { live: notApplicable }, nicepay: { live: notApplicable } };
    expect(defaultProvider({ providers }, 'live', undefined)).toBe('paypal');
  });

  test('GW4: mock cannot be chosen for sandbox or live', () => {
    expect(thrown(() => defaultProvider(live, 'live', 'mock')).message).toContain('does not serve mode live');
    expect(thrown(() => defaultProvider(sandbox, 'sandbox', 'stripe')).message).toBe('"stripe" is no provider');
  });
});

const environments = Object.values(loadEnvironments());

describe('AZ5: whoever opens the traffic of an app is warned that its provider takes no payments', () => {
  test.each(environments.map((environment) => [environment.name, environment] as const))('%s', (name, environment) => {
    const states = providerStates(environment).filter(({ state }) => state !== 'not_applicable');
    expect(states.length).toBeGreaterThan(0);
    for (const { provider, mode, state, reason } of states) {
      const warnings = unservedPayments(environment, { name: 'shop', provider, mode });
      if (state === 'available') expect(warnings).toEqual([]);
      else
        expect(warnings).toEqual([
          expect.stringContaining(`${provider}, the provider of shop, is ${state} in ${name} (${reason})`),
        ]);
    }
  });

  test.each([
    ['mock', 'a checkout that cannot take money'],
    ['refuse', '503 provider_not_loaded'],
  ] as const)('with liveFallback %s payments get %s', (liveFallback, instead) => {
    const live = { ...loadEnvironments().live, liveFallback } as Parameters<typeof unservedPayments>[0];
    const pending = providerStates(live as never).find(({ state }) => state === 'pending');
    const app = { name: 'shop-live', provider: pending?.provider ?? '', mode: 'live' } as const;
    expect(unservedPayments(live, app)).toEqual([expect.stringContaining(`payments get ${instead} until`)]);
  });
});
