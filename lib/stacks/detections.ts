import type { Stack } from 'aws-cdk-lib';
import { deploymentRole } from '../constructs/key-users';
import { nameOf, roleArn } from '../constructs/names';
import type { Environment } from '../environment/schema';

/** Something that a person is told of as soon as the trail holds it. */
export interface Detection {
  /** Last part of the alarm's name. */
  readonly part: string;
  /** Metric of the trail's log group, in CamelCase. */
  readonly metric: string;
  readonly meaning: string;
  /** CloudWatch Logs filter pattern over CloudTrail's events, at most 1,024 characters. */
  readonly pattern: string;
}

/**
 * What nobody does on an ordinary day. The trail covers every region, because IAM and STS record in their own, where an event rule of
 * this region would see nothing; and reads, which reach no event rule of the ordinary kind. Attempts that were denied count as well.
 */
export function detections(stack: Stack, environment: Environment): Detection[] {
  const role = (part: string) => roleArn(stack, nameOf(environment.name, part));
  return [
    ...secretReads(environment, role('api'), role('provider')),
    breakGlassUse(role('break-glass')),
    ...sealChanges(roleArn(stack, deploymentRole(environment))),
    trailChange(environment),
  ];
}

/** A caller is known by the role of its session, which AWS writes and no session name can imitate. Users and root have none. */
const ROLE = '$.userIdentity.sessionContext.sessionIssuer.arn';

function secretReads({ name }: Environment, api: string, provider: string): Detection[] {
  const secret = (part: string) => is('$.requestParameters.secretId', `*airlock/${name}/${part}/*`);
  const reads = and(is('$.eventSource', 'secretsmanager.amazonaws.com'), is('$.eventName', '*GetSecretValue'));
  const others = or(`${ROLE} NOT EXISTS`, and(isNot(ROLE, api), isNot(ROLE, provider)));
  return [
    {
      part: 'secret-read-by-others',
      metric: 'SecretReadByOthers',
      meaning: 'the value of a secret was asked for by someone who is not one of the functions that use them',
      pattern: pattern(and(reads, others)),
    },
    {
      part: 'secret-read-by-wrong-function',
      metric: 'SecretReadByWrongFunction',
      meaning: "a function asked for the value of a secret that is another function's; look for injected code",
      pattern: pattern(
        and(reads, or(and(is(ROLE, api), secret('psp')), and(is(ROLE, provider), secret('apps')), secret('webhooks'))),
      ),
    },
  ];
}

function breakGlassUse(role: string): Detection {
  return {
    part: 'break-glass-used',
    metric: 'BreakGlassUsed',
    meaning: 'the break-glass role was taken on, or somebody tried; ask who and why',
    pattern: pattern(
      or(and(is('$.eventName', 'AssumeRole*'), is('$.requestParameters.roleArn', role)), is(ROLE, role)),
    ),
  };
}

function sealChanges(deployment: string): Detection[] {
  const others = or(`${ROLE} NOT EXISTS`, isNot(ROLE, deployment));
  const event = (source: string, ...names: readonly string[]) =>
    and(is('$.eventSource', `${source}.amazonaws.com`), or(...names.map((name) => is('$.eventName', name))));
  return [
    {
      part: 'boundary-changed',
      metric: 'BoundaryChanged',
      meaning:
        'what a role may do was changed: its permissions boundary, a managed policy, or by hand a policy on it; only a bootstrap or a deployment does that',
      pattern: pattern(
        or(
          // Whole policies are the bootstrap's alone, the boundaries among them.
          event(
            'iam',
            '*RolePermissionsBoundary',
            '*UserPermissionsBoundary',
            'CreatePolicyVersion',
            'DeletePolicy',
            'DeletePolicyVersion',
            'SetDefaultPolicyVersion',
          ),
          and(event('iam', 'AttachRolePolicy', 'DeleteRolePolicy', 'DetachRolePolicy', 'PutRolePolicy'), others),
        ),
      ),
    },
    {
      part: 'trust-changed',
      metric: 'TrustChanged',
      meaning:
        'whom a role or an identity provider trusts was changed, or a user or access key made; only a bootstrap or a deployment touches trust',
      pattern: pattern(
        event(
          'iam',
          'UpdateAssumeRolePolicy',
          '*OpenIDConnectProvider*',
          '*SAMLProvider',
          'CreateUser',
          'CreateAccessKey',
          '*LoginProfile',
        ),
      ),
    },
    {
      part: 'key-policy-changed',
      metric: 'KeyPolicyChanged',
      meaning: 'a key got another policy, was given to someone by a grant, or was switched off',
      pattern: pattern(
        or(
          event('kms', 'PutKeyPolicy', 'DisableKey', 'ScheduleKeyDeletion', 'ReplicateKey'),
          // DynamoDB makes a grant whenever a deployment makes a table.
          and(event('kms', 'CreateGrant'), '$.userIdentity.invokedBy NOT EXISTS'),
        ),
      ),
    },
    {
      part: 'secret-policy-changed',
      metric: 'SecretPolicyChanged',
      meaning:
        'a secret got another policy or a copy elsewhere; a new app comes with one such change for each of its secrets',
      pattern: pattern(
        and(event('secretsmanager', 'PutResourcePolicy', 'DeleteResourcePolicy', 'ReplicateSecretToRegions'), others),
      ),
    },
  ];
}

function trailChange({ name, account }: Environment): Detection {
  return {
    part: 'trail-changed',
    metric: 'TrailChanged',
    meaning: 'the trail was stopped or changed, or one of the locked buckets was',
    pattern: pattern(
      or(
        and(
          is('$.eventSource', 'cloudtrail.amazonaws.com'),
          or(
            ...['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'].map((each) =>
              is('$.eventName', each),
            ),
          ),
        ),
        and(
          is('$.eventSource', 's3.amazonaws.com'),
          or(...['PutBucket*', 'DeleteBucket*', 'PutObjectLock*'].map((each) => is('$.eventName', each))),
          or(
            ...['trail', 'ledger-archive'].map((part) =>
              is('$.requestParameters.bucketName', `${nameOf(name, part)}-${account}`),
            ),
          ),
        ),
      ),
    ),
  };
}

const pattern = (condition: string): string => `{ ${condition} }`;
const is = (field: string, value: string): string => `${field} = "${value}"`;
const isNot = (field: string, value: string): string => `${field} != "${value}"`;
const and = (...conditions: readonly string[]): string => join(conditions, '&&');
const or = (...conditions: readonly string[]): string => join(conditions, '||');

function join(conditions: readonly string[], operator: string): string {
  return conditions.length === 1 ? String(conditions[0]) : `(${conditions.join(` ${operator} `)})`;
}
