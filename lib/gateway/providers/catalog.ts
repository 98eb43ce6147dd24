import * as z from 'zod/mini';
import { isPsp, LIVE_FALLBACKS, type LiveFallback, PROVIDER_STATES } from '../../contract/providers';
import { SETTINGS } from '../../contract/settings';
import { type EnvironmentName, MODES, type Mode, modesOf } from '../../environment/modes';
import type { NotServed } from './contract';

const catalogLines = z.array(
  z.strictObject({
    provider: z.string(),
    mode: z.enum(MODES),
    state: z.enum(PROVIDER_STATES),
    reason: z.optional(z.string()),
    host: z.optional(z.string()),
  }),
);

/** One provider in one mode, as the environment file says. */
export type CatalogLine = z.infer<typeof catalogLines>[number];

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
  const parsed = catalogLines.parse(JSON.parse(providers));
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

/** What the environment file says of a provider in a mode: how it stands, or why it never serves, whatever its credentials. */
export function lineOf(catalog: Catalog, mode: Mode, provider: string): CatalogLine | NotServed {
  const known = catalog.lines.filter((line) => line.mode === mode && line.state !== 'not_applicable');
  const line = known.find((candidate) => candidate.provider === provider);
  if (!line) return { outcome: 'unknown', known: known.map((candidate) => candidate.provider) };
  if (line.state === 'pending' && !hasFallback(catalog, mode)) {
    return { outcome: 'not_loaded', reason: line.reason ?? 'pending' };
  }
  return line;
}

/** GW10: whether the mock stands in for a provider of the mode that has no credentials. */
export function hasFallback({ liveFallback }: Catalog, mode: Mode): boolean {
  return mode === 'live' && liveFallback === 'mock';
}
