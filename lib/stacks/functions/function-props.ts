import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { LiveFallback } from '../../contract/providers';
import type { Environment } from '../../environment/schema';

/** What every function is made with. */
export interface FunctionProps {
  readonly environment: Environment;
  readonly encryptionKey: IKey;
  /** Folder with one bundle per function, as `bundleHandlers` leaves it. */
  readonly handlers: string;
}

/** A setting that only live has. */
export function liveFallback({ liveFallback }: Environment): { liveFallback?: LiveFallback } {
  return liveFallback ? { liveFallback } : {};
}
