import type { FunctionName } from './functions';
import {
  alarmTopicName,
  type Location,
  logGroupName,
  nameOf,
  type SecretKind,
  secretName,
  secretPrefix,
} from './names';
import { type TableName, tableName } from './tables';

/** An account and a region, which are what an ARN says beside the name. */
type AccountAndRegion = Pick<Location, 'account' | 'region'>;

/** What ARNs of a region begin with: China and GovCloud are worlds of their own. */
export function partitionOf(region: string): 'aws' | 'aws-cn' | 'aws-us-gov' {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** ARN of something in an account and region. */
export function arnOf({ region, account }: AccountAndRegion, service: string, rest: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${account}:${rest}`;
}

/** ARN of something in an account whose service knows no regions: IAM, and dashboards of CloudWatch. */
export function globalArn({ region, account }: AccountAndRegion, service: string, rest: string): string {
  return `arn:${partitionOf(region)}:${service}::${account}:${rest}`;
}

/** ARN of something of API Gateway's, which names no account. */
export function apiGatewayArn({ region }: Pick<Location, 'region'>, path: string): string {
  return `arn:${partitionOf(region)}:apigateway:${region}::/${path}`;
}

/** What API Gateway calls to invoke a function. */
export function invocationUri({ region }: Pick<Location, 'region'>, functionArn: string): string {
  const path = `path/2015-03-31/functions/${functionArn}/invocations`;
  return `arn:${partitionOf(region)}:apigateway:${region}:lambda:${path}`;
}

/** ARN of a bucket, whose name alone says whose it is. */
export function bucketArn({ region }: Pick<Location, 'region'>, bucket: string): string {
  return `arn:${partitionOf(region)}:s3:::${bucket}`;
}

export function roleArn(location: AccountAndRegion, role: string): string {
  return globalArn(location, 'iam', `role/${role}`);
}

export function policyArn(location: AccountAndRegion, policy: string): string {
  return globalArn(location, 'iam', `policy/${policy}`);
}

/** @param table `*` stands for any */
export function tableArn(location: Location, table: TableName | '*'): string {
  return arnOf(
    location,
    'dynamodb',
    `table/${table === '*' ? nameOf(location.name, '*') : tableName(location.name, table)}`,
  );
}

/** @param part `*` stands for any function; `provider:current` is one through its alias */
export function functionArn(location: Location, part: FunctionName | `${FunctionName}:${string}` | '*'): string {
  return arnOf(location, 'lambda', `function:${nameOf(location.name, part)}`);
}

/** Any secret of a kind, or of the environment. The `*` at the end takes in the random end that AWS gives the ARN of a secret. */
export function secretArn(location: Location, kind: SecretKind | '*'): string {
  const name = kind === '*' ? `${secretPrefix(location.name)}*` : secretName(location.name, kind, '*');
  return arnOf(location, 'secretsmanager', `secret:${name}`);
}

export function logGroupArn(location: Location, part: string): string {
  return arnOf(location, 'logs', `log-group:${logGroupName(location.name, part)}`);
}

/** The topic through which alarms reach people. */
export function alarmTopicArn(location: Location): string {
  return arnOf(location, 'sns', alarmTopicName(location.name));
}

/** The trail that records what is done in the account. */
export function trailArn(location: Location): string {
  return arnOf(location, 'cloudtrail', `trail/${nameOf(location.name)}`);
}
