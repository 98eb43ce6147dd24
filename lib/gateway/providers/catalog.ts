import * as z from 'zod/mini';
import { LIVE_FALLBACKS, type LiveFallback, PROVIDER_STATES } from '../../contract/providers';
import { SETTINGS } from '../../contract/settings';
import { type EnvironmentName, MODES, type Mode, modesOf } from '../../environment/modes';
import { isPsp } from './credential-schemas';

const lines = z.array(
  z.strictObject({
    provider: z.string(),
    mode: z.enum(MODES),
    state: z.enum(PROVIDER_STATES),
    reason: z.optional(z.string()),
    host: z.optional(z.string()),
  }),
);

/** One provider in one mode, as the environment file says. */
export type CatalogLine = z.infer<typeof lines>[number];

/** What this environment's file says about providers. */
export interface Catalog {
  readonly lines: readonly CatalogLine[];
  /** Null where there is no live mode. */
  readonly liveFallback: LiveFallback | null;
}

/**
 * The catalog from the function's settings.
 * @param providers JSON, `[{ provider, mode, state, reason?, host? }]`
 * @param fallback `mock` or `refuse`; read in live only
 * @throws Error at start-up: a function that does not know what it may serve must serve nothing
 */
export function readCatalog(environment: EnvironmentName, providers: string, fallback: string | undefined): Catalog {
  const parsed = lines.parse(JSON.parse(providers));
  for (const { provider, mode } of parsed) {
    if (!modesOf(environment).includes(mode))
      throw new Error(`${SETTINGS.providers} has mode ${mode} in ${environment}`);
    if (provider !== 'mock' && !isPsp(provider)) throw new Error(`${SETTINGS.providers} has an unknown ${provider}`);
  }
  if (environment !== 'live') return { lines: parsed, liveFallback: null };
  const liveFallback = LIVE_FALLBACKS.find((known) => known === fallback);
  if (!liveFallback) throw new Error(`${SETTINGS.liveFallback} is ${fallback ?? 'not set'}; live needs mock or refuse`);
  return { lines: parsed, liveFallback };
}

/** The providers that a mode has at all, by what the environment file says of them. */
export function offered(catalog: Catalog, mode: Mode): readonly CatalogLine[] {
  return catalog.lines.filter((line) => line.mode === mode && line.state !== 'not_applicable');
}
