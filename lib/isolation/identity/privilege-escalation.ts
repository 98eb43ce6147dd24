import type { Audited } from '../model/rule';
import { type CallResult, evaluateCall } from './evaluate-call';
import type { Reaching } from './foreign-reach';

/** An action that can change the permissions of any role or user, and whether it is allowed. */
export interface PrivilegeEscalation {
  readonly action: string;
  /** `role`, `policy` or `user`. */
  readonly of: string;
  readonly answer: CallResult;
}

/** Whether an identity may change the permissions of any role or user within its boundary; an allowed action before an undecided one. */
export function privilegeEscalation({ principal, policies, boundary }: Reaching, { own, adversary }: Audited) {
  let asked = 0;
  let found: PrivilegeEscalation | undefined;
  for (const [action, of] of RIGHTS) {
    const resource = `arn:${adversary.partition}:iam::${own.account}:${of}/airlock-adversary`;
    const answer = evaluateCall({
      principal,
      action,
      resource,
      resourceAccount: own.account,
      now: adversary.now,
      identity: policies,
      boundary,
    });
    asked += answer.asked;
    if (answer.outcome === 'allowed') return { found: { action, of, answer }, asked };
    if (answer.outcome === 'unknown') found ??= { action, of, answer };
  }
  return { found, asked };
}

/** Actions that change permissions. They are tried on a name that no template has. */
const RIGHTS: readonly (readonly [action: string, of: string])[] = [
  ['iam:UpdateAssumeRolePolicy', 'role'],
  ['iam:CreateRole', 'role'],
  ['iam:PutRolePolicy', 'role'],
  ['iam:AttachRolePolicy', 'role'],
  ['iam:DeleteRolePermissionsBoundary', 'role'],
  ['iam:CreatePolicyVersion', 'policy'],
  ['iam:CreateAccessKey', 'user'],
  ['iam:AttachUserPolicy', 'user'],
  ['iam:PutUserPolicy', 'user'],
];

/** How many actions are tried. */
export const ESCALATING_ACTIONS = RIGHTS.length;
