import type { ACMClient } from '@aws-sdk/client-acm';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { Environment } from '../../environment/schema';
import type { Caller } from '../account/check-account';
import type { Observation } from './finding';

/** The names of hosts as the public sees them. */
export interface Names {
  /** Addresses of a host; none when it does not resolve. */
  addresses(host: string): Promise<readonly string[]>;
}

/** The account that is looked at, already known to be the stage's own. */
export interface Patient {
  readonly environment: Environment;
  readonly caller: Caller;
  /** Whether it is the emulated account of this machine, which lacks some of what AWS has. */
  readonly local: boolean;
  readonly acm: Pick<ACMClient, 'send'>;
  readonly cloudformation: Pick<CloudFormationClient, 'send'>;
  readonly cloudtrail: Pick<CloudTrailClient, 'send'>;
  readonly dynamodb: Pick<DynamoDBClient, 'send'>;
  readonly lambda: Pick<LambdaClient, 'send'>;
  readonly secrets: Pick<SecretsManagerClient, 'send'>;
  readonly sns: Pick<SNSClient, 'send'>;
  readonly names: Names;
}

/** One thing that an account can lack. It only reads, and never a secret's value. */
export interface Check {
  readonly id: string;
  /** The IAM actions that it needs, no more and no fewer. */
  readonly actions: readonly string[];
  look(patient: Patient): Promise<readonly Observation[]>;
}
