import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { sealPolicyStatements } from './seal-statements';

export interface DeadLettersProps {
  readonly queueName: string;
  readonly encryptionKey: IKey;
}

/**
 * Keeps for two weeks what could not be done, for people; encrypted, and closed to every other account.
 *
 * @example
 * ```ts
 * new DeadLetterQueue(stack, 'Failed', { queueName: 'airlock-sandbox-failed', encryptionKey });
 * const [queue] = resourcesOf('AWS::SQS::Queue');
 * console.log(queue?.Properties.MessageRetentionPeriod / 86_400, queue?.DeletionPolicy); // 14 Retain
 * ```
 */
export class DeadLetterQueue extends Queue {
  constructor(scope: Stack, id: string, { queueName, encryptionKey }: DeadLettersProps) {
    super(scope, id, {
      queueName,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: encryptionKey,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const statement of sealPolicyStatements({
      account: scope.account,
      actions: 'sqs:*',
      resources: this.queueArn,
    })) {
      this.addToResourcePolicy(statement);
    }
  }
}
