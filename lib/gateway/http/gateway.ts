import type { EnvironmentName } from '../../environment/modes';
import type { AppSecrets } from '../apps/app-secrets';
import type { Deadline } from '../deadline';
import type { Limit } from '../limits/app-limit';
import type { Clock } from '../ports/clock';
import type { Ids } from '../ports/ids';
import type { Log } from '../ports/log';
import type { Providers } from '../ports/providers';
import type { Store } from '../storage/store';

/** What the gateway of one environment serves requests with; time and chance come in here so that tests can set them. */
export interface Gateway extends Clock {
  readonly environment: EnvironmentName;
  /** Every authority under which this gateway may be called; anything else is refused. */
  readonly hosts: readonly string[];
  /** The authority of an emulated account on this machine, served without TLS. @default - none */
  readonly loopback?: string;
  readonly maxBodyBytes: number;
  readonly store: Store;
  readonly secrets: AppSecrets;
  readonly providers: Providers;
  /** What one app may ask. */
  readonly limit: Limit;
  /** When the current request must have its answer; what it calls keeps to it. */
  readonly deadline: Deadline;
  readonly log: Log;
  readonly ids: Ids;
}
