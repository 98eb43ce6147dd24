import { bucketArn } from '../../contract/arns';
import type { Names } from '../names';
import { allow, type PolicyDocument, policyOf } from '../policies/policy-document';
import { type Resources, role } from '../resource';

/** Those that the CDK CLI calls to show, deploy, roll back and compare a stack and to find out why one failed, and no more. */
const STACK_ACTIONS = [
  'ContinueUpdateRollback',
  'CreateChangeSet',
  'DeleteChangeSet',
  'DeleteStack',
  'DescribeChangeSet',
  'DescribeEvents',
  'DescribeStackEvents',
  'DescribeStackResourceDrifts',
  'DescribeStackResources',
  'DescribeStacks',
  'DetectStackDrift',
  'DetectStackResourceDrift',
  'ExecuteChangeSet',
  'GetTemplate',
  'ListChangeSets',
  'ListStackResources',
  'RollbackStack',
  'UpdateTerminationProtection',
].map((action) => `cloudformation:${action}`);

/** These know no stack. */
const ANY_STACK_ACTIONS = [
  'BatchDescribeTypeConfigurations',
  'DescribeStackDriftDetectionStatus',
  'GetHookResult',
  'GetTemplateSummary',
  'ListExports',
  'ListHookResults',
].map((action) => `cloudformation:${action}`);

/**
 * CloudFormation looks for drift with the permissions of the caller: with what reads a resource's settings, never what it holds. Source:
 * CloudFormation user guide, "Considerations when detecting drift". With wildcards, since CloudFormation alone may use them, and the
 * template has to fit into one request.
 */
const DRIFT_READS = [
  'apigateway:GET',
  'cloudtrail:DescribeTrails',
  'cloudtrail:Get*',
  'cloudtrail:ListTags',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetDashboard',
  'cloudwatch:ListTagsForResource',
  'dynamodb:Describe*',
  'dynamodb:GetResourcePolicy',
  'dynamodb:ListTagsOfResource',
  'iam:GetRole*',
  'iam:List*RolePolicies',
  'kms:DescribeKey',
  'kms:GetKey*',
  'kms:ListAliases',
  'kms:ListResourceTags',
  'lambda:Get*',
  'lambda:ListTags',
  'logs:Describe*',
  'logs:GetDataProtectionPolicy',
  'logs:ListTagsForResource',
  's3:Get*Configuration',
  's3:GetBucket*',
  's3:ListBucket',
  's3:ListTagsForResource',
  'secretsmanager:DescribeSecret',
  'secretsmanager:GetResourcePolicy',
  'sns:Get*',
  'sns:List*',
  'sqs:GetQueueAttributes',
  'sqs:ListQueueTags',
  'wafv2:Get*',
  'wafv2:ListTagsForResource',
];

/**
 * The three roles of a deployment. Only this environment's deployer and CI role take on the first two, without an external id and
 * without session tags; only CloudFormation takes on the third. There is no lookup role: a diff reads as the deploy role.
 */
export function cdkRoles(names: Names, executionPolicies: readonly string[]): Resources {
  const trust = [
    {
      Sid: 'DeployersOfThisEnvironment',
      Effect: 'Allow',
      Principal: { AWS: [{ 'Fn::GetAtt': ['Deployer', 'Arn'] }, { 'Fn::GetAtt': ['Ci', 'Arn'] }] },
      Action: 'sts:AssumeRole',
      Condition: { Null: { 'sts:ExternalId': 'true' } },
    },
  ];
  const bounded = { names, boundary: 'PeopleBoundary', trust };
  return {
    DeploymentActionRole: role({
      ...bounded,
      name: names.cdkRole('deploy'),
      description: `Changes the stacks of ${names.prefix} through CloudFormation, and nothing itself`,
      policy: deployPolicy(names),
    }),
    FilePublishingRole: role({
      ...bounded,
      name: names.cdkRole('file-publishing'),
      description: `Uploads templates and code of ${names.prefix}`,
      policy: publishingPolicy(names),
    }),
    CloudFormationExecutionRole: role({
      names,
      name: names.cdkRole('cfn-exec'),
      description: `What CloudFormation may do for the stacks of ${names.prefix}`,
      boundary: 'DeploymentBoundary',
      trust: [
        {
          Sid: 'CloudFormation',
          Effect: 'Allow',
          Principal: { Service: 'cloudformation.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ],
      managedPolicies: executionPolicies,
    }),
  };
}

function deployPolicy(names: Names): PolicyDocument {
  const bucket = bucketArn(names, names.assetsBucket);
  const version = names.arn('ssm', `parameter${names.versionParameter}`);
  return policyOf(
    allow('Stacks', STACK_ACTIONS, names.arn('cloudformation', `stack/${names.prefix}-*`)),
    allow('AnyStack', ANY_STACK_ACTIONS, '*'),
    allow('Drift', DRIFT_READS, '*', {
      'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' },
    }),
    // To say which call was refused; the events of the trail hold no values of secrets.
    allow('Refused', ['cloudtrail:LookupEvents'], '*'),
    allow('HandOver', ['iam:PassRole'], names.cdkRoleArn('cfn-exec'), {
      StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
    }),
    allow('ReadAssets', ['s3:GetObject', 's3:GetBucketLocation', 's3:ListBucket'], [bucket, `${bucket}/*`]),
    throughS3(names, ['kms:Decrypt']),
    allow('ReadVersion', ['ssm:GetParameter', 'ssm:GetParameters'], version),
  );
}

function publishingPolicy(names: Names): PolicyDocument {
  const bucket = bucketArn(names, names.assetsBucket);
  return policyOf(
    allow('Look', ['s3:GetBucketLocation', 's3:GetEncryptionConfiguration', 's3:ListBucket'], bucket),
    allow('Upload', ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'], `${bucket}/*`),
    throughS3(names, ['kms:Decrypt', 'kms:GenerateDataKey']),
  );
}

function throughS3(names: Names, actions: readonly string[]) {
  return allow('ThroughS3', actions, names.arn('kms', 'key/*'), {
    StringEquals: { 'kms:ViaService': `s3.${names.region}.amazonaws.com` },
  });
}
