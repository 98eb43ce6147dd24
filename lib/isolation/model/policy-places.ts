import { oncePer } from '../once-per';
import {
  asText,
  isList,
  isObject,
  type PropertyPath,
  type Resolved,
  type ResolvedObject,
  type Text,
  textList,
} from '../template/value';
import type { Side, SideResource } from './side';

/** A policy document, its place in the template and what it is attached to. */
export interface PlacedPolicy {
  readonly kind: 'identity' | 'resource' | 'trust' | 'boundary';
  /** The resource of the template that holds the document. */
  readonly holder: SideResource;
  /** Path of the document below the holder's properties. */
  readonly path: PropertyPath;
  readonly document: Resolved;
  /** What a resource's policy guards, or the roles and users that an identity policy is attached to; empty when not found in this side. */
  readonly attachedTo: readonly SideResource[];
}

/** A property that holds a policy. */
interface Place {
  readonly property: string;
  readonly kind: PlacedPolicy['kind'];
  /** Property that says what the policy is attached to. @default - the resource itself */
  readonly target?: string;
  /** Types of the target, since a role and a function can have the same name. */
  readonly of?: RegExp;
}

/**
 * Types whose policies are known by name. Any other property that the resource table calls a policy is read as the resource's own.
 * Source: CloudFormation template reference of each type.
 */
const PLACES: Readonly<Record<string, readonly Place[]>> = {
  'AWS::IAM::Role': [{ property: 'AssumeRolePolicyDocument', kind: 'trust' }],
  'AWS::IAM::Policy': [
    { property: 'PolicyDocument', kind: 'identity', target: 'Roles', of: /^AWS::IAM::Role$/ },
    { property: 'PolicyDocument', kind: 'identity', target: 'Users', of: /^AWS::IAM::User$/ },
    { property: 'PolicyDocument', kind: 'identity', target: 'Groups', of: /^AWS::IAM::Group$/ },
  ],
  'AWS::IAM::RolePolicy': [
    { property: 'PolicyDocument', kind: 'identity', target: 'RoleName', of: /^AWS::IAM::Role$/ },
  ],
  'AWS::IAM::UserPolicy': [
    { property: 'PolicyDocument', kind: 'identity', target: 'UserName', of: /^AWS::IAM::User$/ },
  ],
  'AWS::IAM::GroupPolicy': [
    { property: 'PolicyDocument', kind: 'identity', target: 'GroupName', of: /^AWS::IAM::Group$/ },
  ],
  'AWS::S3::BucketPolicy': [
    { property: 'PolicyDocument', kind: 'resource', target: 'Bucket', of: /^AWS::S3::Bucket$/ },
  ],
  'AWS::SQS::QueuePolicy': [
    { property: 'PolicyDocument', kind: 'resource', target: 'Queues', of: /^AWS::SQS::Queue$/ },
  ],
  'AWS::SQS::QueueInlinePolicy': [
    { property: 'PolicyDocument', kind: 'resource', target: 'Queue', of: /^AWS::SQS::Queue$/ },
  ],
  'AWS::SNS::TopicPolicy': [
    { property: 'PolicyDocument', kind: 'resource', target: 'Topics', of: /^AWS::SNS::Topic$/ },
  ],
  'AWS::SNS::TopicInlinePolicy': [
    { property: 'PolicyDocument', kind: 'resource', target: 'TopicArn', of: /^AWS::SNS::Topic$/ },
  ],
  'AWS::SecretsManager::ResourcePolicy': [
    { property: 'ResourcePolicy', kind: 'resource', target: 'SecretId', of: /^AWS::SecretsManager::Secret$/ },
  ],
  'AWS::Kinesis::ResourcePolicy': [
    { property: 'ResourcePolicy', kind: 'resource', target: 'ResourceArn', of: /^AWS::Kinesis::Stream/ },
  ],
};

const HOLDERS = ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'];

/** Every policy document of a side that stands in a place known by name, with what it is attached to. */
export function knownPolicies(side: Side): PlacedPolicy[] {
  return side.resources.flatMap((holder) => [
    ...(PLACES[holder.type] ?? []).flatMap((place) => placed(holder, place, side)),
    ...inlinePolicies(holder),
    ...managedPolicies(holder, side),
  ]);
}

