import { isPsp } from '../../contract/providers';
import type { Mode } from '../../environment/modes';
import type { Ids } from '../ports/ids';
import { type Catalog, type CatalogLine, hasFallback, lineOf } from './catalog';
import type { CheckoutOrder, OpenAnswer, ProviderInstance, ProviderRequest, ProvidersInfo } from './contract';
import type { ProviderCredentials } from './credentials';
import { mockOpened } from './mock';

/** What the function `provider` works with. */
export interface ProviderWork {
  readonly catalog: Catalog;
  readonly credentials: Pick<ProviderCredentials, 'stateOf'>;
  readonly ids: Pick<Ids, 'token'>;
}

export type ProviderAnswer = ProvidersInfo | OpenAnswer;

export function answer(work: ProviderWork, request: ProviderRequest): Promise<ProviderAnswer> {
  return request.op === 'info' ? info(work) : open(work, request.mode, request.provider, request.payment);
}

async function info(work: ProviderWork): Promise<ProvidersInfo> {
  const providers = await Promise.all(work.catalog.lines.map((line) => instance(work, line)));
  return { liveFallback: work.catalog.liveFallback, providers };
}

/**
 * Opens the checkout of a payment. The fallback is for a live provider that has no credentials or is still pending; one
 * whose credentials are there but cannot be used is an operator's error, and no mock may hide it. The mock's checkout
 * has no outside effect, so asking twice is harmless: the gateway keeps the first token that it stored, and no other
 * one opens the page.
 */
async function open(work: ProviderWork, mode: Mode, provider: string, payment: CheckoutOrder): Promise<OpenAnswer> {
  const { catalog, ids } = work;
  const line = lineOf(catalog, mode, provider);
  if ('outcome' in line) return line;
  const { serves, loaded, state, reason } = await instance(work, line);
  if (serves && mode === 'test') return mockOpened(ids, payment.paymentId, false);
  const without = !loaded || state === 'pending';
  if (without && hasFallback(catalog, mode)) return mockOpened(ids, payment.paymentId, true);
  return { outcome: 'not_loaded', reason: reason ?? 'it does not serve' };
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
