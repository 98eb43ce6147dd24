import type { EnvironmentName, Mode } from '../../environment/modes';
import type { Credentials } from '../credentials';

/** Another address at which an API may answer beside its own host. */
export interface AlternateEndpoint {
  /** For people, such as `execute-api`. */
  readonly name: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Sent as `Host`. */
  readonly host: string;
  /** Certificate that it presents, where that is self-signed. @default - one of a known authority */
  readonly ca?: Buffer;
}

/** Where one environment's gateway answers. */
export interface ProbedGateway {
  readonly environment: EnvironmentName;
  readonly baseUrl: string;
  readonly authority: string;
  readonly alternateEndpoints: readonly AlternateEndpoint[];
}

/** What is known of a payment by the holder of its app's key. */
export interface ProbePayment {
  readonly id: string;
  /** Path of its checkout page, the token at the end; null when it has none. */
  readonly checkoutPath: string | null;
  readonly idempotencyKey: string;
  readonly body: string;
}

/** A throw-away app of the probe: its keys play the leaked ones, or the rightful ones for comparison. */
export interface ProbeApp extends Credentials {
  readonly name: string;
  readonly mode: Mode;
  /** Of its own environment. */
  readonly gateway: ProbedGateway;
}
