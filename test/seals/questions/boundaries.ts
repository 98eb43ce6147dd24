import { roleSession } from '../../../lib/isolation/policy/request/principal';
import { ABSENT } from '../../../lib/isolation/policy/request/request-keys';
import { may, mayNot, opened, type Question, type Try, tries } from '../question';
import type { Side } from '../sides';
import { NOT_FOREIGN, reachesAbroad, usesWhatAwsOwns } from './abroad';
import {
  BECOMES_ANOTHER,
  BLINDS_THE_TRAIL,
  CHANGES_IAM,
  JOINS_ACCOUNTS,
  OPENS_A_CHANNEL,
  rewritesLedger,
} from './attacks';
import { peopleNeeds } from './people-needs';
import { runtimeNeeds } from './runtime-needs';
import { sent } from './seal';

const FORBIDDEN = 'its boundary must forbid it, whoever allows it';
const UNNAMED = 'its boundary must leave no room for it';
const NEEDED = 'its boundary must leave room for it';

const anywhere = (actions: readonly string[]): Try[] => tries(actions, '*');

/** Of any role that a stack makes. */
export function runtimeBoundaryQuestions(side: Side, key: string): Question[] {
  const { names } = side;
  const anybody = roleSession(names.iam(`role/${names.prefix}-new`), 'run');
  const needs = Object.entries(runtimeNeeds(side, key)).flatMap(([part, { needed }]) =>
    may(roleSession(names.iam(`role/${names.prefix}-${part}`), 'run'), NEEDED, ...needed),
  );
  const unowned = { action: 's3:GetObject', resource: 'arn:aws:s3:::x/y', context: { 'aws:ResourceAccount': ABSENT } };
  return [
    ...needs,
    ...mayNot(
      anybody,
      UNNAMED,
      ...anywhere(['ec2:RunInstances']),
      ...tries(['dynamodb:Scan'], names.arn('dynamodb', 'table/x')),
    ),
    ...opened([
      ...mayNot(
        anybody,
        FORBIDDEN,
        ...reachesAbroad(side),
        unowned,
        ...anywhere([...BECOMES_ANOTHER, ...OPENS_A_CHANNEL, ...JOINS_ACCOUNTS, ...BLINDS_THE_TRAIL, ...CHANGES_IAM]),
        ...anywhere(['secretsmanager:PutResourcePolicy', 'secretsmanager:DeleteResourcePolicy', 'iam:PassRole']),
        ...rewritesLedger(side, ['BatchWriteItem', 'DeleteItem', 'PartiQLUpdate', 'PartiQLDelete', 'UpdateItem']),
      ),
    ]),
  ];
}

