import { LISTED_PERMISSIONS } from '../../../lib/bootstrap/execution/execution-policies';
import { whyUnneeded } from '../../../lib/bootstrap/execution/unneeded-permissions';
import { tries } from '../question';
import type { Side } from '../sides';
import type { Needs } from './runtime-needs';

/** What the CDK CLI calls to show, deploy, roll back, compare and delete a stack. */
const CHANGES_STACKS = [
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
].map((verb) => `cloudformation:${verb}`);
const OF_ANY_STACK = [
  'BatchDescribeTypeConfigurations',
  'DescribeStackDriftDetectionStatus',
  'GetHookResult',
  'GetTemplateSummary',
  'ListExports',
  'ListHookResults',
].map((verb) => `cloudformation:${verb}`);

/** What CloudFormation reads to find drift, as the role that asks for it. */
const COMPARED = [
  ...new Set(
    LISTED_PERMISSIONS.filter((each) => each.handler === 'read' && !whyUnneeded(each)).map(({ action }) => action),
  ),
].filter((action) => action !== 'kms:Decrypt' && !/^(apigateway:SetWebACL|wafv2:(Disa|A)ssociate.*)$/.test(action));

/** What who deploys does, and the CDK's roles that they take on, by the bootstrap's logical ids. */
export function deployerNeeds({ names }: Side, key: string): Readonly<Record<string, Needs>> {
  const { prefix, region } = names;
  const bucket = `arn:aws:s3:::${names.assetsBucket}`;
  const stack = names.arn('cloudformation', `stack/${prefix}-gateway/1`);
  const version = names.arn('ssm', `parameter${names.versionParameter}`);
  const via = (service: string) => ({ 'kms:ViaService': `${service}.${region}.amazonaws.com` });
  const passed = (to: string) => tries(['iam:PassRole'], names.cdkRoleArn('cfn-exec'), { 'iam:PassedToService': to });
  const deployer = {
    needed: (['deploy', 'file-publishing'] as const).flatMap((each) =>
      tries(['sts:AssumeRole'], names.cdkRoleArn(each)),
    ),
    tempting: [
      ...tries(['sts:AssumeRole'], names.cdkRoleArn('cfn-exec')),
      ...tries(['cloudformation:DescribeStacks'], stack),
    ],
  };

  return {
    Deployer: deployer,
    Ci: deployer,
    DeploymentActionRole: {
      needed: [
        ...tries(CHANGES_STACKS, stack),
        ...tries(OF_ANY_STACK, '*'),
        ...tries(COMPARED, '*', { 'aws:CalledVia': 'cloudformation.amazonaws.com' }),
        ...tries(['cloudtrail:LookupEvents'], '*'),
        ...passed('cloudformation.amazonaws.com'),
        ...tries(['s3:GetObject'], `${bucket}/x`),
        ...tries(['s3:ListBucket', 's3:GetBucketLocation'], bucket),
        ...tries(['kms:Decrypt'], key, via('s3')),
        ...tries(['ssm:GetParameter', 'ssm:GetParameters'], version),
      ],
      tempting: [
        ...passed('lambda.amazonaws.com'),
        ...passed('codebuild.amazonaws.com'),
        ...tries(['kms:Decrypt'], key),
        ...tries(['kms:Decrypt'], key, via('secretsmanager')),
        ...tries(['s3:PutObject'], `${bucket}/x`),
        ...tries(COMPARED, '*'),
        ...tries(COMPARED, '*', { 'aws:CalledVia': 'athena.amazonaws.com' }),
      ],
    },
    FilePublishingRole: {
      needed: [
        ...tries(['s3:GetBucketLocation', 's3:GetEncryptionConfiguration', 's3:ListBucket'], bucket),
        ...tries(['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'], `${bucket}/x`),
        ...tries(['kms:Decrypt', 'kms:GenerateDataKey'], key, via('s3')),
      ],
      tempting: [
        ...tries(['kms:Decrypt', 'kms:GenerateDataKey'], key),
        ...tries(['kms:Decrypt'], key, via('dynamodb')),
        ...tries(['s3:DeleteObject'], `${bucket}/x`),
      ],
    },
  };
}
