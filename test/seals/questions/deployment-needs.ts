import { LISTED_PERMISSIONS } from '../../../lib/bootstrap/execution/execution-policies';
import { whyUnneeded } from '../../../lib/bootstrap/execution/unneeded-permissions';
import { requestsFor } from '../../bootstrap/execution/execution-requests';
import { type Try, tries } from '../question';
import type { Side } from '../sides';
import type { Needs } from './runtime-needs';

/** What CloudFormation does for the stacks: what the schemas of their types list, and what services need on the way. */
export function deploymentNeeds(side: Side): Needs {
  const { names, environment } = side;
  const needed = LISTED_PERMISSIONS.filter((each) => !whyUnneeded(each));
  const actions = [...new Set(needed.map(({ action }) => action))];
  return {
    needed: [
      ...actions.flatMap((action) => requestsFor(action, { names, environment })),
      ...['apigateway', 'cloudtrail', 'lambda'].flatMap((to) => passing(side, `${to}.amazonaws.com`)),
      ...tries(['s3:GetObject'], `arn:aws:s3:::${names.assetsBucket}/code.zip`),
      ...['dynamodb', 'logs', 's3', 'secretsmanager'].flatMap((via) => usingKey(side, via)),
      ...keyOfTables(side, 'dynamodb'),
      ...serviceRole(side, 'ops.apigateway.amazonaws.com'),
      ...tries(['ssm:GetParameters'], names.arn('ssm', `parameter${names.versionParameter}`)),
    ],
    tempting: [
      ...['ec2', 'codebuild', 'ecs-tasks'].flatMap((to) => passing(side, `${to}.amazonaws.com`)),
      ...withoutRuntimeBoundary(side),
      ...inviting(side, [side.other.account, '*']),
      ...listening(side, [names.arn('lambda', 'function:orders'), undefined]),
      ...usingKey(side, undefined),
      ...usingKey(side, 'ec2'),
      ...usingKey(side, 'lambda'),
      ...['s3', 'secretsmanager', undefined].flatMap((via) => keyOfTables(side, via)),
      ...tries(['kms:CreateKey'], '*'),
      ...tries(['kms:CreateGrant', 'kms:RevokeGrant'], names.arn('kms', 'key/1')),
      ...tries(['kms:CreateGrant'], names.arn('kms', 'key/1'), { 'kms:GrantIsForAWSResource': 'false' }),
      ...tries(['sns:Subscribe'], names.arn('sns', `${names.prefix}-alarms`), {
        'sns:Protocol': 'https',
        'sns:Endpoint': 'https://x.example',
      }),
      ...serviceRole(side, 'ec2.amazonaws.com'),
    ],
  };
}

function passing({ names }: Side, service: string): Try[] {
  return tries(['iam:PassRole'], names.iam(`role/${names.prefix}-api`), { 'iam:PassedToService': service });
}

export const CHANGES_A_ROLE = ['iam:CreateRole', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy'];

/** Makes a role, or gives it more, under no boundary or under another one. */
export function withoutRuntimeBoundary({ names }: Side, actions: readonly string[] = CHANGES_A_ROLE): Try[] {
  const role = names.iam(`role/${names.prefix}-api`);
  return [
    ...tries(actions, role),
    ...[names.policyArn('mine'), names.policyArn(names.boundary('people'))].flatMap((boundary) =>
      tries(actions, role, { 'iam:PermissionsBoundary': boundary }),
    ),
  ];
}

function inviting({ names }: Side, principals: readonly string[]): Try[] {
  const api = names.arn('lambda', `function:${names.prefix}-api`);
  return principals.flatMap((principal) => tries(['lambda:AddPermission'], api, { 'lambda:Principal': principal }));
}

function listening({ names }: Side, functions: readonly (string | undefined)[]): Try[] {
  const actions = ['lambda:CreateEventSourceMapping', 'lambda:UpdateEventSourceMapping'];
  return functions.flatMap((each) =>
    tries(actions, names.arn('lambda', 'event-source-mapping:1'), each ? { 'lambda:FunctionArn': each } : {}),
  );
}

function usingKey(side: Side, service: string | undefined): Try[] {
  return throughKey(side, ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], service);
}

/** Source: DynamoDB developer guide, "DynamoDB encryption at rest usage notes". */
function keyOfTables(side: Side, service: string | undefined): Try[] {
  return throughKey(side, ['kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'], service);
}

function throughKey({ names }: Side, actions: readonly string[], service: string | undefined): Try[] {
  const context = service ? { 'kms:ViaService': `${service}.${names.region}.amazonaws.com` } : {};
  return tries(actions, names.arn('kms', 'key/1'), context);
}

function serviceRole({ names }: Side, service: string): Try[] {
  const role = 'role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway';
  return tries(['iam:CreateServiceLinkedRole'], names.iam(role), { 'iam:AWSServiceName': service });
}
