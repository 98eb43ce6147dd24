import type { Mode } from '../../environment/modes';
import type { App } from '../apps/app';
import { Problem } from '../http/problem';
import type { Providers } from '../ports/providers';

/** The provider that will serve a new payment. */
export interface Chosen {
  readonly provider: string;
  readonly fallback: boolean;
}

/**
 * The provider that the request names, or the app's default, once it can serve (GW2, GW4, GW10).
 * @param named the request's own choice
 * @throws Problem 422 (a provider that this mode does not have), 503 (one without credentials)
 */
export async function chooseProvider(providers: Providers, app: App, named: string | undefined): Promise<Chosen> {
  const provider = named ?? app.provider;
  checkMock(provider, app.mode);
  const resolution = await providers.resolve(app.mode, provider);
  switch (resolution.outcome) {
    case 'serve':
      return resolution;
    case 'not_loaded':
      throw new Problem({
        status: 503,
        code: 'provider_not_loaded',
        param: 'provider',
        detail: `${provider} cannot serve mode ${app.mode} yet: ${resolution.reason}; nothing was stored`,
      });
    case 'unknown':
      throw new Problem({
        status: 422,
        code: 'provider_not_allowed',
        param: 'provider',
        detail: `mode ${app.mode} has no provider of that name; it has ${resolution.known.join(', ') || 'none'}`,
      });
  }
}

/** The mock and mode test belong to each other: no PSP is touched in test, and nothing is mocked on request elsewhere. */
function checkMock(provider: string, mode: Mode): void {
  if ((provider === 'mock') === (mode === 'test')) return;
  throw new Problem({
    status: 422,
    code: 'provider_not_allowed',
    param: 'provider',
    detail:
      mode === 'test'
        ? 'in mode test the provider is mock; leave provider out, or use the key of an app of another mode'
        : `mock serves mode test only, and this app is of mode ${mode}; name a real provider or use the key of a test app`,
  });
}
