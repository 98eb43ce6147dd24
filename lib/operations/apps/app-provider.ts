import { Refusal } from '../../contract/refusal';
import type { Mode } from '../../environment/modes';
import { type ProviderLine, providerStates } from '../../environment/providers';
import type { Environment } from '../../environment/schema';
import type { StoredApp } from './stored-apps';

/**
 * The default provider of a new app: the one asked for, or the only one that serves the mode. A pending one may be
 * chosen, so that a product can be set up before the provider's approval is there.
 * @throws Refusal listing the choices
 */
export function defaultProvider(
  environment: Pick<Environment, 'providers'>,
  mode: Mode,
  asked: string | undefined,
): string {
  const states = providerStates(environment).filter((state) => state.mode === mode);
  const choices = states.filter(({ state }) => state !== 'not_applicable');
  const [only] = choices;
  if (asked === undefined && only && choices.length === 1) return only.provider;
  if (asked === undefined) {
    throw new Refusal(`mode ${mode} has several providers`, `choose one with --provider: ${listed(choices)}`, 'usage');
  }
  if (choices.some(({ provider }) => provider === asked)) return asked;
  const known = states.find(({ provider }) => provider === asked);
  throw new Refusal(
    known
      ? `provider ${asked} does not serve mode ${mode}: ${known.reason ?? known.state}`
      : `${JSON.stringify(asked)} is no provider`,
    `choose ${choices.length > 1 ? 'one of' : ''} ${listed(choices)}`.replace('  ', ' '),
    'usage',
  );
}

function listed(choices: readonly ProviderLine[]): string {
  return choices
    .map(({ provider, state, reason }) => (state === 'pending' ? `${provider} (pending: ${reason})` : provider))
    .join(', ');
}

/** For each provider of an app that takes no payments yet, a sentence that says so: open traffic alone does not serve them. */
export function unservedPayments(
  { name: stage, providers, liveFallback }: Pick<Environment, 'name' | 'providers' | 'liveFallback'>,
  { name, provider, mode }: Pick<StoredApp, 'name' | 'provider' | 'mode'>,
): string[] {
  const line = providers[provider as keyof typeof providers]?.[mode];
  if (!line || line.state === 'available') return [];
  const instead =
    mode === 'live' && liveFallback === 'mock' ? 'a checkout that cannot take money' : '503 provider_not_loaded';
  return [
    `${provider}, the provider of ${name}, is ${line.state} in ${stage} (${line.reason ?? 'no reason given'}): payments get ${instead} until it is available and its credentials are loaded`,
  ];
}
