import * as z from 'zod/mini';
import { LIVE_FALLBACKS, PROVIDER_STATES } from '../../contract/providers';
import { MODES } from '../../environment/modes';

/** What a provider needs to open a checkout; idempotent by `paymentId`. Amounts are minor units. */
const checkoutOrder = z.strictObject({
  paymentId: z.string(),
  amount: z.int(),
  currency: z.string(),
  description: z.nullable(z.string()),
  returnUrl: z.nullable(z.string()),
});
export type CheckoutOrder = z.infer<typeof checkoutOrder>;

/** What the function `provider` is asked. It alone holds PSP credentials. */
export const providerRequest = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('info') }),
  z.strictObject({ op: z.literal('open'), mode: z.enum(MODES), provider: z.string(), payment: checkoutOrder }),
]);
export type ProviderRequest = z.infer<typeof providerRequest>;

/** One provider in one mode, for operators; never holds a secret. */
export const providerInstance = z.strictObject({
  provider: z.string(),
  mode: z.enum(MODES),
  state: z.enum(PROVIDER_STATES),
  reason: z.nullable(z.string()).check(z.describe('Why it does not serve; null while it does.')),
  host: z.nullable(z.string()).check(z.describe('Origin of its API; null for the mock.')),
  loaded: z.boolean().check(z.describe('Whether credentials of the right form are stored; the mock needs none.')),
  serves: z.boolean().check(z.describe('Whether a payment that asks for it now is served by it.')),
});
export type ProviderInstance = z.infer<typeof providerInstance>;

/** What operators see of all providers. `liveFallback` is null where there is no live mode. */
export const providersInfo = z.strictObject({
  liveFallback: z.nullable(z.enum(LIVE_FALLBACKS)),
  providers: z.array(providerInstance),
});
export type ProvidersInfo = z.infer<typeof providersInfo>;

/** Where the customer pays: on a page of this gateway, or at the provider's URL. */
const checkout = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mock'), token: z.string() }),
  z.strictObject({ kind: z.literal('redirect'), url: z.url({ protocol: /^https$/ }) }),
]);

/** Who serves the payment, and where; `fallback` marks the mock standing in for a live provider without credentials. */
const opened = z.strictObject({
  outcome: z.literal('opened'),
  provider: z.string(),
  fallback: z.boolean(),
  checkout,
});
export type Opened = z.infer<typeof opened>;

/** The provider cannot serve yet. */
const notLoaded = z.strictObject({ outcome: z.literal('not_loaded'), reason: z.string() });

/** The mode has no provider of that name; it has these. */
const unknown = z.strictObject({ outcome: z.literal('unknown'), known: z.array(z.string()) });

export type NotServed = z.infer<typeof notLoaded> | z.infer<typeof unknown>;

export const openAnswer = z.discriminatedUnion('outcome', [opened, notLoaded, unknown]);
export type OpenAnswer = z.infer<typeof openAnswer>;
