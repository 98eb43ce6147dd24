import { tries } from '../question';
import type { Side } from '../sides';
import { deployerNeeds } from './deployer-needs';
import type { Needs } from './runtime-needs';

const READS_LINES = [
  'DescribeLogStreams',
  'DescribeMetricFilters',
  'FilterLogEvents',
  'GetLogEvents',
  'GetLogGroupFields',
  'GetLogRecord',
  'StartLiveTail',
  'StartQuery',
].map((verb) => `logs:${verb}`);
const LOOKS_AROUND = [
  'cloudwatch:DescribeAlarms',
  'cloudwatch:DescribeAlarmsForMetric',
  'cloudwatch:GetMetricData',
  'cloudwatch:GetMetricStatistics',
  'cloudwatch:GetMetricWidgetImage',
  'cloudwatch:ListDashboards',
  'cloudwatch:ListMetrics',
  'logs:DescribeLogGroups',
  'logs:GetQueryResults',
  'logs:StopQuery',
];

/** What people, the pipeline and the CDK's roles do, by the bootstrap's logical ids. */
export function peopleNeeds(side: Side, key: string): Readonly<Record<string, Needs>> {
  const { names } = side;
  const { prefix, region, environment } = names;
  const table = (name: string) => names.arn('dynamodb', `table/${prefix}-${name}`);
  const secret = (path: string) => names.arn('secretsmanager', `secret:airlock/${environment.name}/${path}-AbCdEf`);
  const stack = (part: string) => names.arn('cloudformation', `stack/${prefix}-${part}/1`);
  const version = names.arn('ssm', `parameter${names.versionParameter}`);
  const via = (service: string) => ({ 'kms:ViaService': `${service}.${region}.amazonaws.com` });
  const seal = (blocked: string) =>
    tries(['secretsmanager:PutResourcePolicy'], secret('apps/app_1'), { 'secretsmanager:BlockPublicPolicy': blocked });
  const api = `arn:aws:apigateway:${region}::/restapis/a1`;
  const trail = names.arn('logs', `log-group:/airlock/${environment.name}/trail`);
  const ofLines = (part: string) => ({
    ...via('logs'),
    'kms:EncryptionContext:aws:logs:arn': names.arn('logs', `log-group:/airlock/${environment.name}/${part}`),
  });
  const listening = (to: string | undefined) =>
    tries(['lambda:DeleteEventSourceMapping'], names.arn('lambda', 'event-source-mapping:1'), {
      ...(to && { 'lambda:FunctionArn': to }),
    });
  return {
    ...deployerNeeds(side, key),
    Operator: {
      needed: [
        ...tries(
          ['GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'].map((verb) => `dynamodb:${verb}`),
          table('apps'),
        ),
        ...tries(['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'], key, via('dynamodb')),
        ...tries(['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'], key, via('secretsmanager')),
        ...['apps/app_1', 'webhooks/app_1'].flatMap((path) => tries(['secretsmanager:CreateSecret'], secret(path))),
        ...['apps/app_1', 'webhooks/app_1', 'psp/paypal'].flatMap((path) =>
          tries(
            ['DescribeSecret', 'ListSecretVersionIds', 'PutSecretValue', 'TagResource'].map(
              (verb) => `secretsmanager:${verb}`,
            ),
            secret(path),
          ),
        ),
        ...seal('true'),
        ...tries(['lambda:InvokeFunction'], names.arn('lambda', `function:${prefix}-provider:current`)),
      ],
      tempting: [
        ...seal('false'),
        ...tries(['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], key),
        ...tries(['kms:Decrypt'], key, via('s3')),
        ...tries(['dynamodb:GetItem'], table('records')),
        ...tries(['secretsmanager:DeleteSecret'], secret('apps/app_1')),
      ],
      forbidden: [
        ...seal('false'),
        ...tries(['secretsmanager:GetSecretValue'], secret('apps/app_1')),
        ...tries(['secretsmanager:BatchGetSecretValue'], '*'),
      ],
    },
    Auditor: {
      needed: [
        ...tries(['iam:GetRolePolicy'], names.iam(`role/${prefix}-api`)),
        ...tries(['kms:GetKeyPolicy'], key),
        ...tries(
          ['acm:DescribeCertificate', 'events:ListRules', 'iam:ListRoles', 'sns:ListTopics', 'wafv2:ListWebACLs'],
          '*',
        ),
        ...tries(['apigateway:GET'], api),
        ...tries(['ssm:GetParameter'], version),
      ],
      tempting: tries(['apigateway:PATCH'], api),
      // Whatever is kept: of tables, buckets, queues, groups, secrets.
      forbidden: [
        ...tries(
          ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PartiQLSelect'].map((verb) => `dynamodb:${verb}`),
          table('records'),
        ),
        ...tries(['dynamodb:GetRecords'], `${table('ledger')}/stream/2026`),
        ...tries(['kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'], key),
        ...tries(['lambda:InvokeFunction', 'lambda:InvokeAsync'], names.arn('lambda', `function:${prefix}-provider`)),
        ...tries(
          ['logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:StartQuery'],
          names.arn('logs', `log-group:/airlock/${environment.name}/api:*`),
        ),
        ...tries(['s3:GetObject', 's3:GetObjectVersion'], `arn:aws:s3:::${prefix}-trail-${names.account}/x`),
        ...tries(['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'], secret('psp/paypal')),
        ...tries(['sqs:ReceiveMessage'], names.arn('sqs', `${prefix}-archive-dead-letters`)),
      ],
    },
    OnCall: {
      needed: [
        ...tries(READS_LINES, names.arn('logs', `log-group:/airlock/${environment.name}/api:*`)),
        ...tries(['kms:Decrypt'], key, ofLines('api')),
        ...tries(['cloudwatch:DescribeAlarmHistory'], names.arn('cloudwatch', `alarm:${prefix}-failures`)),
        ...tries(['cloudwatch:GetDashboard'], `arn:aws:cloudwatch::${names.account}:dashboard/${prefix}`),
        ...tries(LOOKS_AROUND, '*'),
      ],
      tempting: [
        ...tries(['kms:Decrypt'], key),
        ...tries(['kms:Decrypt'], key, via('logs')),
        ...tries(['kms:Decrypt'], key, { ...ofLines('api'), ...via('dynamodb') }),
        ...tries(['kms:Decrypt'], key, {
          ...via('logs'),
          'kms:EncryptionContext:aws:logs:arn': names.arn('logs', 'log-group:/orders/api'),
        }),
        ...tries(['logs:FilterLogEvents'], names.arn('logs', 'log-group:/orders/api:*')),
        ...tries(['logs:Unmask'], names.arn('logs', `log-group:/airlock/${environment.name}/api:*`)),
      ],
      // What is kept, and who did what.
      forbidden: [
        ...tries(['logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:StartQuery'], trail),
        ...tries(['logs:FilterLogEvents'], `${trail}:*`),
        ...tries(
          ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PartiQLSelect'].map((verb) => `dynamodb:${verb}`),
          table('records'),
        ),
        ...tries(['dynamodb:GetRecords'], `${table('ledger')}/stream/2026`),
        ...tries(['kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'], key),
        ...tries(['kms:Decrypt', 'kms:GenerateDataKey'], key, via('dynamodb')),
        ...tries(['lambda:InvokeFunction', 'lambda:InvokeAsync'], names.arn('lambda', `function:${prefix}-provider`)),
        ...tries(['s3:GetObject', 's3:GetObjectVersion'], `arn:aws:s3:::${prefix}-trail-${names.account}/x`),
        ...tries(['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'], secret('psp/paypal')),
        ...tries(['sqs:ReceiveMessage'], names.arn('sqs', `${prefix}-archive-dead-letters`)),
      ],
    },
    BreakGlass: {
      needed: [
        ...tries(['cloudformation:ContinueUpdateRollback'], stack('gateway')),
        ...tries(['cloudwatch:DisableAlarmActions'], names.arn('cloudwatch', `alarm:${prefix}-failures`)),
        ...tries(['lambda:UpdateAlias'], names.arn('lambda', `function:${prefix}-api`)),
        ...tries(['logs:FilterLogEvents'], names.arn('logs', `log-group:/airlock/${environment.name}/api:*`)),
        ...tries(['dynamodb:UpdateItem'], table('records')),
        ...tries(['secretsmanager:GetSecretValue'], secret('psp/paypal')),
        ...tries(['sqs:ReceiveMessage'], names.arn('sqs', `${prefix}-archive-dead-letters`)),
        ...tries(
          [
            'kms:Decrypt',
            'kms:DescribeKey',
            'kms:Encrypt',
            'kms:GenerateDataKey',
            'kms:GenerateDataKeyWithoutPlaintext',
            'kms:ReEncryptFrom',
            'kms:ReEncryptTo',
          ],
          key,
          via('dynamodb'),
        ),
        ...tries(['kms:CreateGrant'], key, { ...via('dynamodb'), 'kms:GrantIsForAWSResource': 'true' }),
        ...tries(['kms:CancelKeyDeletion', 'kms:EnableKey'], key),
        ...tries(['dynamodb:RestoreTableToPointInTime'], table('records')),
        ...tries(['dynamodb:ListBackups', 'lambda:ListEventSourceMappings'], '*'),
        ...listening(names.arn('lambda', `function:${prefix}-archive:current`)),
        ...tries(['apigateway:GET', 'apigateway:PATCH'], api),
        ...tries(['s3:GetObject', 's3:GetObjectVersion'], `arn:aws:s3:::${prefix}-ledger-archive-${names.account}/x`),
        ...tries(['s3:ListBucket', 's3:ListBucketVersions'], `arn:aws:s3:::${prefix}-ledger-archive-${names.account}`),
        ...tries(['cloudtrail:LookupEvents', 'cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData'], '*'),
        ...tries(['logs:StartQuery'], trail),
        ...tries(['logs:DescribeLogGroups', 'logs:GetQueryResults', 'logs:StopQuery'], '*'),
      ],
      tempting: [
        ...tries(['iam:PutRolePolicy'], names.iam(`role/${prefix}-api`)),
        ...tries(['dynamodb:GetItem'], names.arn('dynamodb', 'table/orders')),
        ...listening(names.arn('lambda', 'function:orders')),
        ...listening(undefined),
        ...tries(['kms:CreateGrant'], key, via('dynamodb')),
        ...tries(['kms:CreateGrant'], key, { ...via('dynamodb'), 'kms:GrantIsForAWSResource': 'false' }),
        ...tries(['kms:CreateGrant'], key, { ...via('s3'), 'kms:GrantIsForAWSResource': 'true' }),
        ...tries(['kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKeyWithoutPlaintext'], key),
      ],
    },
  };
}
