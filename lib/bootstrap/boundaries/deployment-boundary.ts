import { PEOPLE } from '../../contract/roles';
import type { Names } from '../names';
import { allow, deny, type PolicyDocument, policyOf, type Statement } from '../policies/policy-document';
import { ACCOUNT_SERVICES, CROSS_ACCOUNT_ACTIONS, OTHER_SESSIONS } from './cross-account-actions';
import { denyForeignResources } from './own-account-only';

/** Services of which the stacks hold resources. */
const SERVICES = [
  'apigateway',
  'cloudtrail',
  'cloudwatch',
  'dynamodb',
  'iam',
  'kms',
  'lambda',
  'logs',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'wafv2',
];

/** Those of the cross-account actions that create a stack's own resources; statements below limit them to this account. */
const MADE_BY_STACKS = [
  'dynamodb:PutResourcePolicy',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
  'lambda:AddPermission',
  'lambda:CreateEventSourceMapping',
  'lambda:UpdateEventSourceMapping',
  'lambda:UpdateFunction*',
  's3:PutBucketLogging',
  's3:PutBucketPolicy',
  'sns:SetTopicAttributes',
  'sns:Subscribe',
  'sqs:SetQueueAttributes',
];

const READS_AND_WRITES = [
  'dynamodb:*Item',
  'dynamodb:GetRecords',
  'dynamodb:PartiQL*',
  'dynamodb:Query',
  'dynamodb:Scan',
  'lambda:Invoke*',
  's3:DeleteObject*',
  's3:PutObject',
  'secretsmanager:*GetSecretValue',
  'secretsmanager:PutSecretValue',
  'sns:Publish',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
];

const DESTRUCTIVE_ACTIONS = [
  'cloudtrail:DeleteTrail',
  'cloudtrail:StopLogging',
  'dynamodb:DeleteTable',
  'iam:DeleteRolePermissionsBoundary',
  'kms:DisableKey*',
  'kms:ScheduleKeyDeletion',
  's3:DeleteBucket*',
  'secretsmanager:DeleteSecret',
];

/** The most that CloudFormation can do for the stacks, whatever the execution policies say. */
export function deploymentBoundary(names: Names): PolicyDocument {
  const runtime = names.policyArn(names.boundary('runtime'));
  const ownRoles = names.iam(`role/${names.prefix}-*`);
  return policyOf(
    allow('Services', [...SERVICES.map((service) => `${service}:*`), 'ssm:GetParameters'], '*'),
    denyForeignResources(names),
    deny('OtherSessions', OTHER_SESSIONS),
    deny('Accounts', [...ACCOUNT_SERVICES, 'ec2:*']),
    deny(
      'Channels',
      CROSS_ACCOUNT_ACTIONS.filter((action) => !MADE_BY_STACKS.includes(action) && !action.startsWith('ec2:')),
    ),
    ...STACK_CHANNELS_WITHIN_ACCOUNT,
    deny('ReadsAndWrites', READS_AND_WRITES),
    // DynamoDB does it with the key of a table that a stack makes.
    deny('ReEncryption', ['kms:ReEncrypt*'], '*', {
      StringNotEquals: { 'kms:ViaService': `dynamodb.${names.region}.amazonaws.com` },
    }),
    deny('TakesAway', DESTRUCTIVE_ACTIONS),
    // Users, groups, access keys, identity providers and policies, and roles that no stack made.
    {
      ...notResource(deny('OnlyStacksRoles', ['iam:*'])),
      NotResource: [ownRoles, names.iam('role/aws-service-role/*')],
    },
    deny('NoRoleOfBootstrap', ['iam:*'], bootstrapRoles(names)),
    deny(
      'RolesWithoutBoundary',
      ['iam:AttachRolePolicy', 'iam:CreateRole', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy'],
      '*',
      { StringNotEquals: { 'iam:PermissionsBoundary': runtime } },
    ),
  );
}

/** People alone subscribe, by mail that they confirm; services alone invoke, and are granted a key. */
const STACK_CHANNELS_WITHIN_ACCOUNT = [
  deny('SubscribersOtherThanPeople', ['sns:Subscribe'], '*', { StringNotEquals: { 'sns:Protocol': 'email' } }),
  deny('InvokersOutside', ['lambda:AddPermission'], '*', { StringNotLike: { 'lambda:Principal': '*.amazonaws.com' } }),
  deny('GrantsToPrincipals', ['kms:CreateGrant'], '*', { Bool: { 'kms:GrantIsForAWSResource': 'false' } }),
];

/** Roles that only the bootstrap makes and changes, though their names are within the environment's. */
function bootstrapRoles(names: Names): string[] {
  return ([...PEOPLE, 'ci'] as const).map((each) => names.roleArn(each));
}

function notResource({ Resource: _, ...statement }: Statement): Statement {
  return statement;
}
