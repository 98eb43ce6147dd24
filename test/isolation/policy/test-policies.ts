import { compilePolicy, type Policy } from '../../../lib/isolation/policy/document/policy';
import type { PolicyKind } from '../../../lib/isolation/policy/document/policy-document';
import type { AppliedPolicies } from '../../../lib/isolation/policy/evaluation/applied-policies';
import type { Decision } from '../../../lib/isolation/policy/evaluation/decision';
import { evaluate } from '../../../lib/isolation/policy/evaluation/evaluate';
import type { AccessRequest } from '../../../lib/isolation/policy/request/access-request';
import { roleSession } from '../../../lib/isolation/policy/request/principal';
import { ABSENT } from '../../../lib/isolation/policy/request/request-keys';
import type { Resolved, ResolvedObject } from '../../../lib/isolation/template/value';

export const HOME = '111111111111';
export const AWAY = '222222222222';

export const ROLE = `arn:aws:iam::${HOME}:role/app`;
export const SESSION = `arn:aws:sts::${HOME}:assumed-role/app/run`;
export const BUCKET = 'arn:aws:s3:::records';

/** A policy of version 2012-10-17 with these statements. */
export function policy(kind: PolicyKind, ...statements: ResolvedObject[]): Policy {
  return document(kind, { Version: '2012-10-17', Statement: statements });
}

export function document(kind: PolicyKind, body: Resolved): Policy {
  return compilePolicy({ name: `a ${kind} policy`, kind, document: body });
}

export const allow = (more: ResolvedObject = {}): ResolvedObject => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: '*',
  ...more,
});
export const deny = (more: ResolvedObject = {}): ResolvedObject => allow({ Effect: 'Deny', ...more });

/** A session of the role reads an object of its own account; every other context key is absent. */
export function ask(policies: AppliedPolicies, request: Partial<AccessRequest> = {}): Decision {
  return evaluate(
    {
      principal: roleSession(ROLE, 'run'),
      action: 's3:GetObject',
      resource: `${BUCKET}/one`,
      resourceAccount: HOME,
      otherKeys: ABSENT,
      ...request,
    },
    policies,
  );
}

/** What a statement with the condition, in a policy of the caller, does when the request has the keys. */
export function conditionHolds(condition: ResolvedObject, context: AccessRequest['context'] = {}): boolean | 'unknown' {
  const { outcome } = ask(
    { identity: [policy('identity', allow({ Condition: condition }))] },
    { context: context ?? {} },
  );
  return outcome === 'unknown' ? outcome : outcome === 'allowed';
}
