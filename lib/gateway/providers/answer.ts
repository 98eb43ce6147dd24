import type { Mode } from '../../environment/modes';
import type { Ids } from '../ports/ids';
import { type Catalog, type CatalogLine, offered } from './catalog';
import type { Checkout, CheckoutOrder, ProviderInstance, ProviderRequest, ProvidersInfo, Resolution } from './contract';
import { isPsp } from './credential-schemas';
import type { Credentials } from './credentials';

/** What the function `provider` works with. */
export interface ProviderWork {
  readonly catalog: Catalog;
  readonly credentials: Pick<Credentials, 'stateOf'>;
  readonly ids: Pick<Ids, 'token'>;
}

export type ProviderAnswer = ProvidersInfo | Resolution | Checkout;

export function answer(work: ProviderWork, request: ProviderRequest): Promise<ProviderAnswer> {
  switch (request.op) {
    case 'info':
      return info(work);
    case 'resolve':
      return resolve(work, request.mode, request.provider);
    case 'checkout':
      return checkout(work, request.mode, request.provider, request.payment);
  }
}

async function info(work: ProviderWork): Promise<ProvidersInfo> {
  const providers = await Promise.all(work.catalog.lines.map((line) => instance(work, line)));
  return { liveFallback: work.catalog.liveFallback, providers };
}

/**
 * Which provider serves a payment. The fallback is for a live provider that has no credentials or is still pending;
 * one whose credentials are there but cannot be used is an operator's error, and no mock may hide it.
 */
async function resolve(work: ProviderWork, mode: Mode, provider: string): Promise<Resolution> {
  const known = offered(work.catalog, mode);
  const line = known.find((candidate) => candidate.provider === provider);
  if (!line) return { outcome: 'unknown', known: known.map((candidate) => candidate.provider) };
  const { serves, loaded, state, reason } = await instance(work, line);
  if (serves) return { outcome: 'serve', provider, fallback: false };
  const without = !loaded || state === 'pending';
  if (mode === 'live' && without && work.catalog.liveFallback === 'mock') {
    return { outcome: 'serve', provider: 'mock', fallback: true };
  }
  return { outcome: 'not_loaded', provider, reason: reason ?? 'it does not serve' };
}

/** One provider in one mode, as it is now. */
async function instance({ credentials }: ProviderWork, line: CatalogLine): Promise<ProviderInstance> {
  const { provider, mode, state } = line;
  const common = { provider, mode, state, host: line.host ?? null };
  if (!isPsp(provider)) {
    const serves = state === 'available';
    return { ...common, loaded: serves, serves, reason: serves ? null : (line.reason ?? null) };
  }
  if (state === 'not_applicable') return { ...common, loaded: false, serves: false, reason: line.reason ?? null };
  const found = await credentials.stateOf(provider);
  const loaded = found === 'loaded';
  return { ...common, loaded, serves: false, reason: reasonOf(line, found) };
}

/** Why a PSP does not serve. A client for it is needed besides credentials, and this build has none for any PSP. */
function reasonOf({ provider, state, reason }: CatalogLine, found: 'loaded' | 'empty' | 'malformed'): string {
  if (state === 'pending') return reason ?? 'pending';
  if (found === 'empty') return 'its credentials are not loaded';
  if (found === 'malformed') return `the stored value has not the form of ${provider} credentials`;
  return `its credentials are loaded, but this build has no client for ${provider}`;
}

/**
 * Opens a checkout. Without outside effect for the mock, so asking twice is harmless: the gateway keeps the first
 * token that it stored, and no other one opens the page.
 */
async function checkout(
  { ids }: ProviderWork,
  mode: Mode,
  provider: string,
  payment: CheckoutOrder,
): Promise<Checkout> {
  if (provider !== 'mock' || mode === 'sandbox') throw new Error(`${provider} cannot open a checkout in mode ${mode}`);
  return { kind: 'mock', token: `${payment.paymentId}.${ids.token(43)}` };
}
