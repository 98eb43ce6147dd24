import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import type { EmulatedAccount } from '../../../../lib/client/emulated-accounts';
import { compilePolicy, type Policy } from '../../../../lib/isolation/policy/document/policy';
import type { PolicyKind } from '../../../../lib/isolation/policy/document/policy-document';
import { emulatedConfig } from '../../../../lib/operations/account/emulated-config';
import type { AccountResources } from './account-resources';
import { type HttpCall, jsonCall, queryCall, restCall } from './http-call';
import type { SignedSender } from './signed-sender';

interface DeployedRole {
  readonly arn: string;
  readonly trust: Policy;
  readonly identity: readonly Policy[];
  readonly boundary: Policy | undefined;
}

/** All policies of an account as they are deployed, read back from it. */
export interface DeployedPolicies {
  readonly roles: ReadonlyMap<string, DeployedRole>;
  /** By the ARN of what has them; a role has its trust. */
  readonly resources: ReadonlyMap<string, Policy>;
  /** Each document as it was read, by name: equal before and after, nothing was changed. */
  readonly documents: ReadonlyMap<string, string>;
}

/** Reads as the account's root. */
export async function readPolicies(
  account: EmulatedAccount,
  resources: AccountResources,
  sender: SignedSender,
): Promise<DeployedPolicies> {
  const iam = new IAMClient(emulatedConfig(account));
  const documents = new Map<string, string>();
  const compile = (name: string, kind: PolicyKind, text: string): Policy => {
    documents.set(name, text);
    const policy = compilePolicy({ name, kind, document: JSON.parse(text) });
    if (policy.problems.length > 0) throw new Error(`${name}: ${JSON.stringify(policy.problems)}`);
    return policy;
  };
  const managed = async (arn: string, kind: PolicyKind) => {
    const { Policy: policy } = await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
    const VersionId = policy?.DefaultVersionId;
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId }));
    return compile(`${arn} as ${kind}`, kind, decodeURIComponent(PolicyVersion?.Document ?? ''));
  };
  try {
    const roles = new Map<string, DeployedRole>();
    for (const RoleName of resources.roles) {
      const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
      const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
      const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
      const identity: Policy[] = [];
      for (const PolicyName of PolicyNames) {
        const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
        identity.push(compile(`${RoleName} ${PolicyName}`, 'identity', decodeURIComponent(PolicyDocument)));
      }
      for (const { PolicyArn = '' } of AttachedPolicies) identity.push(await managed(PolicyArn, 'identity'));
      const boundary = Role?.PermissionsBoundary?.PermissionsBoundaryArn;
      const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
      roles.set(RoleName, {
        arn: Role?.Arn ?? '',
        trust: compile(`${RoleName} trust`, 'trust', trust),
        identity,
        boundary: boundary ? await managed(boundary, 'boundary') : undefined,
      });
    }
    const found = new Map<string, Policy>();
    for (const { arn, trust } of roles.values()) found.set(arn, trust);
    for (const { arn, call, policyIn } of resourcePolicyCalls(resources)) {
      const { status, body } = await sender.send(call);
      const text = status === 200 ? policyIn(body) : undefined;
      if (text) found.set(arn, compile(`policy of ${arn}`, 'resource', text));
    }
    return { roles, resources: found, documents };
  } finally {
    iam.destroy();
  }
}

interface PolicyCall {
  readonly arn: string;
  readonly call: HttpCall;
  readonly policyIn: (body: string) => string | undefined;
}

/** How each service is asked for the policy of a resource. */
function resourcePolicyCalls(resources: AccountResources): PolicyCall[] {
  const { names, account } = resources;
  const json = (member: string) => (body: string) => JSON.parse(body)[member] as string | undefined;
  const ofTable = (name: string): PolicyCall => {
    const arn = names.arn('dynamodb', `table/${name}`);
    return { arn, call: jsonCall('dynamodb', 'GetResourcePolicy', { ResourceArn: arn }), policyIn: json('Policy') };
  };
  const ofQueue = (name: string): PolicyCall => ({
    arn: names.arn('sqs', name),
    call: jsonCall('sqs', 'GetQueueAttributes', {
      QueueUrl: `https://sqs.amazonaws.com/${account}/${name}`,
      AttributeNames: ['Policy'],
    }),
    policyIn: (body) => JSON.parse(body).Attributes?.Policy,
  });
  const ofFunction = (name: string): PolicyCall => ({
    arn: names.arn('lambda', `function:${name}`),
    call: restCall('lambda', 'GET', `/2015-03-31/functions/${name}/policy`, { query: { Qualifier: 'current' } }),
    policyIn: json('Policy'),
  });
  return [
    ...resources.tables.map(ofTable),
    ...resources.queues.map(ofQueue),
    ...resources.functions.map(ofFunction),
    ...resources.secrets.map((arn) => ({
      arn,
      call: jsonCall('secretsmanager', 'GetResourcePolicy', { SecretId: arn }),
      policyIn: json('ResourcePolicy'),
    })),
    ...resources.buckets.map((name) => ({
      arn: `arn:${names.partition}:s3:::${name}`,
      call: restCall('s3', 'GET', `/${name}`, { query: { policy: '' } }),
      policyIn: (body: string) => body,
    })),
    ...resources.topics.map((arn) => ({
      arn,
      call: queryCall('sns', 'GetTopicAttributes', { TopicArn: arn }),
      policyIn: policyAttribute,
    })),
    {
      arn: resources.key,
      call: jsonCall('kms', 'GetKeyPolicy', { KeyId: resources.key, PolicyName: 'default' }),
      policyIn: json('Policy'),
    },
  ];
}

/** SNS answers in XML, with the policy as the value of an entry. */
function policyAttribute(body: string): string | undefined {
  const [, escaped] = /<key>Policy<\/key>\s*<value>([^<]*)<\/value>/.exec(body) ?? [];
  const characters: Readonly<Record<string, string>> = {
    quot: '"',
    amp: '&',
    lt: '<',
    gt: '>',
    '#34': '"',
    '#39': "'",
  };
  return escaped?.replaceAll(/&(quot|amp|lt|gt|#34|#39);/g, (_, name: string) => characters[name] ?? '');
}
