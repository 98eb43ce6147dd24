import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { keyAlias } from '../contract/names';
import type { Environment } from '../environment/schema';
import { environmentKeyPolicy } from './environment-key-policy';

export interface EnvironmentKeyProps {
  readonly environment: Environment;
}

/**
 * The key that encrypts everything an environment keeps. Its own roles use it by name, each through the service that keeps the data;
 * three services use it for us: CloudWatch Logs for this environment's log groups, CloudWatch for alarms on their way to the encrypted
 * topic, and CloudTrail. No principal uses it directly, not even the account's root.
 *
 * @example
 * ```ts
 * new EnvironmentKey(stack, 'Key', { environment });
 * const [key] = resourcesOf('AWS::KMS::Key');
 * console.log(key?.Properties.EnableKeyRotation, key?.DeletionPolicy); // true Retain
 * ```
 */
export class EnvironmentKey extends Key {
  constructor(scope: Stack, id: string, { environment }: EnvironmentKeyProps) {
    super(scope, id, {
      alias: keyAlias(environment.name),
      description: `Encrypts all that Airlock ${environment.name} keeps (mode ${environment.modes.join(', ')})`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
      policy: environmentKeyPolicy(scope, environment),
    });
  }
}
