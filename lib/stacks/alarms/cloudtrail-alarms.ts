import { roleArn } from '../../contract/arns';
import type { FunctionName } from '../../contract/functions';
import { BUCKETS, bucketName, nameOf, type SecretKind, secretName } from '../../contract/names';
import { cdkRoleName, peopleRoleName } from '../../contract/roles';
import type { Environment } from '../../environment/schema';
import { sealedSecretPolicy } from '../../environment/seal';

/** A call that raises an alarm as soon as the trail holds it. */
export interface Detection {
  /** Last part of the alarm's name. */
  readonly part: string;
  /** Metric of the trail's log group, in CamelCase. */
  readonly metric: string;
  readonly meaning: string;
  /** CloudWatch Logs filter patterns over CloudTrail's events, any of which counts, at most 1,024 characters each. */
  readonly patterns: readonly string[];
}

/**
 * Calls that are no part of an ordinary day. The trail covers every region, because IAM and STS record in their own, where an event rule of
 * this region would see nothing; and reads, which reach no event rule of the ordinary kind. Attempts that were denied count as well.
 */
export function detections(environment: Environment): Detection[] {
  const role = (of: FunctionName) => roleArn(environment, nameOf(environment.name, of));
  const deployment = roleArn(environment, cdkRoleName(environment, 'cfn-exec'));
  return [
    ...secretReads(environment, { api: role('api'), provider: role('provider'), deployment }),
    breakGlassUse(roleArn(environment, peopleRoleName(environment.name, 'breakGlass'))),
    ...sealChanges(deployment),
    secretPolicyChange(environment, deployment),
    trailChange(environment),
  ];
}

/** A caller is identified by the role of its session, which AWS writes and no session name can imitate. Users and root have none. */
const ROLE = '$.userIdentity.sessionContext.sessionIssuer.arn';

