import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { IAMClient, ListPoliciesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { Names } from '../../../../lib/bootstrap/names';
import type { EmulatedAccount } from '../../../../lib/client/emulated-accounts';
import type { Environment } from '../../../../lib/environment/schema';
import { emulatedConfig } from '../../../../lib/operations/account/emulated-config';
import { jsonCall } from './http-call';
import type { SignedSender } from './signed-sender';

/** What an emulated account holds, as its services list it; of what is alike, some. */
export interface AccountResources {
  readonly names: Names;
  readonly account: string;
  readonly region: string;
  readonly apiId: string;
  readonly key: string;
  readonly ledgerStream: string;
  /** ARNs. */
  readonly secrets: readonly string[];
  readonly topics: readonly string[];
  readonly policies: readonly string[];
  readonly stacks: readonly string[];
  /** Names. */
  readonly tables: readonly string[];
  readonly queues: readonly string[];
  readonly functions: readonly string[];
  readonly buckets: readonly string[];
  readonly logGroups: readonly string[];
  readonly roles: readonly string[];
  readonly alarms: readonly string[];
}

/** Lists an account as its root. */
export async function listResources(
  account: EmulatedAccount & { readonly apiId?: string },
  environment: Environment,
  sender: SignedSender,
): Promise<AccountResources> {
  const config = emulatedConfig(account);
  const clients = {
    cloudformation: new CloudFormationClient(config),
    cloudwatch: new CloudWatchClient(config),
    logs: new CloudWatchLogsClient(config),
    dynamodb: new DynamoDBClient(config),
    iam: new IAMClient(config),
    lambda: new LambdaClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    secrets: new SecretsManagerClient(config),
    sns: new SNSClient(config),
  };
  const names = new Names(environment);
  const ask = async (service: string, operation: string, members: object) =>
    JSON.parse((await sender.send(jsonCall(service, operation, { ...members }))).body);
  try {
    const { dynamodb, iam } = clients;
    const ledger = await dynamodb.send(new DescribeTableCommand({ TableName: `${names.prefix}-ledger` }));
    const { KeyMetadata } = await ask('kms', 'DescribeKey', { KeyId: `alias/${names.prefix}` });
    const { QueueUrls = [] } = await ask('sqs', 'ListQueues', {});
    const stacks = (await clients.cloudformation.send(new ListStacksCommand({}))).StackSummaries ?? [];
    const alarms = (await clients.cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms ?? [];
    const groups = (await clients.logs.send(new DescribeLogGroupsCommand({}))).logGroups ?? [];
    const functions = (await clients.lambda.send(new ListFunctionsCommand({}))).Functions ?? [];
    const secrets = (await clients.secrets.send(new ListSecretsCommand({ MaxResults: 100 }))).SecretList ?? [];
    return {
      names,
      account: account.account,
      region: account.region,
      apiId: account.apiId ?? '',
      key: String(KeyMetadata.Arn),
      ledgerStream: ledger.Table?.LatestStreamArn ?? '',
      tables: (await dynamodb.send(new ListTablesCommand({}))).TableNames ?? [],
      secrets: oneOfEachKind(secrets.map(({ ARN = '' }) => ARN)),
      topics: ((await clients.sns.send(new ListTopicsCommand({}))).Topics ?? []).map(({ TopicArn = '' }) => TopicArn),
      policies: ((await iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies ?? [])
        .map(({ Arn = '' }) => Arn)
        .filter((arn) => !/-execution-[2-9]$/.test(arn)),
      stacks: stacks.map(({ StackId = '' }) => StackId),
      queues: QueueUrls.map((url: string) => url.slice(url.lastIndexOf('/') + 1)),
      functions: functions.map(({ FunctionName = '' }) => FunctionName),
      buckets: ((await clients.s3.send(new ListBucketsCommand({}))).Buckets ?? []).map(({ Name = '' }) => Name),
      logGroups: groups
        .map(({ logGroupName = '' }) => logGroupName)
        .filter((name) => /(api|archive|provider|trail)$/.test(name)),
      roles: ((await iam.send(new ListRolesCommand({}))).Roles ?? []).map(({ RoleName = '' }) => RoleName),
      alarms: alarms.map(({ AlarmName = '' }) => AlarmName).filter((name) => /break-glass|server-errors/.test(name)),
    };
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
}

/** Other tests make more and more apps, whose secrets are all alike, as are those of the PSPs. */
function oneOfEachKind(secrets: readonly string[]): string[] {
  return ['psp', 'apps', 'webhooks'].flatMap((kind) => secrets.filter((arn) => arn.includes(`/${kind}/`)).slice(0, 1));
}
