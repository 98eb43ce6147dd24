import { apiGatewayArn } from '../../contract/arns';
import type { Names } from '../names';
import { DATA_READ_ACTIONS, KEY_USE_ACTIONS } from './data-access-actions';
import { allow, deny, type PolicyDocument, policyOf } from './policy-document';

/** Settings and policies, by service; nothing here returns an item, a log line, an object or a secret value. */
const READS: Readonly<Record<string, readonly string[]>> = {
  acm: ['DescribeCertificate'],
  cloudformation: [
    'DescribeStackEvents',
    'DescribeStackResources',
    'DescribeStacks',
    'GetTemplate',
    'ListExports',
    'ListStackResources',
    'ListStacks',
  ],
  cloudtrail: ['DescribeTrails', 'GetEventSelectors', 'GetTrail', 'GetTrailStatus', 'ListTags', 'LookupEvents'],
  cloudwatch: [
    'DescribeAlarms',
    'GetDashboard',
    'GetMetricData',
    'ListDashboards',
    'ListMetrics',
    'ListTagsForResource',
  ],
  dynamodb: [
    'DescribeContinuousBackups',
    'DescribeKinesisStreamingDestination',
    'DescribeTable',
    'DescribeTimeToLive',
    'GetResourcePolicy',
    'ListTables',
    'ListTagsOfResource',
  ],
  events: [
    'DescribeEventBus',
    'DescribeRule',
    'ListEventBuses',
    'ListRules',
    'ListTagsForResource',
    'ListTargetsByRule',
  ],
  iam: [
    'GetOpenIDConnectProvider',
    'GetPolicy',
    'GetPolicyVersion',
    'GetRole',
    'GetRolePolicy',
    'ListAttachedRolePolicies',
    'ListOpenIDConnectProviders',
    'ListPolicies',
    'ListRolePolicies',
    'ListRoles',
    'ListSAMLProviders',
    'ListUsers',
  ],
  kms: [
    'DescribeKey',
    'GetKeyPolicy',
    'GetKeyRotationStatus',
    'ListAliases',
    'ListGrants',
    'ListKeys',
    'ListResourceTags',
  ],
  lambda: [
    'GetAccountSettings',
    'GetAlias',
    'GetFunctionConcurrency',
    'GetFunctionConfiguration',
    'GetPolicy',
    'ListAliases',
    'ListEventSourceMappings',
    'ListFunctionUrlConfigs',
    'ListFunctions',
    'ListVersionsByFunction',
  ],
  logs: [
    'DescribeAccountPolicies',
    'DescribeDestinations',
    'DescribeLogGroups',
    'DescribeMetricFilters',
    'DescribeResourcePolicies',
    'DescribeSubscriptionFilters',
    'ListTagsForResource',
  ],
  s3: [
    'GetBucketAcl',
    'GetBucketLogging',
    'GetBucketNotification',
    'GetBucketObjectLockConfiguration',
    'GetBucketPolicy',
    'GetBucketPublicAccessBlock',
    'GetBucketTagging',
    'GetBucketVersioning',
    'GetEncryptionConfiguration',
    'GetInventoryConfiguration',
    'GetLifecycleConfiguration',
    'GetReplicationConfiguration',
    'ListAllMyBuckets',
  ],
  secretsmanager: ['DescribeSecret', 'GetResourcePolicy', 'ListSecretVersionIds', 'ListSecrets'],
  sns: ['GetTopicAttributes', 'ListSubscriptions', 'ListSubscriptionsByTopic', 'ListTagsForResource', 'ListTopics'],
  sqs: ['GetQueueAttributes', 'GetQueueUrl', 'ListQueueTags', 'ListQueues'],
  ssm: ['DescribeParameters'],
  wafv2: ['GetLoggingConfiguration', 'GetWebACL', 'GetWebACLForResource', 'ListTagsForResource', 'ListWebACLs'],
};

const LOG_LINES = ['logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:StartQuery'];

/** Everything that says how the account is set up, and nothing that is kept in it; many of these calls are about no one resource. */
export function auditorPolicy(names: Names): PolicyDocument {
  const actions = Object.entries(READS).flatMap(([service, each]) => each.map((action) => `${service}:${action}`));
  return policyOf(
    allow('Settings', actions, '*'),
    allow('Api', ['apigateway:GET'], apiGatewayArn(names, '*')),
    allow('Version', ['ssm:GetParameter'], names.arn('ssm', `parameter${names.versionParameter}`)),
    deny('Contents', [...DATA_READ_ACTIONS, ...KEY_USE_ACTIONS, ...LOG_LINES]),
  );
}
