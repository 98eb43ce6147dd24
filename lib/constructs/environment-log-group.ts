import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { logGroupName } from '../contract/names';
import type { Environment } from '../environment/schema';

export interface EnvironmentLogGroupProps {
  readonly environment: Environment;
  /** Name below `/airlock/<environment>/`. */
  readonly part: string;
  readonly encryptionKey: IKey;
}

/**
 * An encrypted log group that outlives its stack and keeps what the environment file says.
 *
 * @example
 * ```ts
 * new EnvironmentLogGroup(stack, 'Log', { environment, part: 'worker', encryptionKey });
 * const [group] = resourcesOf('AWS::Logs::LogGroup');
 * console.log(group?.Properties.LogGroupName); // /airlock/sandbox/worker
 * ```
 */
export class EnvironmentLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { environment, part, encryptionKey }: EnvironmentLogGroupProps) {
    super(scope, id, {
      logGroupName: logGroupName(environment.name, part),
      retention: environment.logs.retentionDays,
      encryptionKey,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
