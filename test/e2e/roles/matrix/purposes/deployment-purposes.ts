import type { AccountResources } from '../account-resources';
import { type Need, need, placesOf } from '../needed-actions';

/** Stacks that are asked about; the bootstrap's is not to be changed. */
const CHANGED = ['data', 'absent'];

/** Of the CDK's roles. */
export function deploymentPurposes(resources: AccountResources): [role: string, needs: Need[]][] {
  const { names, prefix, key, table, secret, bucket, fn, logs, api, dashboard, stack } = placesOf(resources);
  const roles = ['api', 'provider', 'archive', 'trail', 'api-gateway-logs', 'absent'].map((name) =>
    names.iam(`role/${prefix}-${name}`),
  );
  return [
    // Changes stacks through CloudFormation, but for the bootstrap's.
    [
      names.cdkRole('deploy'),
      [
        need('cloudformation:Describe* cloudformation:GetTemplate', stack('*')),
        need(
          'cloudformation:CreateChangeSet cloudformation:DeleteStack cloudformation:ExecuteChangeSet',
          ...CHANGED.map((name) => stack(`${name}/*`)),
        ),
        need('cloudtrail:LookupEvents', '*'),
        need('s3:GetBucketLocation s3:ListBucket', bucket(names.assetsBucket)),
        need('s3:GetObject', bucket(`${names.assetsBucket}/*`)),
        need('ssm:GetParameter', names.arn('ssm', `parameter${names.versionParameter}`)),
      ],
    ],
    // Uploads templates and code.
    [
      names.cdkRole('file-publishing'),
      [
        need('s3:GetBucketLocation s3:GetEncryptionConfiguration s3:ListBucket', bucket(names.assetsBucket)),
        need('s3:GetObject s3:PutObject', bucket(`${names.assetsBucket}/*`)),
      ],
    ],
    // Makes what the stacks hold: roles under the runtime boundary, settings, seals; no contents, nothing taken away that holds data.
    [
      names.cdkRole('cfn-exec'),
      [
        need('apigateway:*', api('restapis'), api('restapis/*'), api('account')),
        need('cloudtrail:DescribeTrails', '*'),
        need(
          'cloudtrail:GetTrailStatus cloudtrail:PutEventSelectors cloudtrail:UpdateTrail',
          names.arn('cloudtrail', `trail/${prefix}*`),
        ),
        need('cloudwatch:DeleteAlarms cloudwatch:PutMetricAlarm', names.arn('cloudwatch', `alarm:${prefix}-*`)),
        need('cloudwatch:DescribeAlarms', names.arn('cloudwatch', 'alarm:*')),
        need('cloudwatch:*Dashboard*', dashboard(`${prefix}*`)),
        need('dynamodb:Describe* dynamodb:GetResourcePolicy dynamodb:PutResourcePolicy', table('*')),
        need('dynamodb:ListTagsOfResource dynamodb:TagResource dynamodb:UpdateContinuousBackups', table('*')),
        need('dynamodb:UpdateTable dynamodb:UpdateTimeToLive', table('*')),
        need('iam:CreateRole', names.iam(`role/${prefix}-absent`)),
        need('iam:Get* iam:List* iam:DeleteRole iam:TagRole', ...roles),
        need('iam:UpdateAssumeRolePolicy iam:UpdateRole', ...roles),
        need('kms:DescribeKey kms:EnableKey kms:GetKeyPolicy kms:GetKeyRotationStatus', key),
        need('kms:ListResourceTags kms:PutKeyPolicy', key),
        need(
          'lambda:AddPermission lambda:CreateAlias lambda:DeleteFunction lambda:Get* lambda:ListVersionsByFunction',
          fn('*'),
        ),
        need('lambda:PublishVersion lambda:PutFunctionConcurrency lambda:UpdateFunction*', fn('*')),
        need('logs:DeleteRetentionPolicy logs:PutRetentionPolicy logs:PutMetricFilter', logs('*')),
        need('logs:DescribeLogGroups', names.arn('logs', 'log-group:*')),
        need(
          's3:GetBucketAcl s3:GetBucketPolicy s3:GetBucketPublicAccessBlock s3:GetEncryptionConfiguration s3:ListBucket',
          bucket(`${prefix}-*`),
        ),
        need(
          's3:PutBucketObjectLockConfiguration s3:PutBucketPolicy s3:PutBucketPublicAccessBlock',
          bucket(`${prefix}-*`),
        ),
        need(
          's3:PutBucketVersioning s3:PutEncryptionConfiguration s3:PutLifecycleConfiguration',
          bucket(`${prefix}-*`),
        ),
        need('s3:GetObject', bucket(`${names.assetsBucket}/*`)),
        need(
          'secretsmanager:CreateSecret secretsmanager:DescribeSecret secretsmanager:GetResourcePolicy secretsmanager:PutResourcePolicy',
          secret('*'),
        ),
        need('secretsmanager:TagResource secretsmanager:UpdateSecret secretsmanager:RotateSecret', secret('*')),
        need(
          'sns:DeleteTopic sns:GetTopicAttributes sns:ListSubscriptionsByTopic sns:SetTopicAttributes',
          names.arn('sns', `${prefix}-*`),
        ),
        need('sqs:DeleteQueue sqs:GetQueueAttributes sqs:SetQueueAttributes', names.arn('sqs', `${prefix}-*`)),
        need('wafv2:DisassociateWebACL', names.arn('wafv2', `regional/webacl/${prefix}*`)),
      ],
    ],
  ];
}
