import type { EnvironmentName } from '../../environment/modes';
import type { AppSecrets } from '../apps/app-secrets';
import type { Deadline } from '../deadline';
import type { Limit } from '../limits/app-limit';
import type { Providers } from '../ports/providers';
import type { Tables } from '../storage/dynamodb-store';
import type { Observer } from './observer';

/** What the gateway of one environment works with; time comes in here so that tests can set it. */
export interface Gateway {
  readonly environment: EnvironmentName;
  /** Every authority under which this gateway may be called; anything else is refused. */
  readonly hosts: readonly string[];
  /** The authority of an emulated account on this machine, served without TLS. @default - none */
  readonly loopback?: string;
  readonly maxBodyBytes: number;
  readonly tables: Tables;
  readonly secrets: AppSecrets;
  readonly providers: Providers;
  /** What one app may ask. */
  readonly limit: Limit;
  /** When the current request must have its answer; what it calls keeps to it. */
  readonly deadline: Deadline;
  readonly observe: Observer;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
