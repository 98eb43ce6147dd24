import { loadEnvironments } from '../../../lib/environment/load';
import { chooseProvider } from '../../../lib/operations/apps/app-provider';
import { thrown } from '../../client/thrown';

const { sandbox, live } = loadEnvironments();

describe('GW4 GW9 the default provider of an app', () => {
  test('GW2: mode test is the mock provider, without saying so', () => {
    expect(chooseProvider(sandbox, 'test', undefined)).toBe('mock');
    expect(thrown(() => chooseProvider(sandbox, 'test', 'paypal')).message).toBe(
      'provider paypal does not serve mode test: mode test never touches a PSP',
    );
  });

  test('where there are several, one has to be named, and they are listed with what is pending', () => {
    expect(thrown(() => chooseProvider(sandbox, 'sandbox', undefined)).fix).toBe(
      'choose one with --provider: polar, nicepay, paypal',
    );
    expect(thrown(() => chooseProvider(live, 'live', undefined)).fix).toContain('nicepay (pending: merchant approval');
    expect(chooseProvider(sandbox, 'sandbox', 'nicepay')).toBe('nicepay');
  });

  test('a pending one may be chosen, so that the app is there before the approval', () => {
    expect(chooseProvider(live, 'live', 'paypal')).toBe('paypal');
  });

  test('the only one that is left is the default', () => {
    const notApplicable = { state: 'not_applicable' as const, reason: 'not in this country' };
    const providers = { ...live.providers, polar: { live: notApplicable }, nicepay: { live: notApplicable } };
    expect(chooseProvider({ providers }, 'live', undefined)).toBe('paypal');
  });

  test('GW4: mock cannot be chosen for sandbox or live', () => {
    expect(thrown(() => chooseProvider(live, 'live', 'mock')).message).toContain('does not serve mode live');
    expect(thrown(() => chooseProvider(sandbox, 'sandbox', 'stripe')).message).toBe('"stripe" is no provider');
  });
});
