import { compilePolicy, type Policy } from '../../../lib/isolation/policy/document/policy';
import type { PolicyKind } from '../../../lib/isolation/policy/document/policy-document';
import {
  asText,
  describeText,
  type Resolved,
  type ResolvedObject,
  type Text,
} from '../../../lib/isolation/template/value';
import { type Deployed, type DeployedSide, items, member } from './deployed-side';

/** What a role may do: its own policies, and its boundary if it has one. */
export interface RolePolicies {
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
}

/** A managed policy that no stack holds is unreadable, so that nothing is decided on it. */
export function policiesOfRole(side: DeployedSide, role: Deployed): RolePolicies {
  const { Policies, ManagedPolicyArns, PermissionsBoundary } = role.properties;
  const managed = (arn: Resolved, kind: PolicyKind) => {
    const policy = side.find('AWS::IAM::ManagedPolicy', arn);
    return compiled(policy?.properties ?? role.properties, policy?.properties['PolicyDocument'], kind, nameOf(arn));
  };
  return {
    identity: [
      ...items(Policies).map((policy) =>
        compiled(policy as ResolvedObject, member(policy, 'PolicyDocument'), 'identity', `role ${role.logicalId}`),
      ),
      ...items(ManagedPolicyArns).map((arn) => managed(arn, 'identity')),
    ],
    ...(PermissionsBoundary !== undefined && { boundary: managed(PermissionsBoundary, 'boundary') }),
  };
}

export function trustOf(role: Deployed): Policy {
  return compiled(role.properties, role.properties['AssumeRolePolicyDocument'], 'trust', `trust of ${role.logicalId}`);
}

/** Where the policy of a resource stands: in a property of its own, or in a resource that names it. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['ResourcePolicy', 'PolicyDocument'],
  'AWS::KMS::Key': ['KeyPolicy'],
};
const BESIDE: Readonly<Record<string, readonly [type: string, names: string, document: string]>> = {
  'AWS::S3::Bucket': ['AWS::S3::BucketPolicy', 'Bucket', 'PolicyDocument'],
  'AWS::SNS::Topic': ['AWS::SNS::TopicPolicy', 'Topics', 'PolicyDocument'],
  'AWS::SQS::Queue': ['AWS::SQS::QueuePolicy', 'Queues', 'PolicyDocument'],
  'AWS::SecretsManager::Secret': ['AWS::SecretsManager::ResourcePolicy', 'SecretId', 'ResourcePolicy'],
};

/** The policies on a resource itself. */
export function policiesOn(side: DeployedSide, resource: Deployed): Policy[] {
  const { type, properties, logicalId } = resource;
  if (type.startsWith('AWS::Lambda::'))
    return side.ofType('AWS::Lambda::Permission').map((one) => permission(side, one));
  const path = OWN[type];
  if (path) return [compiled(properties, member(properties, ...path), 'resource', `policy of ${logicalId}`)];
  const [policyType = '', names = '', document = ''] = BESIDE[type] ?? [];
  return side
    .ofType(policyType)
    .filter((policy) => items(policy.properties[names]).some((name) => side.find(type, name) === resource))
    .map((policy) => compiled(policy.properties, policy.properties[document], 'resource', `policy of ${logicalId}`));
}

/** What `AWS::Lambda::Permission` adds to the function's policy. */
function permission(side: DeployedSide, { properties, logicalId }: Deployed): Policy {
  const { Action = null, FunctionName, Principal = null, SourceArn, SourceAccount } = properties;
  const target = ['AWS::Lambda::Alias', 'AWS::Lambda::Function']
    .map((type) => side.find(type, FunctionName))
    .find(Boolean);
  const principal = asText(Principal);
  const service = typeof principal === 'string' && principal.endsWith('.amazonaws.com');
  const statement = {
    Effect: 'Allow',
    Principal: service ? { Service: Principal } : { AWS: Principal },
    Action,
    Resource: target?.arn ?? null,
    Condition: {
      ...(SourceArn !== undefined && { ArnLike: { 'aws:SourceArn': SourceArn } }),
      ...(SourceAccount !== undefined && { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
    },
  };
  const document = { Version: '2012-10-17', Statement: [statement] };
  return compiled(properties, document, 'resource', `permission ${logicalId}`);
}

const known = new WeakMap<object, Map<string, Policy>>();

/** @param holder what the document stands in; it is the same object for as long as its stack is not changed */
function compiled(holder: object, document: Resolved | undefined, kind: PolicyKind, name: string): Policy {
  const policies = known.get(holder) ?? new Map<string, Policy>();
  known.set(holder, policies);
  const policy = policies.get(`${kind} ${name}`) ?? compilePolicy({ name, kind, document: document ?? null });
  policies.set(`${kind} ${name}`, policy);
  return policy;
}

function nameOf(arn: Resolved): string {
  const text: Text | undefined = asText(arn);
  return text === undefined ? 'a managed policy' : describeText(text);
}
