import { LISTED_PERMISSIONS } from '../../../lib/bootstrap/execution/execution-policies';
import { whyUnneeded } from '../../../lib/bootstrap/execution/unneeded-permissions';
import { BOTH, type PolicyRequest } from '../deployed-bootstrap';
import { requestsFor } from './execution-requests';

const EXECUTION = 'CloudFormationExecutionRole';
const needed = [...new Set(LISTED_PERMISSIONS.filter((each) => !whyUnneeded(each)).map(({ action }) => action))].sort();

describe.each(BOTH)('CloudFormation in %s', (_, bootstrapped) => {
  const { names, environment, other } = bootstrapped;
  const outcome = (asked: PolicyRequest) => bootstrapped.ask(EXECUTION, asked).outcome;

  test("DC5: may do none of it to what is the other account's, or bears the other environment's name", () => {
    const foreign = needed.flatMap((action) =>
      requestsFor(action, bootstrapped).flatMap((asked) => {
        const swap = (text: string) =>
          text.replaceAll(names.account, other.account).replaceAll(`-${environment.name}`, `-${other.name}`);
        const resource = swap(asked.resource).replaceAll(`/${environment.name}/`, `/${other.name}/`);
        return resource === asked.resource ? [] : [{ ...asked, resource, resourceAccount: other.account }];
      }),
    );
    expect(foreign.length).toBeGreaterThan(100);
    expect(foreign.filter((asked) => outcome(asked) !== 'denied')).toEqual([]);
  });

  test('DC5: each condition of an execution policy counts by itself, without the boundary', () => {
    const conditional = needed
      .flatMap((action) => requestsFor(action, bootstrapped))
      .filter(({ context }) => {
        return Object.keys(context ?? {}).length > 0;
      });
    expect(new Set(conditional.flatMap(({ context }) => Object.keys(context ?? {})))).toEqual(
      new Set([
        'iam:PassedToService',
        'iam:PermissionsBoundary',
        'lambda:Principal',
        'lambda:FunctionArn',
        'aws:RequestTag/airlock:environment',
        'kms:GrantIsForAWSResource',
        'kms:ViaService',
        'sns:Protocol',
        'sns:Endpoint',
      ]),
    );
    const unbounded = (asked: PolicyRequest) => bootstrapped.askUnbounded(EXECUTION, asked).outcome;
    const withOthers = (asked: PolicyRequest) =>
      CONDITIONAL.test(asked.action)
        ? [
            { ...asked, context: {} },
            { ...asked, context: mapped(asked.context, (value) => (value === 'true' ? 'false' : 'something-else')) },
          ]
        : [];
    const tried = conditional.flatMap(withOthers);
    expect(tried.length).toBeGreaterThan(20);
    expect(tried.filter((asked) => unbounded(asked) !== 'denied')).toEqual([]);
  });

  // Source: DynamoDB developer guide, "DynamoDB encryption at rest usage notes": of the principal who selects the key, at a minimum.
  test.each([
    ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'],
    ['ReEncryptFrom', 'ReEncryptTo', 'CreateGrant'],
  ])("DC2: makes tables under the environment's key: %s, %s, %s …", (...actions) => {
    const context = {
      'kms:ViaService': `dynamodb.${names.region}.amazonaws.com`,
      'kms:GrantIsForAWSResource': 'true',
    };
    const asked = actions.map((action) => ({ action: `kms:${action}`, resource: names.arn('kms', 'key/1'), context }));
    expect(asked.filter((each) => outcome(each) !== 'allowed')).toEqual([]);
    const elsewhere = ['ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKeyWithoutPlaintext'].flatMap((action) =>
      [undefined, 's3', 'secretsmanager', 'logs'].map((service) => ({
        action: `kms:${action}`,
        resource: names.arn('kms', 'key/1'),
        context: service ? { 'kms:ViaService': `${service}.${names.region}.amazonaws.com` } : {},
      })),
    );
    expect(elsewhere.filter((each) => outcome(each) !== 'denied')).toEqual([]);
  });

  const role = (name: string) => names.iam(`role/${name}`);
  const runtime = names.policyArn(`${names.prefix}-runtime-boundary`);
  const under = (boundary: string) => ({ 'iam:PermissionsBoundary': boundary });

  test.each<[string, PolicyRequest]>([
    ['makes a role without a boundary', { action: 'iam:CreateRole', resource: role(`${names.prefix}-new`) }],
    [
      'makes a role under another boundary',
      { action: 'iam:CreateRole', resource: role(`${names.prefix}-new`), context: under(names.policyArn('mine')) },
    ],
    [
      'makes a role under the people boundary',
      {
        action: 'iam:CreateRole',
        resource: role(`${names.prefix}-new`),
        context: under(names.policyArn(`${names.prefix}-people-boundary`)),
      },
    ],
    ['makes a role of another name', { action: 'iam:CreateRole', resource: role('admin'), context: under(runtime) }],
    [
      'gives a policy to a role that has no boundary',
      { action: 'iam:PutRolePolicy', resource: role(`${names.prefix}-api`) },
    ],
    [
      'exchanges the boundary of a role',
      {
        action: 'iam:PutRolePermissionsBoundary',
        resource: role(`${names.prefix}-api`),
        context: under(names.policyArn('mine')),
      },
    ],
    [
      'takes the boundary off a role',
      { action: 'iam:DeleteRolePermissionsBoundary', resource: role(`${names.prefix}-api`), context: under(runtime) },
    ],
    ...['CreatePolicyVersion', 'DeletePolicy', 'SetDefaultPolicyVersion', 'DeletePolicyVersion'].flatMap(
      (verb): [string, PolicyRequest][] =>
        ['runtime-boundary', 'deployment-boundary', 'people-boundary', 'execution-1'].map((policy) => [
          `${verb} on ${policy}`,
          { action: `iam:${verb}`, resource: names.policyArn(`${names.prefix}-${policy}`) },
        ]),
    ),
    ...['deployer', 'auditor', 'operator', 'on-call', 'break-glass', 'ci'].flatMap(
      (person): [string, PolicyRequest][] =>
        ['PutRolePolicy', 'UpdateAssumeRolePolicy', 'PassRole', 'DeleteRole'].map((verb) => [
          `${verb} on the role ${person}`,
          {
            action: `iam:${verb}`,
            resource: role(`${names.prefix}-${person}`),
            context: { ...under(runtime), 'iam:PassedToService': 'lambda.amazonaws.com' },
          },
        ]),
    ),
    ...(['deploy', 'file-publishing', 'cfn-exec'] as const).map((each): [string, PolicyRequest] => [
      `changes who may take on ${each}`,
      { action: 'iam:UpdateAssumeRolePolicy', resource: names.cdkRoleArn(each) },
    ]),
    [
      'attaches a policy of AWS',
      { action: 'iam:AttachRolePolicy', resource: role(`${names.prefix}-api`), context: under(runtime) },
    ],
    [
      'hands a role to a service that runs what anyone writes',
      {
        action: 'iam:PassRole',
        resource: role(`${names.prefix}-api`),
        context: { 'iam:PassedToService': 'ec2.amazonaws.com' },
      },
    ],
    ['makes a user', { action: 'iam:CreateUser', resource: names.iam(`user/${names.prefix}-x`) }],
    ['makes an access key', { action: 'iam:CreateAccessKey', resource: names.iam('user/x') }],
    ['makes a group', { action: 'iam:CreateGroup', resource: names.iam('group/x') }],
    ['makes a SAML provider', { action: 'iam:CreateSAMLProvider', resource: names.iam('saml-provider/x') }],
    ['makes an OIDC provider', { action: 'iam:CreateOpenIDConnectProvider', resource: names.iam('oidc-provider/x') }],
    ['becomes somebody else', { action: 'sts:AssumeRole', resource: role(`${names.prefix}-api`) }],
    [
      'becomes somebody abroad',
      { action: 'sts:AssumeRole', resource: `arn:aws:iam::${other.account}:role/x`, resourceAccount: other.account },
    ],
    ['leaves its organisation', { action: 'organizations:LeaveOrganization', resource: '*' }],
    ['opens a region', { action: 'account:EnableRegion', resource: '*' }],
    ['shares a resource', { action: 'ram:CreateResourceShare', resource: '*' }],
    ['accepts a share', { action: 'ram:AcceptResourceShareInvitation', resource: '*' }],
    ['joins networks', { action: 'ec2:CreateVpcPeeringConnection', resource: '*' }],
    ['accepts a peering', { action: 'ec2:AcceptVpcPeeringConnection', resource: '*' }],
    ['shares a snapshot', { action: 'ec2:ModifySnapshotAttribute', resource: '*' }],
    [
      'ends the trail',
      { action: 'cloudtrail:DeleteTrail', resource: names.arn('cloudtrail', `trail/${names.prefix}`) },
    ],
    [
      'stops the trail',
      { action: 'cloudtrail:StopLogging', resource: names.arn('cloudtrail', `trail/${names.prefix}`) },
    ],
    [
      'deletes trail files',
      { action: 's3:DeleteObject', resource: `arn:aws:s3:::${names.prefix}-trail-${names.account}/x` },
    ],
    [
      'deletes a table',
      { action: 'dynamodb:DeleteTable', resource: names.arn('dynamodb', `table/${names.prefix}-ledger`) },
    ],
    ['reads an item', { action: 'dynamodb:GetItem', resource: names.arn('dynamodb', `table/${names.prefix}-ledger`) }],
    [
      'reads a secret',
      {
        action: 'secretsmanager:GetSecretValue',
        resource: names.arn('secretsmanager', `secret:airlock/${environment.name}/psp/paypal-1`),
      },
    ],
    [
      'replicates a secret',
      {
        action: 'secretsmanager:ReplicateSecretToRegions',
        resource: names.arn('secretsmanager', `secret:airlock/${environment.name}/psp/paypal-1`),
      },
    ],
    [
      'sends logs elsewhere',
      {
        action: 'logs:PutSubscriptionFilter',
        resource: names.arn('logs', `log-group:/airlock/${environment.name}/api`),
      },
    ],
    [
      'copies a bucket elsewhere',
      {
        action: 's3:PutReplicationConfiguration',
        resource: `arn:aws:s3:::${names.prefix}-ledger-archive-${names.account}`,
      },
    ],
    [
      'lets another account onto the bus',
      { action: 'events:PutPermission', resource: names.arn('events', 'event-bus/default') },
    ],
    [
      'sends events to another account',
      {
        action: 'events:PutTargets',
        resource: names.arn('events', `rule/${names.prefix}-x`),
        context: { 'events:TargetArn': [names.arn('sns', 'x'), `arn:aws:sns:${names.region}:${other.account}:x`] },
      },
    ],
    [
      'subscribes a queue of another account',
      {
        action: 'sns:Subscribe',
        resource: names.arn('sns', `${names.prefix}-alarms`),
        context: { 'sns:Protocol': 'sqs', 'sns:Endpoint': `arn:aws:sqs:${names.region}:${other.account}:x` },
      },
    ],
    [
      'lets another account invoke a function',
      {
        action: 'lambda:AddPermission',
        resource: names.arn('lambda', `function:${names.prefix}-api`),
        context: { 'lambda:Principal': other.account },
      },
    ],
    [
      'grants the key to a principal',
      {
        action: 'kms:CreateGrant',
        resource: names.arn('kms', 'key/1'),
        context: { 'kms:GrantIsForAWSResource': 'false' },
      },
    ],
    ['ends the key', { action: 'kms:ScheduleKeyDeletion', resource: names.arn('kms', 'key/1') }],
  ])('DC5 AZ6: is refused when it %s', (_what, asked) => {
    expect(outcome(asked)).toBe('denied');
  });
});

/** Actions that hold under a condition; of the other requests the context is only what AWS sends along. */
const CONDITIONAL =
  /^(iam:(PassRole|CreateRole|PutRolePermissionsBoundary|(Put|Delete)RolePolicy)|lambda:(AddPermission|(Create|Update|Delete)EventSourceMapping)|kms:(CreateKey|CreateGrant|RevokeGrant|Decrypt|Encrypt|GenerateDataKey)|sns:Subscribe)$/;

function mapped(context: PolicyRequest['context'] = {}, change: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [key, change(String(value))]));
}
