import type { Environment } from '../../environment/schema';
import type { StoredApp } from '../../operations/apps/find-app';

/** Payments that would go nowhere, although traffic is open. */
export function notServed(
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
