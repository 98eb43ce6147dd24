import { notServed } from '../../../lib/cli/apps/not-served';
import { loadEnvironments } from '../../../lib/environment/load';
import { providerStates } from '../../../lib/environment/providers';

const environments = Object.values(loadEnvironments());

describe('AZ5: whoever opens the traffic of an app is warned that its provider takes no payments', () => {
  test.each(environments.map((environment) => [environment.name, environment] as const))('%s', (name, environment) => {
    const states = providerStates(environment).filter(({ state }) => state !== 'not_applicable');
    expect(states.length).toBeGreaterThan(0);
    for (const { provider, mode, state, reason } of states) {
      const warnings = notServed(environment, { name: 'shop', provider, mode });
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
    const live = { ...loadEnvironments().live, liveFallback } as Parameters<typeof notServed>[0];
    const pending = providerStates(live as never).find(({ state }) => state === 'pending');
    const app = { name: 'shop-live', provider: pending?.provider ?? '', mode: 'live' } as const;
    expect(notServed(live, app)).toEqual([expect.stringContaining(`payments get ${instead} until`)]);
  });
});
