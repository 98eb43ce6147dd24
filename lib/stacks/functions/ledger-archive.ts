import { Duration, type Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { DeadLetterQueue } from '../../constructs/dead-letter-queue';
import type { GatewayFunction } from '../../constructs/gateway-function';
import { archiveDeadLettersName } from '../../contract/names';
import type { Environment } from '../../environment/schema';

export interface LedgerArchiveProps {
  readonly environment: Environment;
  readonly encryptionKey: IKey;
  /** The function `archive`. */
  readonly function: GatewayFunction;
  readonly ledgerStreamArn: string;
}

/** How long a row is tried again: past any outage, and well before the stream forgets it after 24 hours. */
const TRIED_FOR = Duration.hours(12);

/**
 * Hands every change of the ledger to `archive`, in order, from the stream's beginning. What fails for twelve hours becomes a message
 * in the dead-letter queue with its place in the stream; the row itself is still in the ledger.
 *
 * The CloudFormation type rather than the CDK's own construct, which would add policies to the function's role.
 */
export function archiveLedger(stack: Stack, props: LedgerArchiveProps): void {
  const { environment, encryptionKey, function: archive, ledgerStreamArn } = props;
  const deadLetters = new DeadLetterQueue(stack, 'ArchiveDeadLetters', {
    queueName: archiveDeadLettersName(environment.name),
    encryptionKey,
  });
  const source = new CfnEventSourceMapping(stack, 'LedgerToArchive', {
    functionName: archive.alias.functionArn,
    eventSourceArn: ledgerStreamArn,
    startingPosition: 'TRIM_HORIZON',
    batchSize: 50,
    bisectBatchOnFunctionError: true,
    functionResponseTypes: ['ReportBatchItemFailures'],
    maximumRecordAgeInSeconds: TRIED_FOR.toSeconds(),
    maximumRetryAttempts: -1,
    destinationConfig: { onFailure: { destination: deadLetters.queueArn } },
  });
  source.node.addDependency(archive.role);
}
