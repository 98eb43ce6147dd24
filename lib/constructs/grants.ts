import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { arnOf, bucketArn, functionArn, logGroupArn, secretArn, tableArn } from '../contract/arns';
import { CURRENT, type FunctionName } from '../contract/functions';
import type { Location, SecretKind } from '../contract/names';
import type { IndexName, TableName } from '../contract/tables';
import { DATA_KEY_ACTIONS } from './key-users';

/**
 * Permission to do these actions on one table, or on one index of it.
 *
 * @example
 * ```ts
 * const { actions, resources } = onTable(environment, 'records', ['dynamodb:Query'], 'by-app');
 * console.log(actions, resources[0]?.split('/').slice(1)); // [ 'dynamodb:Query' ] [ 'airlock-sandbox-records', 'index', 'by-app' ]
 * ```
 */
export function onTable(
  location: Location,
  table: TableName,
  actions: readonly string[],
  index?: IndexName,
): PolicyStatement {
  return allow(actions, tableArn(location, table) + (index ? `/index/${index}` : ''));
}

/**
 * Permission to use the key for the items of tables, never outside DynamoDB.
 *
 * @example
 * ```ts
 * console.log(onTableKey(environment, encryptionKey).actions.includes('kms:Decrypt')); // true
 * ```
 */
export function onTableKey({ region }: Location, key: IKey): PolicyStatement {
  return allow(['kms:DescribeKey', ...DATA_KEY_ACTIONS], key.keyArn, {
    StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` },
  });
}

/**
 * Permission to use the key for the lines of one log group, only through CloudWatch Logs, which uses it as the caller who writes.
 * Source: CloudWatch Logs user guide, "Encrypt log data"; the actions are those of AWS's policy `CloudWatchLogsAPIKeyAccess`.
 *
 * @example
 * ```ts
 * console.log(onLogKey(environment, encryptionKey, 'api').actions); // [ 'kms:Decrypt', 'kms:GenerateDataKey' ]
 * ```
 */
export function onLogKey(location: Location, key: IKey, part: string): PolicyStatement {
  return allow(['kms:Decrypt', 'kms:GenerateDataKey'], key.keyArn, {
    StringEquals: { 'kms:ViaService': `logs.${location.region}.amazonaws.com` },
    ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn(location, part) },
  });
}

/**
 * Permission to read the stream of one table; AWS gives the stream its name.
 *
 * @example
 * ```ts
 * const [stream] = onStream(environment, 'ledger');
 * console.log(stream?.actions); // [ 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator' ]
 * ```
 */
export function onStream(location: Location, table: TableName): PolicyStatement[] {
  return [
    allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      `${tableArn(location, table)}/stream/*`,
    ),
    // Lambda asks for it, and it knows no resource.
    allow(['dynamodb:ListStreams'], '*'),
  ];
}

/**
 * Permission to put objects into a bucket and to read them; none for its settings, versions and locks.
 *
 * @example
 * ```ts
 * console.log(onObjects(environment, 'a-bucket').resources); // [ 'arn:aws:s3:::a-bucket/*' ]
 * ```
 */
export function onObjects(location: Location, bucket: string): PolicyStatement {
  return allow(['s3:GetObject', 's3:PutObject'], `${bucketArn(location, bucket)}/*`);
}

/**
 * Permission to put messages into a queue.
 *
 * @example
 * ```ts
 * console.log(onQueue(environment, 'airlock-sandbox-failed').actions); // [ 'sqs:SendMessage' ]
 * ```
 */
export function onQueue(location: Location, queueName: string): PolicyStatement {
  return allow(['sqs:SendMessage'], arnOf(location, 'sqs', queueName));
}

/**
 * Permission to use the key through these services only.
 *
 * @example
 * ```ts
 * console.log(onKeyThrough(environment, encryptionKey, ['kms:Decrypt'], ['s3', 'sqs']).actions); // [ 'kms:Decrypt' ]
 * ```
 */
export function onKeyThrough(
  { region }: Location,
  key: IKey,
  actions: readonly string[],
  services: readonly string[],
): PolicyStatement {
  return allow(actions, key.keyArn, {
    StringEquals: { 'kms:ViaService': services.map((service) => `${service}.${region}.amazonaws.com`) },
  });
}

/**
 * Permission to read the values of all secrets of a kind, and to decrypt those values only. No `-??????` for the random end that AWS adds: `*`
 * takes it in, and the emulated accounts name a secret in full.
 *
 * @example
 * ```ts
 * const [read] = onSecrets(environment, encryptionKey, 'psp');
 * console.log(read?.actions, read?.resources[0]?.split(':').at(-1)); // [ 'secretsmanager:GetSecretValue' ] airlock/sandbox/psp/*
 * ```
 */
export function onSecrets(location: Location, key: IKey, kind: SecretKind): PolicyStatement[] {
  const secret = secretArn(location, kind);
  return [
    allow(['secretsmanager:GetSecretValue'], secret),
    allow(['kms:Decrypt'], key.keyArn, {
      StringEquals: { 'kms:ViaService': `secretsmanager.${location.region}.amazonaws.com` },
      StringLike: { 'kms:EncryptionContext:SecretARN': secret },
    }),
  ];
}

/**
 * Permission to invoke another function through its alias, never its unpublished code.
 *
 * @example
 * ```ts
 * const { resources } = onFunction(environment, 'provider');
 * console.log(resources[0]?.split(':').slice(-2)); // [ 'airlock-sandbox-provider', 'current' ]
 * ```
 */
export function onFunction(location: Location, functionName: FunctionName): PolicyStatement {
  return allow(['lambda:InvokeFunction'], functionArn(location, `${functionName}:${CURRENT}`));
}

function allow(
  actions: readonly string[],
  resource: string,
  conditions?: Readonly<Record<string, unknown>>,
): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.ALLOW,
    actions: [...actions],
    resources: [resource],
    ...(conditions && { conditions }),
  });
}
