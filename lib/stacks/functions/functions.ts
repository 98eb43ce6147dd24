import { Fn, type Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { GatewayFunction } from '../../constructs/gateway-function';
import {
  onFunction,
  onKeyThrough,
  onObjects,
  onQueue,
  onSecrets,
  onStream,
  onTable,
  onTableKey,
} from '../../constructs/grants';
import { invokedName } from '../../contract/functions';
import { archiveDeadLettersName, bucketName } from '../../contract/names';
import type { LiveFallback } from '../../contract/providers';
import { providerStates } from '../../environment/providers';
import type { Environment } from '../../environment/schema';

export interface FunctionsProps {
  readonly environment: Environment;
  readonly encryptionKey: IKey;
  /** Folder with one bundle per function, as `bundleHandlers` leaves it. */
  readonly handlers: string;
}

export interface ApiFunctionProps extends FunctionsProps {
  /** Every host name under which the gateway answers; a request signed for another is refused. */
  readonly hosts: readonly string[];
}

/** Reads what strangers send, so it holds no PSP credential: for those it asks `provider`. */
export function apiFunction(stack: Stack, props: ApiFunctionProps): GatewayFunction {
  const { environment, encryptionKey, handlers, hosts } = props;
  const { name } = environment;
  return new GatewayFunction(stack, 'ApiFunction', {
    environment,
    encryptionKey,
    handlers,
    functionName: 'api',
    description: `Airlock ${name}: answers the API`,
    memoryMegabytes: 1024,
    // API Gateway gives up after 29 seconds.
    timeoutSeconds: 28,
    settings: {
      hosts: Fn.join(',', [...hosts]),
      paymentFailureRate: String(environment.alarms.paymentFailureRate),
      appRate: String(environment.appThrottle.rate),
      appBurst: String(environment.appThrottle.burst),
      maxBodyBytes: String(environment.payload.maxBytes),
      providerFunction: invokedName(name, 'provider'),
      ...liveFallback(environment),
    },
    grants: [
      onTable(environment, 'apps', ['dynamodb:GetItem']),
      onTable(environment, 'records', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']),
      onTable(environment, 'records', ['dynamodb:Query'], 'by-app'),
      onTable(environment, 'records', ['dynamodb:Query'], 'by-reference'),
      onTable(environment, 'guards', [
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
      ]),
      onTableKey(environment, encryptionKey),
      ...onSecrets(environment, encryptionKey, 'apps'),
      onFunction(environment, 'provider'),
    ],
  });
}

/** Alone reads PSP credentials; says which are loaded, and calls the PSPs. */
export function providerFunction(stack: Stack, props: FunctionsProps): GatewayFunction {
  const { environment, encryptionKey, handlers } = props;
  return new GatewayFunction(stack, 'ProviderFunction', {
    environment,
    encryptionKey,
    handlers,
    functionName: 'provider',
    description: `Airlock ${environment.name}: holds the payment providers' credentials`,
    memoryMegabytes: 512,
    // Less than half of what the caller has, so that it can try twice and still answer.
    timeoutSeconds: 8,
    reservedConcurrency: environment.concurrency.provider,
    settings: { providers: JSON.stringify(providerStates(environment)), ...liveFallback(environment) },
    grants: onSecrets(environment, encryptionKey, 'psp'),
  });
}

/** Copies every new ledger row to where nobody can change it, and notices when one was changed. */
export function archiveFunction(stack: Stack, props: FunctionsProps): GatewayFunction {
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

function liveFallback({ liveFallback }: Environment): { liveFallback?: LiveFallback } {
  return liveFallback ? { liveFallback } : {};
}
