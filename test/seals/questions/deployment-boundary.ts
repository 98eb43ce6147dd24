import { roleSession } from '../../../lib/isolation/policy/request/principal';
import { ABSENT } from '../../../lib/isolation/policy/request/request-keys';
import { may, mayNot, opened, type Question, type Try, tries } from '../question';
import type { Side } from '../sides';
import { reachesAbroad } from './abroad';
import { BECOMES_ANOTHER, JOINS_ACCOUNTS, OPENS_A_CHANNEL } from './attacks';
import { CHANGES_A_ROLE, deploymentNeeds, withoutRuntimeBoundary } from './deployment-needs';
import { sent } from './seal';

/** With these a stack's own resources are made; what of them leads outside is asked apart. */
const MAKES_STACKS = new Set([
  'dynamodb:PutResourcePolicy',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
  'lambda:AddPermission',
  'lambda:CreateEventSourceMapping',
  'lambda:UpdateEventSourceMapping',
  'lambda:UpdateFunctionCode',
  'lambda:UpdateFunctionConfiguration',
  's3:PutBucketLogging',
  's3:PutBucketPolicy',
  'sns:SetTopicAttributes',
  'sns:Subscribe',
  'sqs:SetQueueAttributes',
]);

const READS_AND_WRITES = [
  'dynamodb:GetItem',
  'dynamodb:GetRecords',
  'dynamodb:PartiQLSelect',
  'dynamodb:Query',
  'dynamodb:Scan',
  'kms:ReEncryptFrom',
  'lambda:InvokeFunction',
  's3:DeleteObjectVersion',
  's3:PutObject',
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'sns:Publish',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
];

const TAKES_AWAY = [
  'cloudtrail:DeleteTrail',
  'cloudtrail:StopLogging',
  'dynamodb:DeleteTable',
  'kms:DisableKeyRotation',
  'kms:ScheduleKeyDeletion',
  's3:DeleteBucketPolicy',
  'secretsmanager:DeleteSecret',
];

const FORBIDDEN = 'the boundary of deployments must forbid it, whatever a template asks for';
const NEEDED = 'the boundary of deployments must leave room for it';

/** Of the role as which CloudFormation makes the stacks. */
export function deploymentBoundaryQuestions(side: Side): Question[] {
  const { names } = side;
  const execution = roleSession(names.cdkRoleArn('cfn-exec'), 'run');
  const channels = OPENS_A_CHANNEL.filter((action) => !MAKES_STACKS.has(action));
  return [
    ...may(execution, NEEDED, ...deploymentNeeds(side).needed),
    ...may(execution, NEEDED, ...sent(tries(['cloudwatch:DescribeAlarms'], '*'), { 'aws:ResourceAccount': ABSENT })),
    ...opened([
      ...mayNot(
        execution,
        FORBIDDEN,
        ...reachesAbroad(side),
        ...tries([...BECOMES_ANOTHER, ...JOINS_ACCOUNTS, ...channels, ...READS_AND_WRITES, ...TAKES_AWAY], '*'),
        ...tries(['ec2:RunInstances'], '*'),
        ...changesIam(side),
        ...leadsOutside(side),
      ),
    ]),
  ];
}

function underRuntime({ names }: Side) {
  return { 'iam:PermissionsBoundary': names.policyArn(names.boundary('runtime')) };
}

function changesIam(side: Side): Try[] {
  const { names } = side;
  const under = underRuntime(side);
  return [
    ...[
      'user/x',
      'group/x',
      'oidc-provider/x',
      'role/admin',
      'role/cdk-x-deploy-role',
      `policy/${names.boundary('runtime')}`,
    ].flatMap((each) => tries(['iam:UpdateSomething'], names.iam(each), under)),
    ...(['deployer', 'auditor', 'operator', 'onCall', 'breakGlass', 'ci'] as const).flatMap((each) =>
      tries(['iam:UpdateAssumeRolePolicy', 'iam:PutRolePolicy'], names.roleArn(each), under),
    ),
    ...tries(['iam:DeleteRolePermissionsBoundary'], names.iam(`role/${names.prefix}-api`), under),
    ...withoutRuntimeBoundary(side, [...CHANGES_A_ROLE, 'iam:AttachRolePolicy']),
  ];
}

function leadsOutside({ names, other }: Side): Try[] {
  return [
    ...tries(['sns:Subscribe'], '*', { 'sns:Protocol': 'https', 'sns:Endpoint': 'https://x.example' }),
    ...tries(['sns:Subscribe'], '*', { 'sns:Protocol': 'sqs', 'sns:Endpoint': names.arn('sqs', 'x') }),
    ...tries(['lambda:AddPermission'], '*', { 'lambda:Principal': other.account }),
    ...tries(['kms:CreateGrant'], '*', { 'kms:GrantIsForAWSResource': 'false' }),
    ...tries(['kms:ReEncryptFrom', 'kms:ReEncryptTo'], '*', { 'kms:ViaService': `s3.${names.region}.amazonaws.com` }),
  ];
}
