/** Payment service providers: companies with hosts and credentials of their own. */
export const PSPS = ['polar', 'nicepay', 'paypal'] as const;
export type Psp = (typeof PSPS)[number];

export function isPsp(provider: string): provider is Psp {
  return (PSPS as readonly string[]).includes(provider);
}

/** All that can serve a payment; `mock` is ours and serves mode `test` only. */
export const PROVIDERS = ['mock', ...PSPS] as const;
export type Provider = (typeof PROVIDERS)[number];

/** How far a provider is in a mode, as the environment file says (GW9). */
export const PROVIDER_STATES = ['available', 'pending', 'not_applicable'] as const;
export type ProviderStateName = (typeof PROVIDER_STATES)[number];

/** What happens to a live payment whose provider has no credentials (GW10). */
export const LIVE_FALLBACKS = ['mock', 'refuse'] as const;
export type LiveFallback = (typeof LIVE_FALLBACKS)[number];
