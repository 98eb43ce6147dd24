import { ArnFormat, type Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { EnvironmentName } from '../environment/modes';
import { DATA_KEY_ACTIONS } from './key-users';
import { CURRENT, type FunctionName, logGroupName, nameOf, type TableName } from './names';

/** Leave to do these actions on one table, or on one index of it. */
export function onTable(
  stack: Stack,
  environment: EnvironmentName,
  table: TableName,
  actions: readonly string[],
  index?: string,
): PolicyStatement {
  const resourceName = nameOf(environment, table) + (index ? `/index/${index}` : '');
  return allow(actions, stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName }));
}

/** Leave to use the key for the items of tables, never outside DynamoDB. */
export function onTableKey(stack: Stack, key: IKey): PolicyStatement {
  return allow(['kms:DescribeKey', ...DATA_KEY_ACTIONS], key.keyArn, {
    StringEquals: { 'kms:ViaService': `dynamodb.${stack.region}.amazonaws.com` },
  });
}

/**
 * Leave to use the key for the lines of one log group, never outside CloudWatch Logs, which uses it as whoever writes where that may.
 * Source: CloudWatch Logs user guide, "Encrypt log data"; the actions are those of AWS's policy `CloudWatchLogsAPIKeyAccess`.
 */
export function onLogKey(stack: Stack, key: IKey, environment: EnvironmentName, part: string): PolicyStatement {
  const resourceName = logGroupName(environment, part);
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  const group = stack.formatArn({ service: 'logs', resource: 'log-group', resourceName, arnFormat });
  return allow(['kms:Decrypt', 'kms:GenerateDataKey'], key.keyArn, {
    StringEquals: { 'kms:ViaService': `logs.${stack.region}.amazonaws.com` },
    ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': group },
  });
}

/** Leave to follow the changes of one table, whose stream has a name that AWS gives. */
export function onStream(stack: Stack, environment: EnvironmentName, table: TableName): PolicyStatement[] {
  const resourceName = `${nameOf(environment, table)}/stream/*`;
  return [
    allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName }),
    ),
    // Lambda asks for it, and it knows no resource.
    allow(['dynamodb:ListStreams'], '*'),
  ];
}

/** Leave to put objects into a bucket and to look at what is there; for its settings, versions and locks there is none. */
export function onObjects(stack: Stack, bucketName: string): PolicyStatement {
  const objects = stack.formatArn({ service: 's3', region: '', account: '', resource: bucketName, resourceName: '*' });
  return allow(['s3:GetObject', 's3:PutObject'], objects);
}

/** Leave to put messages into a queue. */
export function onQueue(stack: Stack, queueName: string): PolicyStatement {
  return allow(['sqs:SendMessage'], stack.formatArn({ service: 'sqs', resource: queueName }));
}

/** Leave to use the key through these services only. */
export function onKeyThrough(
  stack: Stack,
  key: IKey,
  actions: readonly string[],
  services: readonly string[],
): PolicyStatement {
  return allow(actions, key.keyArn, {
    StringEquals: { 'kms:ViaService': services.map((service) => `${service}.${stack.region}.amazonaws.com`) },
  });
}

/**
 * Leave to read the values of secrets, and to decrypt those values only.
 * @param name as in `airlock/live/psp/paypal`; `*` stands for any rest. No `-??????` for the random end that AWS adds: it is part of the
 * rest, and the emulated accounts name a secret in full.
 */
export function onSecrets(stack: Stack, key: IKey, name: string): PolicyStatement[] {
  const secret = stack.formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: name,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return [
    allow(['secretsmanager:GetSecretValue'], secret),
    allow(['kms:Decrypt'], key.keyArn, {
      StringEquals: { 'kms:ViaService': `secretsmanager.${stack.region}.amazonaws.com` },
      StringLike: { 'kms:EncryptionContext:SecretARN': secret },
    }),
  ];
}

/** Leave to invoke another function through its alias, never its unpublished code. */
export function onFunction(stack: Stack, environment: EnvironmentName, functionName: FunctionName): PolicyStatement {
  const resourceName = `${nameOf(environment, functionName)}:${CURRENT}`;
  const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
  return allow(
    ['lambda:InvokeFunction'],
    stack.formatArn({ service: 'lambda', resource: 'function', resourceName, arnFormat }),
  );
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
