import type { Stack } from 'aws-cdk-lib';
import { GatewayFunction } from '../../constructs/gateway-function';
import { onKeyThrough, onObjects, onQueue, onStream } from '../../constructs/grants';
import { archiveDeadLettersName, bucketName } from '../../contract/names';
import type { FunctionProps } from './function-props';

/** Copies every new ledger row to a locked bucket, and notices when a row was changed. */
export function archiveFunction(stack: Stack, props: FunctionProps): GatewayFunction {
  const { environment, encryptionKey, handlers } = props;
  const bucket = bucketName(environment, 'ledger-archive');
  return new GatewayFunction(stack, 'ArchiveFunction', {
    environment,
    encryptionKey,
    handlers,
    functionName: 'archive',
    description: `Airlock ${environment.name}: archives the ledger, row by row`,
    memoryMegabytes: 256,
    timeoutSeconds: 60,
    reservedConcurrency: environment.concurrency.archive,
    settings: { archiveBucket: bucket },
    grants: [
      ...onStream(environment, 'ledger'),
      onKeyThrough(environment, encryptionKey, ['kms:Decrypt'], ['dynamodb']),
      onObjects(environment, bucket),
      onQueue(environment, archiveDeadLettersName(environment.name)),
      onKeyThrough(environment, encryptionKey, ['kms:Decrypt', 'kms:GenerateDataKey'], ['s3', 'sqs']),
    ],
  });
}
