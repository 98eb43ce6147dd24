import { secretName } from '../../contract/names';
import type { Psp } from '../../contract/providers';
import type { EnvironmentName } from '../../environment/modes';
import type { Secrets } from '../ports/secrets';
import { isCredential } from './credential-schemas';

/** How long an answer of Secrets Manager counts: a credential that was put or taken away shows within seconds. */
export const CACHE_MILLISECONDS = 5_000;

export type CredentialState = 'loaded' | 'empty' | 'malformed';

/** Whether PSP credentials are there. Values stay in here: no caller, log or error gets one. */
export class ProviderCredentials {
  private readonly cache = new Map<Psp, { readonly until: number; readonly state: Promise<CredentialState> }>();

  constructor(
    private readonly secrets: Secrets,
    private readonly environment: EnvironmentName,
    private readonly now: () => number,
  ) {}

  /**
   * The state of a PSP's secret. Only a secret or value that does not exist counts as empty.
   * @throws what Secrets Manager throws: not being allowed to look is not the same as finding nothing
   */
  stateOf(psp: Psp): Promise<CredentialState> {
    const cached = this.cache.get(psp);
    if (cached && cached.until > this.now()) return cached.state;
    const state = this.read(psp);
    this.cache.set(psp, { until: this.now() + CACHE_MILLISECONDS, state });
    state.catch(() => this.cache.delete(psp));
    return state;
  }

  private async read(psp: Psp): Promise<CredentialState> {
    const value = await this.secrets.read(secretName(this.environment, 'psp', psp));
    if (!value) return 'empty';
    return isCredential(psp, value) ? 'loaded' : 'malformed';
  }
}
