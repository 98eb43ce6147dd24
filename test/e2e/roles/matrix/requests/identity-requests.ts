import type { AccountResources } from '../account-resources';
import { queryCall } from '../http-call';
import { change, type RequestedAction } from '../requested-action';

type Members = Readonly<Record<string, string>>;

const NOTHING = '{"Version":"2012-10-17","Statement":[]}';
const EVERYTHING = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

const ROLE_READS = ['GetRole', 'ListRolePolicies', 'ListAttachedRolePolicies', 'ListRoleTags'];

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** What gives a role more, or to others. */
const ROLE_OPENINGS: Readonly<Record<string, Members>> = {
  AttachRolePolicy: { PolicyArn: ADMINISTRATOR },
  DeleteRolePermissionsBoundary: {},
  PutRolePermissionsBoundary: { PermissionsBoundary: ADMINISTRATOR },
  PutRolePolicy: { PolicyName: 'matrix', PolicyDocument: EVERYTHING },
  UpdateAssumeRolePolicy: { PolicyDocument: NOTHING },
};

const ROLE_CHANGES: Readonly<Record<string, Members>> = {
  DeleteRole: {},
  DeleteRolePolicy: { PolicyName: 'matrix' },
  DetachRolePolicy: { PolicyArn: ADMINISTRATOR },
  TagRole: { 'Tags.member.1.Key': 'matrix', 'Tags.member.1.Value': 'matrix' },
  UpdateRole: { MaxSessionDuration: '43200' },
};

const POLICY_READS: Readonly<Record<string, Members>> = { GetPolicy: {}, GetPolicyVersion: { VersionId: 'v1' } };

const POLICY_CHANGES: Readonly<Record<string, Members>> = {
  CreatePolicyVersion: { PolicyDocument: EVERYTHING, SetAsDefault: 'true' },
  DeletePolicy: {},
  DeletePolicyVersion: { VersionId: 'v1' },
  SetDefaultPolicyVersion: { VersionId: 'v1' },
};

/** What roles are, and who may be one. */
export function roleRequests({ names, roles, account: owner }: AccountResources): RequestedAction[] {
  const call = (operation: string, role: string, members: Members): RequestedAction => ({
    action: `iam:${operation}`,
    resource: names.iam(`role/${role}`),
    owner,
    call: queryCall('iam', operation, { RoleName: role, ...members }),
    ...(members['PermissionsBoundary'] && {
      context: { 'iam:PermissionsBoundary': [members['PermissionsBoundary']] },
    }),
  });
  const runtime = names.policyArn(names.boundary('runtime'));
  const absent = `${names.prefix}-absent`;
  const changes = (role: string, each: Readonly<Record<string, Members>>) =>
    Object.entries(each).map(([operation, members]) => change((name) => call(operation, name, members), role, absent));
  const trust = { AssumeRolePolicyDocument: 'matrix' };
  return [
    ...roles.flatMap((role) => changes(role, ROLE_OPENINGS)),
    ...roles
      .filter((role) => /-(provider|operator)$|cfn-exec/.test(role))
      .flatMap((role) => [...ROLE_READS.map((operation) => call(operation, role, {})), ...changes(role, ROLE_CHANGES)]),
    // A trust policy that is none, so that no role is made.
    call('CreateRole', absent, trust),
    call('CreateRole', absent, { ...trust, PermissionsBoundary: runtime }),
    call('CreateRole', 'matrix', { ...trust, PermissionsBoundary: runtime }),
    ...['ListRoles', 'ListPolicies', 'ListUsers', 'ListOpenIDConnectProviders'].map(
      (operation): RequestedAction => ({
        action: `iam:${operation}`,
        resource: '*',
        owner,
        call: queryCall('iam', operation, {}),
      }),
    ),
    ...['CreateUser', 'CreateAccessKey', 'CreateLoginProfile'].map(
      (operation): RequestedAction => ({
        action: `iam:${operation}`,
        resource: names.iam('user/matrix'),
        owner,
        call: queryCall('iam', operation, { UserName: 'matrix' }),
      }),
    ),
  ];
}

/** The boundaries and the policies of CloudFormation. */
export function policyRequests({ policies, account: owner }: AccountResources): RequestedAction[] {
  return policies.flatMap((policy) =>
    Object.entries({ ...POLICY_READS, ...POLICY_CHANGES }).map(
      ([operation, members]): RequestedAction => ({
        action: `iam:${operation}`,
        resource: policy,
        owner,
        call: queryCall('iam', operation, { PolicyArn: policy, ...members }),
      }),
    ),
  );
}

/** Becoming another principal. */
export function sessionRequests({ names, roles, account: owner }: AccountResources): RequestedAction[] {
  return [
    ...roles.map((role): RequestedAction => {
      const RoleArn = names.iam(`role/${role}`);
      return {
        action: 'sts:AssumeRole',
        resource: RoleArn,
        owner,
        call: queryCall('sts', 'AssumeRole', { RoleArn, RoleSessionName: 'matrix' }),
        context: { 'sts:RoleSessionName': ['matrix'] },
      };
    }),
    {
      action: 'sts:GetFederationToken',
      resource: '*',
      owner,
      call: queryCall('sts', 'GetFederationToken', { Name: 'matrix' }),
    },
    { action: 'sts:GetSessionToken', resource: '*', owner, call: queryCall('sts', 'GetSessionToken', {}) },
  ];
}
