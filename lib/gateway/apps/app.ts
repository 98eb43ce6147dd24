import type { EnvironmentName, Mode } from '../../environment/modes';

/** One secret value that still opens the app, by its Secrets Manager version. */
export interface SecretVersion {
  readonly versionId: string;
  /** ISO time after which the version no longer counts; null while it has no end. */
  readonly notAfter: string | null;
}

type AppStatus = 'creating' | 'active' | 'retired';

/** Whether money-moving requests are served. */
export type Traffic = 'closed' | 'limited' | 'open';

/** A product's identity in one mode; the mode never changes. */
export interface App {
  readonly appId: string;
  /** `<product>-<mode>`. */
  readonly name: string;
  readonly product: string;
  readonly mode: Mode;
  readonly environment: EnvironmentName;
  readonly status: AppStatus;
  readonly traffic: Traffic;
  /** The provider used when a request names none. */
  readonly provider: string;
  readonly publicKey: string;
  readonly secretVersions: readonly SecretVersion[];
  readonly createdAt: string;
  readonly retiredAt?: string;
}

export function appKey(publicKey: string): { pk: string; sk: string } {
  return { pk: `KEY#${publicKey}`, sk: 'APP' };
}

export function nameKey(name: string): { pk: string; sk: string } {
  return { pk: `NAME#${name}`, sk: 'NAME' };
}
