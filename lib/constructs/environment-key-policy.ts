import type { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { logGroupArn, roleArn, trailArn } from '../contract/arns';
import { cdkRoleName, peopleRoleName } from '../contract/roles';
import type { Environment } from '../environment/schema';
import { DATA_KEY_ACTIONS, keyUsers } from './key-users';
import { sealPolicyStatements } from './seal-statements';

/**
 * What IAM can give to principals of the account: to look after the key, never to use it or to let others use it. If the account could not
 * do this either, no one, AWS included, could correct a mistake in this policy.
 */
const ADMINISTER = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListAliases',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RetireGrant',
  'kms:RevokeGrant',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/**
 * The policy of the environment's key: the account looks after it, roles use it through the service that keeps the data (`key-users.ts`
 * says which), three services use it for this environment, and every other account is denied.
 *
 * @example
 * ```ts
 * const { Statement } = environmentKeyPolicy(stack, environment).toJSON();
 * const denied = Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Deny');
 * console.log(denied.map(({ Sid }: { Sid: string }) => Sid)); // [ 'DenyForeignPrincipals', 'DenyServicesOfOtherAccounts', 'DenyWithoutTls' ]
 * ```
 */
export function environmentKeyPolicy(scope: Stack, environment: Environment): PolicyDocument {
  return new PolicyDocument({
    statements: [
      allow('AccountAdministers', new AccountRootPrincipal(), ADMINISTER),
      ...roleStatements(scope, environment),
      ...serviceStatements(scope, environment),
      ...sealPolicyStatements({ account: environment.account, actions: 'kms:*', resources: '*' }),
    ],
  });
}

/** The account is the principal and the role a condition: KMS refuses the name of a role that does not exist yet. */
function roleStatements(scope: Stack, environment: Environment): PolicyStatement[] {
  const arnOf = (role: string) => roleArn(environment, role);
  const via = (service: string) => `${service}.${scope.region}.amazonaws.com`;
  return [
    ...keyUsers(environment).map(({ service, purpose = '', actions, roles }) =>
      allow(`Through${service}${purpose}`, new AccountRootPrincipal(), actions, {
        ArnEquals: { 'aws:PrincipalArn': roles.map(arnOf) },
        StringEquals: { 'kms:ViaService': via(service) },
      }),
    ),
    // DynamoDB keeps the use of a table's key by a grant, given when a table is made or restored.
    allow('GrantsToTables', new AccountRootPrincipal(), ['kms:CreateGrant'], {
      ArnEquals: {
        'aws:PrincipalArn': [cdkRoleName(environment, 'cfn-exec'), peopleRoleName(environment.name, 'breakGlass')].map(
          arnOf,
        ),
      },
      StringEquals: { 'kms:ViaService': via('dynamodb') },
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    }),
  ];
}

function serviceStatements(scope: Stack, environment: Environment): PolicyStatement[] {
  const trail = trailArn(environment);
  return [
    // Sends no aws:SourceAccount; the encryption context holds account and group.
    allow('LogsOfThisEnvironment', new ServicePrincipal(`logs.${scope.region}.amazonaws.com`), DATA_KEY_ACTIONS, {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn(environment, '*') },
    }),
    allow(
      'AlarmsOfThisAccount',
      new ServicePrincipal('cloudwatch.amazonaws.com'),
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      {
        StringEquals: { 'aws:SourceAccount': scope.account },
      },
    ),
    // Names the trail, and with it the account.
    allow('TrailOfThisEnvironment', new ServicePrincipal('cloudtrail.amazonaws.com'), ['kms:GenerateDataKey'], {
      StringEquals: { 'aws:SourceArn': trail, 'kms:EncryptionContext:aws:cloudtrail:arn': trail },
    }),
    allow('TrailSeesTheKey', new ServicePrincipal('cloudtrail.amazonaws.com'), ['kms:DescribeKey'], {
      StringEquals: { 'aws:SourceArn': trail },
    }),
  ];
}

function allow(
  sid: string,
  principal: AccountRootPrincipal | ServicePrincipal,
  actions: readonly string[],
  conditions?: Record<string, unknown>,
): PolicyStatement {
  return new PolicyStatement({
    sid,
    effect: Effect.ALLOW,
    principals: [principal],
    actions: [...actions],
    resources: ['*'],
    ...(conditions && { conditions }),
  });
}
