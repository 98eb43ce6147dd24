import {
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListPolicies,
  paginateListRolePolicies,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import type { Json } from '../../isolation/template/json';
import { type AccountToRead, collected, parsedPolicy, type Reader, resource } from './reader';

/** Every role of the account with its trust, its policies and its boundary, and every policy that the account made. */
export const roles: Reader = {
  types: ['AWS::IAM::Role', 'AWS::IAM::ManagedPolicy'],
  actions: [
    'iam:GetPolicyVersion',
    'iam:GetRole',
    'iam:GetRolePolicy',
    'iam:ListAttachedRolePolicies',
    'iam:ListPolicies',
    'iam:ListRolePolicies',
    'iam:ListRoles',
  ],
  read: async (account) => {
    const client = account.client(IAMClient);
    const names = await account.ask({ what: 'roles' }, () =>
      collected(paginateListRoles({ client }, {}), ({ Roles = [] }) =>
        // What AWS made for a service of its own, and only AWS can change.
        Roles.filter(({ Path = '/' }) => !Path.startsWith('/aws-service-role/')).map(({ RoleName = '' }) => RoleName),
      ),
    );
    const resources: DeployedResource[] = [];
    for (const name of names ?? []) resources.push(...(await readRole(account, client, name)));
    return { resources: [...resources, ...(await readPolicies(account, client))] };
  },
};

async function readRole(account: AccountToRead, client: IAMClient, RoleName: string): Promise<DeployedResource[]> {
  const answer = await account.ask({ what: `role ${RoleName}` }, () => client.send(new GetRoleCommand({ RoleName })));
  const inline = await account.ask({ what: `policies in the role ${RoleName}` }, () =>
    collected(paginateListRolePolicies({ client }, { RoleName }), ({ PolicyNames }) => PolicyNames),
  );
  const attached = await account.ask({ what: `policies attached to the role ${RoleName}` }, () =>
    collected(paginateListAttachedRolePolicies({ client }, { RoleName }), ({ AttachedPolicies = [] }) =>
      AttachedPolicies.map(({ PolicyArn = '' }) => PolicyArn),
    ),
  );
  if (!answer?.Role) return [];
  const policies: Json[] = [];
  for (const PolicyName of inline ?? []) {
    const found = await account.ask({ what: `policy ${PolicyName} in the role ${RoleName}` }, () =>
      client.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
    );
    policies.push({ PolicyName, PolicyDocument: parsedPolicy(found?.PolicyDocument) ?? {} });
  }
  const { AssumeRolePolicyDocument, PermissionsBoundary, Path } = answer.Role;
  return [
    resource('AWS::IAM::Role', RoleName, {
      RoleName,
      Path: Path === '/' ? undefined : Path,
      AssumeRolePolicyDocument: parsedPolicy(AssumeRolePolicyDocument) ?? {},
      PermissionsBoundary: PermissionsBoundary?.PermissionsBoundaryArn,
      ManagedPolicyArns: attached && attached.length > 0 ? attached : undefined,
      Policies: policies.length > 0 ? policies : undefined,
    }),
  ];
}

async function readPolicies(account: AccountToRead, client: IAMClient): Promise<DeployedResource[]> {
  const own = await account.ask({ what: 'managed policies' }, () =>
    collected(paginateListPolicies({ client }, { Scope: 'Local' }), ({ Policies }) => Policies),
  );
  const found: DeployedResource[] = [];
  for (const { PolicyName = '', Arn: PolicyArn = '', DefaultVersionId: VersionId = 'v1' } of own ?? []) {
    const answer = await account.ask({ what: `managed policy ${PolicyName}` }, () =>
      client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId })),
    );
    found.push(
      resource('AWS::IAM::ManagedPolicy', PolicyArn, {
        ManagedPolicyName: PolicyName,
        PolicyDocument: parsedPolicy(answer?.PolicyVersion?.Document) ?? {},
      }),
    );
  }
  return found;
}
