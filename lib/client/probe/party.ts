import type { EnvironmentName, Mode } from '../../environment/modes';
import type { Credentials } from '../credentials';

/** Another address at which an API may answer beside its own host. */
export interface Door {
  /** For people, such as `execute-api`. */
  readonly name: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Sent as `Host`. */
  readonly host: string;
  /** Certificate that it presents when that is nobody's who is known. @default - one that is */
  readonly ca?: Buffer;
}

/** Where one environment's gateway answers. */
export interface ProbedGateway {
  readonly environment: EnvironmentName;
  readonly baseUrl: string;
  readonly authority: string;
  readonly doors: readonly Door[];
}

/** What a payment of a throw-away app has made known to whoever has its app's key. */
export interface MadePayment {
  readonly id: string;
  /** Path of its checkout page, the token at the end; null when it has none. */
  readonly checkoutPath: string | null;
  readonly idempotencyKey: string;
  readonly body: string;
}

/** A throw-away app: whose keys are taken to be leaked, or who asks at its own side to compare. */
export interface Party extends Credentials {
  readonly name: string;
  readonly mode: Mode;
  /** Its own side's. */
  readonly gateway: ProbedGateway;
}