/** Of people, the pipeline and the CDK's roles. */
export function peopleBoundaryQuestions(side: Side, key: string): Question[] {
  const { names } = side;
  const session = (arn: string) => roleSession(arn, 'run');
  const [operator, breakGlass] = [session(names.roleArn('operator')), session(names.roleArn('breakGlass'))];
  const needs = Object.entries(peopleNeeds(side, key)).flatMap(([id, { needed }]) =>
    may(session(roleArnOf(side, id)), NEEDED, ...needed),
  );
  const secret = names.arn('secretsmanager', `secret:airlock/${names.environment.name}/psp/paypal-AbCdEf`);
  const readsSecrets = [
    ...tries(['secretsmanager:GetSecretValue'], secret),
    ...anywhere(['secretsmanager:BatchGetSecretValue']),
  ];
  const cdkRole = names.cdkRoleArn('deploy');
  const grant = (via: string | undefined, forAws: string | undefined) =>
    tries(['kms:CreateGrant'], key, {
      ...(via && { 'kms:ViaService': `${via}.${names.region}.amazonaws.com` }),
      ...(forAws && { 'kms:GrantIsForAWSResource': forAws }),
    });
  const otherGrants = [
    ...grant(undefined, 'true'),
    ...grant('s3', 'true'),
    ...grant('dynamodb', 'false'),
    ...grant('dynamodb', undefined),
  ];
  const forbidden = [
    ...reachesAbroad(side),
    ...anywhere([...OPENS_A_CHANNEL, ...JOINS_ACCOUNTS, ...BLINDS_THE_TRAIL, ...CHANGES_IAM]),
    ...anywhere(['sts:GetFederationToken', 'sts:GetSessionToken']),
    ...tries(['sts:AssumeRole', 'sts:AssumeRoot', 'sts:TagSession'], names.iam(`role/${names.prefix}-api`)),
    ...tries(['sts:AssumeRole'], names.cdkRoleArn('cfn-exec')),
    ...changesBootstrap(side),
    ...['trail', 'ledger-archive'].flatMap((part) =>
      tries(
        ['s3:DeleteObjectVersion', 's3:PutObject', 's3:BypassGovernanceRetention'],
        `arn:aws:s3:::${names.prefix}-${part}-${names.account}/x`,
      ),
    ),
    ...rewritesLedger(side, ['BatchWriteItem', 'DeleteItem', 'PartiQLInsert', 'PutItem', 'UpdateItem']),
    ...rewritesLedger(side, ['DeleteTable', 'UpdateTable']),
    ...tries(['secretsmanager:DeleteResourcePolicy'], secret),
    ...anywhere(['ssm:PutParameter', 'ssm:DeleteParameter', 'ssm:LabelParameterVersion', 'ssm:UpdateDocument']),
    ...anywhere(['kms:DisableKey', 'kms:DisableKeyRotation', 'kms:ScheduleKeyDeletion']),
  ];
  return [
    ...needs,
    ...may(breakGlass, NEEDED, ...readsSecrets.slice(0, 1)),
    ...may(operator, NEEDED, ...sent(anywhere(['cloudwatch:DescribeAlarms']), { 'aws:ResourceAccount': ABSENT })),
    ...mayNot(operator, UNNAMED, ...anywhere(['ec2:RunInstances']), ...tries(['iam:PassRole'], names.iam('role/x'))),
    ...opened([
      ...[operator, breakGlass].flatMap((each) => mayNot(each, FORBIDDEN, ...forbidden)),
      ...mayNot(operator, FORBIDDEN, ...readsSecrets, ...grant('dynamodb', 'true')),
      ...mayNot(breakGlass, FORBIDDEN, ...otherGrants),
      ...mayNot(breakGlass, FORBIDDEN, ...tries(['secretsmanager:PutResourcePolicy'], secret)),
      ...may(session(names.roleArn('deployer')), NEEDED, ...tries(['sts:AssumeRole'], cdkRole)),
      ...may(operator, NOT_FOREIGN, ...usesWhatAwsOwns(side)),
    ]),
  ];
}

function changesBootstrap({ names }: Side): Try[] {
  const verbs = [
    'CancelUpdateStack',
    'ContinueUpdateRollback',
    'CreateChangeSet',
    'DeleteStack',
    'ExecuteChangeSet',
    'ImportStacksToStackSet',
    'RollbackStack',
    'SetStackPolicy',
    'UpdateStack',
  ];
  return tries(
    verbs.map((verb) => `cloudformation:${verb}`),
    names.arn('cloudformation', `stack/${names.prefix}-bootstrap/1`),
  );
}

function roleArnOf({ names }: Side, logicalId: string): string {
  const people = {
    Deployer: 'deployer',
    Auditor: 'auditor',
    Operator: 'operator',
    OnCall: 'onCall',
    BreakGlass: 'breakGlass',
    Ci: 'ci',
  } as const;
  if (logicalId in people) return names.roleArn(people[logicalId as keyof typeof people]);
  return names.cdkRoleArn(logicalId === 'FilePublishingRole' ? 'file-publishing' : 'deploy');
}
