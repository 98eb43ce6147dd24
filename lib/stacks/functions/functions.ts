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
import {
  appSecretName,
  archiveDeadLettersName,
  CURRENT,
  ledgerArchiveName,
  nameOf,
  pspSecretName,
} from '../../constructs/names';
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
    variables: {
      AIRLOCK_HOSTS: Fn.join(',', [...hosts]),
      AIRLOCK_PAYMENT_FAILURE_RATE: String(environment.alarms.paymentFailureRate),
      AIRLOCK_APP_RATE: String(environment.appThrottle.rate),
      AIRLOCK_APP_BURST: String(environment.appThrottle.burst),
      AIRLOCK_MAX_BODY_BYTES: String(environment.payload.maxBytes),
      AIRLOCK_PROVIDER_FUNCTION: `${nameOf(name, 'provider')}:${CURRENT}`,
      ...liveFallback(environment),
    },
    grants: [
      onTable(stack, name, 'apps', ['dynamodb:GetItem']),
      onTable(stack, name, 'records', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']),
      onTable(stack, name, 'records', ['dynamodb:Query'], 'by-app'),
      onTable(stack, name, 'records', ['dynamodb:Query'], 'by-reference'),
      onTable(stack, name, 'guards', [
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
      ]),
      onTableKey(stack, encryptionKey),
      ...onSecrets(stack, encryptionKey, appSecretName(name, '*')),
      onFunction(stack, name, 'provider'),
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
    variables: { AIRLOCK_PROVIDERS: JSON.stringify(providerStates(environment)), ...liveFallback(environment) },
    grants: onSecrets(stack, encryptionKey, pspSecretName(environment.name, '*')),
  });
}

/** Copies every new ledger row to where nobody can change it, and notices when one was changed. */
export function archiveFunction(stack: Stack, props: FunctionsProps): GatewayFunction {
  const { environment, encryptionKey, handlers } = props;
  const bucket = ledgerArchiveName(environment);
  return new GatewayFunction(stack, 'ArchiveFunction', {
    environment,
    encryptionKey,
    handlers,
    functionName: 'archive',
    description: `Airlock ${environment.name}: archives the ledger, row by row`,
    memoryMegabytes: 256,
    timeoutSeconds: 60,
    reservedConcurrency: environment.concurrency.archive,
    variables: { AIRLOCK_ARCHIVE_BUCKET: bucket },
    grants: [
      ...onStream(stack, environment.name, 'ledger'),
      onKeyThrough(stack, encryptionKey, ['kms:Decrypt'], ['dynamodb']),
      onObjects(stack, bucket),
      onQueue(stack, archiveDeadLettersName(environment.name)),
      onKeyThrough(stack, encryptionKey, ['kms:Decrypt', 'kms:GenerateDataKey'], ['s3', 'sqs']),
    ],
  });
}

function liveFallback({ liveFallback }: Environment): Record<string, string> {
  return liveFallback ? { AIRLOCK_LIVE_FALLBACK: liveFallback } : {};
}