function secretReads(
  { name }: Environment,
  { api, provider, deployment }: { readonly api: string; readonly provider: string; readonly deployment: string },
): Detection[] {
  const secret = (kind: SecretKind) => is('$.requestParameters.secretId', `*${secretName(name, kind, '*')}`);
  const reads = and(is('$.eventSource', 'secretsmanager.amazonaws.com'), is('$.eventName', '*GetSecretValue'));
  // CloudFormation asks for the value of a secret that it changes, whatever the change, and is denied.
  const deployed = or(isNot(ROLE, deployment), '$.errorCode NOT EXISTS');
  const others = or(`${ROLE} NOT EXISTS`, and(isNot(ROLE, api), isNot(ROLE, provider), deployed));
  return [
    {
      part: 'secret-read-by-others',
      metric: 'SecretReadByOthers',
      meaning: 'the value of a secret was asked for by someone who is not one of the functions that use them',
      patterns: patterns(and(reads, others)),
    },
    {
      part: 'secret-read-by-wrong-function',
      metric: 'SecretReadByWrongFunction',
      meaning: "a function asked for the value of a secret that is another function's; look for injected code",
      patterns: patterns(
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
    patterns: patterns(
      or(and(is('$.eventName', 'AssumeRole*'), is('$.requestParameters.roleArn', role)), is(ROLE, role)),
    ),
  };
}

function sealChanges(deployment: string): Detection[] {
  const others = or(`${ROLE} NOT EXISTS`, isNot(ROLE, deployment));
  return [
    {
      part: 'boundary-changed',
      metric: 'BoundaryChanged',
      meaning:
        'what a role may do was changed: its permissions boundary, a managed policy, or by hand a policy on it; only a bootstrap or a deployment does that',
      patterns: patterns(
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
        'whom a role or an identity provider trusts was changed, or a user, an access key or by hand a role made; only a bootstrap or a deployment touches trust',
      patterns: patterns(
        or(
          event(
            'iam',
            'UpdateAssumeRolePolicy',
            // Not the read calls, which doctor and audit make.
            'CreateOpenIDConnectProvider',
            'DeleteOpenIDConnectProvider',
            'UpdateOpenIDConnectProvider*',
            '*ToOpenIDConnectProvider',
            '*FromOpenIDConnectProvider',
            'CreateSAMLProvider',
            'DeleteSAMLProvider',
            'UpdateSAMLProvider',
            'CreateUser',
            'CreateAccessKey',
            'CreateLoginProfile',
            'UpdateLoginProfile',
          ),
          // A new role is new trust; service-linked ones have an event of their own.
          and(event('iam', 'CreateRole'), others),
        ),
      ),
    },
    {
      part: 'key-policy-changed',
      metric: 'KeyPolicyChanged',
      meaning: 'a key got another policy, was given to someone by a grant, or was switched off',
      patterns: patterns(
        or(
          event('kms', 'PutKeyPolicy', 'DisableKey', 'ScheduleKeyDeletion', 'ReplicateKey'),
          // DynamoDB makes a grant whenever a deployment makes a table.
          and(event('kms', 'CreateGrant'), '$.userIdentity.invokedBy NOT EXISTS'),
        ),
      ),
    },
  ];
}

/**
 * The operator gives every new app's secrets their policy, always the same text. Any other from it, and any policy from another caller,
 * raises the alarm; so does every call of the operator whose text the trail does not record.
 */
function secretPolicyChange({ name, account }: Environment, deployment: string): Detection {
  const operator = `*:role/${peopleRoleName(name, 'operator')}`;
  const sealing = 'PutResourcePolicy';
  const text = '$.requestParameters.resourcePolicy';
  return {
    part: 'secret-policy-changed',
    metric: 'SecretPolicyChanged',
    meaning:
      "a secret got a policy that is not the one of every new app's secrets, lost its own, or got a copy elsewhere",
    patterns: patterns(
      and(
        event('secretsmanager', sealing, 'DeleteResourcePolicy', 'ReplicateSecretToRegions'),
        or(
          `${ROLE} NOT EXISTS`,
          and(isNot(ROLE, deployment), or(isNot(ROLE, operator), isNot('$.eventName', sealing))),
        ),
      ),
      and(
        event('secretsmanager', sealing),
        is(ROLE, operator),
        or(`${text} NOT EXISTS`, `${text} != ${exactly(sealedSecretPolicy(account))}`),
      ),
    ),
  };
}

function trailChange(environment: Environment): Detection {
  return {
    part: 'trail-changed',
    metric: 'TrailChanged',
    meaning: 'the trail was stopped or changed, or one of the locked buckets was',
    patterns: patterns(
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
          // A deployment with other tags in the environment's file.
          isNot('$.eventName', 'PutBucketTagging'),
          or(...BUCKETS.map((part) => is('$.requestParameters.bucketName', bucketName(environment, part)))),
        ),
      ),
    ),
  };
}

function event(source: string, ...names: readonly string[]): string {
  return and(is('$.eventSource', `${source}.amazonaws.com`), or(...names.map((name) => is('$.eventName', name))));
}

/** A text and no other, as a regular expression: those of CloudWatch Logs know few characters, so that `.` stands for each of the rest. */
function exactly(text: string): string {
  return `%^${text.replace(/[^A-Za-z0-9:,-]/g, '.')}$%`;
}

const patterns = (...conditions: readonly string[]): string[] => conditions.map((condition) => `{ ${condition} }`);
const is = (field: string, value: string): string => `${field} = "${value}"`;
const isNot = (field: string, value: string): string => `${field} != "${value}"`;
const and = (...conditions: readonly string[]): string => join(conditions, '&&');
const or = (...conditions: readonly string[]): string => join(conditions, '||');

function join(conditions: readonly string[], operator: string): string {
  return conditions.length === 1 ? String(conditions[0]) : `(${conditions.join(` ${operator} `)})`;
}
