import { PROVIDERS, type Provider, type ProviderStateName, type Psp } from '../contract/providers';
import { type EnvironmentName, MODES, type Mode } from './modes';

/** The origins each PSP publishes for each side. No origin is on both. */
export const PSP_HOSTS: Readonly<Record<Psp, Readonly<Record<EnvironmentName, readonly string[]>>>> = {
  polar: { sandbox: ['https://sandbox-api.polar.sh'], live: ['https://api.polar.sh'] },
  nicepay: {
    sandbox: ['https://dev.nicepay.co.id', 'https://dev-services.nicepay.co.id'],
    live: ['https://www.nicepay.co.id', 'https://services.nicepay.co.id'],
  },
  paypal: { sandbox: ['https://api-m.sandbox.paypal.com'], live: ['https://api-m.paypal.com'] },
};

/** How far one provider is in one mode. */
interface ProviderState {
  readonly state: ProviderStateName;
  /** Why it is not available; present unless it is. */
  readonly reason?: string | undefined;
  /** Origin such as `https://api.polar.sh`; present for a PSP that is available or pending. */
  readonly host?: string | undefined;
}

export type StatesByMode = { readonly [mode in Mode]?: ProviderState };

/** One line of an environment's provider table. */
export interface ProviderLine extends ProviderState {
  readonly provider: Provider;
  readonly mode: Mode;
}

interface HasProviders {
  readonly providers: Readonly<Record<Provider, StatesByMode>>;
}

/** The provider block of an environment file as a list, in a fixed order. */
export function providerStates({ providers }: HasProviders): ProviderLine[] {
  return PROVIDERS.flatMap((provider) =>
    MODES.flatMap((mode) => {
      const state = providers[provider][mode];
      return state ? [{ provider, mode, ...state }] : [];
    }),
  );
}