export function isKnownPlace(type: string, property: string): boolean {
  return PLACES[type]?.some((place) => place.property === property) ?? false;
}

function placed(holder: SideResource, { property, kind, target, of }: Place, side: Side): PlacedPolicy[] {
  const document = holder.properties[property];
  if (document === undefined) return [];
  if (target === undefined) return [{ kind, holder, path: [property], document, attachedTo: [holder] }];
  const named = holder.properties[target];
  if (named === undefined) return [];
  return [{ kind, holder, path: [property], document, attachedTo: referred(named, side, of) }];
}

function inlinePolicies(holder: SideResource): PlacedPolicy[] {
  const policies = holder.properties['Policies'];
  if (!HOLDERS.includes(holder.type) || !isList(policies)) return [];
  return policies.flatMap((policy, index) => {
    const document = isObject(policy) ? policy['PolicyDocument'] : policy;
    if (document === undefined) return [];
    const path = ['Policies', index, 'PolicyDocument'];
    return [{ kind: 'identity' as const, holder, path, document, attachedTo: [holder] }];
  });
}

/** A managed policy is attached from either end. */
function managedPolicies(holder: SideResource, side: Side): PlacedPolicy[] {
  const document = holder.properties['PolicyDocument'];
  if (holder.type !== 'AWS::IAM::ManagedPolicy' || document === undefined) return [];
  const forth = HOLDERS.flatMap((type) =>
    side.ofType(type).length > 0
      ? referred(holder.properties[`${type.slice('AWS::IAM::'.length)}s`] ?? [], side, new RegExp(`^${type}$`))
      : [],
  );
  const holders = HOLDERS.flatMap((type) => side.ofType(type));
  const back = holders.filter(({ properties }) => names(properties, 'ManagedPolicyArns', holder));
  const bounded = holders.filter(({ properties }) =>
    sameText(asText(properties['PermissionsBoundary'] ?? null), holder.arn),
  );
  const place = { holder, path: ['PolicyDocument'], document };
  return [
    { ...place, kind: 'identity', attachedTo: [...new Set([...forth, ...back])] },
    ...(bounded.length > 0 ? [{ ...place, kind: 'boundary' as const, attachedTo: bounded }] : []),
  ];
}

function names(properties: ResolvedObject, list: string, { arn }: SideResource): boolean {
  const values = properties[list];
  return isList(values) && values.some((value) => sameText(asText(value), arn));
}

/**
 * The resources that a value names by `Ref`, ARN, URL or name.
 * @param of types that can stand there. @default - any
 */
export function referred(value: Resolved, side: Side, of?: RegExp): SideResource[] {
  return textList(value).flatMap((text) => resourceNamed(text, side, of) ?? []);
}

/** @param of types that it can be of. @default - any */
export function resourceNamed(text: Text, side: Side, of?: RegExp): SideResource | undefined {
  const found = indexOf(side).get(textKey(text)) ?? [];
  if (of) return found.find(({ type }) => of.test(type));
  return found.find(({ type }) => !NAMES_ANOTHER.test(type)) ?? found.at(-1);
}

/** Texts as keys: equal texts, unknown parts included, have equal keys. */
export function textKey(text: Text): string {
  return typeof text === 'string'
    ? text
    : text.parts.map((part) => (typeof part === 'string' ? part : `{${part.id}}`)).join('');
}

function sameText(left: Text | undefined, right: Text | undefined): boolean {
  return left !== undefined && right !== undefined && textKey(left) === textKey(right);
}

const indexOf = oncePer((side: Side): ReadonlyMap<string, readonly SideResource[]> => {
  const index = new Map<string, SideResource[]>();
  for (const resource of side.resources) {
    for (const text of [resource.arn, resource.reference]) {
      if (text === undefined || text === '') continue;
      const key = textKey(text);
      const named = index.get(key);
      if (named) named.push(resource);
      else index.set(key, [resource]);
    }
  }
  return index;
});

/** Types whose `Ref` is the name of another resource: policies and permissions name only what can carry one, never a policy. */
const NAMES_ANOTHER = /Policy$|Permission$|Alias$|::Subscription$/;
