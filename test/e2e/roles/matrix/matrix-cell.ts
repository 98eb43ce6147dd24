import type { Decision } from '../../../../lib/isolation/policy/evaluation/decision';
import { evaluate } from '../../../../lib/isolation/policy/evaluation/evaluate';
import { roleSession } from '../../../../lib/isolation/policy/request/principal';
import { ABSENT } from '../../../../lib/isolation/policy/request/request-keys';
import type { DeployedPolicies } from './deployed-policies';
import { accountIn, emulatedKeys, NOT_SUPPLIED, requestKeys } from './emulator-view';
import type { RequestedAction } from './requested-action';
import type { RoleSession } from './role-sessions';
import type { AwsResponse } from './signed-sender';

export type CellOutcome = 'allowed' | 'denied';

/** A role, what it is asked to do, and what our evaluator says. */
export interface Cell {
  readonly session: RoleSession;
  readonly asked: RequestedAction;
  /** With the keys, resources and policies that the emulator looks at. */
  readonly emulated: Decision;
  /** With those that AWS looks at. */
  readonly aws: Decision;
}

/** The policies of both accounts, by account. */
export type PoliciesByAccount = ReadonlyMap<string, DeployedPolicies>;

/** What one role is asked: where our evaluator allows a change, one that changes nothing in its place. */
export function cellOf(
  session: RoleSession,
  asked: RequestedAction,
  policies: PoliciesByAccount,
  region: string,
): Cell {
  const emulated = decide(session, asked, policies, region, 'emulator');
  if (emulated.outcome !== 'denied' && asked.otherwise) return cellOf(session, asked.otherwise, policies, region);
  const aws = decide(session, asked, policies, region, 'aws');
  // What the emulator does not have cannot be reached there.
  return { session, asked, emulated: asked.answeredInstead ? aws : emulated, aws };
}

function decide(
  session: RoleSession,
  { action, resource, seenAs, owner, context }: RequestedAction,
  policies: PoliciesByAccount,
  region: string,
  view: 'emulator' | 'aws',
): Decision {
  const account = session.arn.split(':')[4] ?? '';
  const role = policies.get(account)?.roles.get(session.role);
  if (!role) throw new Error(`no policies of ${session.role} in ${account}`);
  const emulator = view === 'emulator';
  const checked = emulator ? (seenAs?.resource ?? resource) : resource;
  // It looks in the caller's account only.
  const onResource = emulator && owner !== account ? undefined : policies.get(owner)?.resources.get(holderOf(checked));
  const keys = emulator
    ? { ...context, ...emulatedKeys({ account, region, sessionArn: session.arn }, checked) }
    : { ...NOT_SUPPLIED, ...requestKeys(region), 'aws:PrincipalIsAWSService': ['false'], ...context };
  return evaluate(
    {
      principal: roleSession(role.arn, session.arn.slice(session.arn.lastIndexOf('/') + 1)),
      action,
      resource: checked,
      resourceAccount: emulator ? (accountIn(checked) ?? account) : owner,
      context: keys,
      otherKeys: ABSENT,
    },
    {
      identity: role.identity,
      ...(role.boundary && { boundary: role.boundary }),
      ...(onResource && { resource: [onResource] }),
      resourceRole: /^(kms:|sts:AssumeRole)/.test(action) ? 'required' : 'grants',
    },
  );
}

/** What has the policy: the table of an index, the bucket of an object, the function of an alias. */
function holderOf(arn: string): string {
  if (arn.includes(':s3:::')) return arn.replace(/\/.*/, '');
  if (arn.includes(':table/')) return arn.replace(/(:table\/[^/]+)\/.*/, '$1');
  return arn.replace(/(:function:[^:]+):.*/, '$1');
}

const DENIED = /AccessDenied(Exception)?|AuthorizationError|UnauthorizedOperation/;

/** Whether a request got past IAM; what the service itself says against it comes after. */
export function outcomeOf({ asked }: Cell, { status, body }: AwsResponse): CellOutcome {
  if (status === 400 && body === '') throw new Error('the emulator could not read the request');
  if (asked.answeredInstead && body.includes(asked.answeredInstead)) return 'denied';
  return status >= 400 && DENIED.test(body) ? 'denied' : 'allowed';
}
