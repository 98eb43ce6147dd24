import type { LiveFallback, ProviderStateName } from '../contract/providers';
import type { EnvironmentName, Mode } from '../environment/modes';

/** One provider in one mode; never holds a secret. */
interface ProviderInfo {
  readonly provider: string;
  readonly mode: Mode;
  readonly state: ProviderStateName;
  /** Why it does not serve; null while it does. */
  readonly reason: string | null;
  readonly host: string | null;
  /** Whether usable credentials are there. */
  readonly loaded: boolean;
  /** Whether a payment that asks for it now is served by it. */
  readonly serves: boolean;
}

/** What a gateway serves, and with what (GW11). */
export interface Info {
  readonly object: 'info';
  readonly environment: EnvironmentName;
  readonly modes: readonly Mode[];
  /** What a live payment gets whose provider has no credentials; null in sandbox. */
  readonly live_fallback: LiveFallback | null;
  readonly providers: readonly ProviderInfo[];
}

export interface Health {
  readonly status: 'ok';
  readonly environment: EnvironmentName;
}
