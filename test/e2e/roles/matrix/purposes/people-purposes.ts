import type { AccountResources } from '../account-resources';
import { type Need, need, placesOf } from '../needed-actions';

/** Stacks that are asked about; the bootstrap's is not to be changed. */
const CHANGED = ['data', 'absent'];

/** Of the roles that people and the pipeline take on. */
export function peoplePurposes(resources: AccountResources): [role: string, needs: Need[]][] {
  const { names, prefix, key, table, secret, bucket, fn, logs, api, dashboard, stack } = placesOf(resources);
  const deploying = [need('sts:AssumeRole', names.cdkRoleArn('deploy'), names.cdkRoleArn('file-publishing'))];
  return [
    [names.role('deployer'), deploying],
    [names.role('ci'), deploying],
    // Reads settings and no contents.
    [
      names.role('auditor'),
      [
        need('acm:DescribeCertificate', names.arn('acm', '*')),
        need('apigateway:GET', api('*')),
        need('cloudformation:Describe* cloudformation:GetTemplate', stack('*')),
        need('cloudformation:ListStacks cloudwatch:ListMetrics cloudwatch:GetMetricData', '*'),
        need('cloudtrail:GetTrailStatus', names.arn('cloudtrail', `trail/${prefix}`)),
        need('cloudtrail:DescribeTrails cloudtrail:LookupEvents', '*'),
        need('cloudwatch:DescribeAlarms', names.arn('cloudwatch', 'alarm:*')),
        need('cloudwatch:GetDashboard', dashboard('*')),
        need('dynamodb:Describe* dynamodb:GetResourcePolicy dynamodb:ListTagsOfResource', table('*')),
        need('events:ListRules', names.arn('events', 'rule/*')),
        need('iam:Get* iam:List*', names.iam('*')),
        need('iam:List*', '*'),
        need('kms:DescribeKey kms:GetKeyPolicy kms:GetKeyRotationStatus kms:List*', key),
        need('lambda:GetFunctionConfiguration lambda:GetPolicy lambda:List*', fn('*')),
        need('lambda:ListEventSourceMappings', '*'),
        need('logs:DescribeLogGroups logs:DescribeSubscriptionFilters', names.arn('logs', 'log-group:*')),
        need(
          's3:GetBucketAcl s3:GetBucketPolicy s3:GetBucketPublicAccessBlock s3:GetEncryptionConfiguration',
          bucket(`${prefix}-*`),
          bucket(names.assetsBucket),
        ),
        need('s3:ListAllMyBuckets', '*'),
        need(
          'secretsmanager:DescribeSecret secretsmanager:GetResourcePolicy secretsmanager:ListSecretVersionIds',
          secret('*'),
        ),
        need('secretsmanager:ListSecrets sns:ListTopics ssm:DescribeParameters wafv2:ListWebACLs', '*'),
        need('sns:GetTopicAttributes sns:ListSubscriptionsByTopic', names.arn('sns', `${prefix}-*`)),
        need('sqs:GetQueueAttributes', names.arn('sqs', `${prefix}-*`)),
        need('ssm:GetParameter', names.arn('ssm', `parameter${names.versionParameter}`)),
      ],
    ],
    // Manages apps, and puts new secrets in the place of old ones without reading any.
    [
      names.role('operator'),
      [
        need('dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:Scan', table('apps')),
        need('dynamodb:UpdateItem', table('apps')),
        need('lambda:InvokeFunction', fn('provider:current')),
        need('secretsmanager:CreateSecret secretsmanager:PutResourcePolicy', secret('apps'), secret('webhooks')),
        need(
          'secretsmanager:DescribeSecret secretsmanager:ListSecretVersionIds secretsmanager:PutSecretValue secretsmanager:TagResource',
          secret('*'),
        ),
      ],
    ],
    // Sees log lines, metrics, alarms and the dashboard; not the trail, and nothing that is kept.
    [
      names.role('onCall'),
      [
        need('cloudwatch:DescribeAlarms', names.arn('cloudwatch', 'alarm:*')),
        need('cloudwatch:GetDashboard', dashboard(`${prefix}*`)),
        need('cloudwatch:GetMetricData cloudwatch:ListMetrics', '*'),
        need('logs:DescribeLogGroups', names.arn('logs', 'log-group:*')),
        need(
          'logs:DescribeLogStreams logs:FilterLogEvents logs:GetLogEvents logs:StartQuery',
          ...['access', 'api', 'archive', 'provider'].map((part) => `${logs(part)}*`),
        ),
      ],
    ],
    // Everything in the services that hold this environment's data: but the rows of the ledger, and what lets others in.
    [
      names.role('breakGlass'),
      [
        need('apigateway:GET apigateway:PATCH', api('restapis/*')),
        need('cloudformation:Describe* cloudformation:GetTemplate', stack('*')),
        need(
          'cloudformation:CreateChangeSet cloudformation:DeleteStack cloudformation:ExecuteChangeSet cloudformation:SetStackPolicy cloudformation:UpdateStack',
          ...CHANGED.map((name) => stack(`${name}/*`)),
        ),
        need('cloudtrail:LookupEvents cloudwatch:GetMetricData', '*'),
        need('cloudwatch:DescribeAlarms', names.arn('cloudwatch', 'alarm:*')),
        need('cloudwatch:*', names.arn('cloudwatch', `alarm:${prefix}-*`)),
        need('dynamodb:Describe* dynamodb:BatchGetItem dynamodb:ConditionCheckItem', table('*')),
        need('dynamodb:GetItem dynamodb:Query dynamodb:Scan dynamodb:CreateBackup', table('*')),
        need('dynamodb:UpdateContinuousBackups', table('*')),
        need('dynamodb:UpdateTimeToLive dynamodb:GetShardIterator dynamodb:GetRecords', table('*')),
        need('dynamodb:GetResourcePolicy dynamodb:ListTagsOfResource dynamodb:TagResource', table('*')),
        ...['apps', 'balances', 'guards', 'records'].map((name) =>
          need('dynamodb:BatchWriteItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem', table(name)),
        ),
        // Of every table but the ledger; what would take one away is tried on one that is not there.
        need('dynamodb:DeleteTable dynamodb:UpdateTable', table('absent')),
        // Through services only, which no request here is.
        need('kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey', key),
        need('kms:CancelKeyDeletion kms:EnableKey', key),
        need('lambda:Get* lambda:List* lambda:InvokeFunction lambda:CreateAlias', fn('*')),
        need('lambda:DeleteFunction lambda:PublishVersion lambda:PutFunctionConcurrency', fn('*')),
        need('lambda:ListEventSourceMappings', '*'),
        need('logs:CreateLogStream logs:Delete* logs:Describe* logs:FilterLogEvents logs:GetLogEvents', logs('*')),
        need('logs:StartQuery', logs('*')),
        need('logs:PutLogEvents logs:PutMetricFilter logs:PutRetentionPolicy', logs('*')),
        need('logs:DescribeLogGroups', names.arn('logs', 'log-group:*')),
        need('s3:GetObject s3:ListBucket s3:ListBucketVersions', bucket(`${prefix}-*`)),
        need('secretsmanager:CreateSecret secretsmanager:DeleteSecret secretsmanager:DescribeSecret', secret('*')),
        need('secretsmanager:Get* secretsmanager:ListSecretVersionIds secretsmanager:PutSecretValue', secret('*')),
        need('secretsmanager:RotateSecret secretsmanager:TagResource secretsmanager:UpdateSecret', secret('*')),
        need('sqs:DeleteMessage sqs:DeleteQueue sqs:GetQueueAttributes', names.arn('sqs', `${prefix}-*`)),
        need('sqs:PurgeQueue sqs:ReceiveMessage sqs:SendMessage', names.arn('sqs', `${prefix}-*`)),
      ],
    ],
  ];
}
