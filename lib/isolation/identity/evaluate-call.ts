import type { Context } from '../adversary/contexts';
import type { StatementSource } from '../policy/document/policy-document';
import type { AppliedPolicies } from '../policy/evaluation/applied-policies';
import type { Decision } from '../policy/evaluation/decision';
import { evaluate } from '../policy/evaluation/evaluate';
import type { Principal } from '../policy/request/principal';
import { ABSENT } from '../policy/request/request-keys';
import { NO } from '../policy/truth';
import type { Text } from '../template/value';
import { ownContexts } from './own-contexts';
import type { ReadPolicy } from './read-policy';

/** A call that a principal of the own account makes. */
export interface OwnCall {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: Text;
  readonly resourceAccount: string;
  /** @default - now */
  readonly now?: Date;
  readonly identity: readonly ReadPolicy[];
  readonly boundary: ReadPolicy | undefined;
  /** @default - none */
  readonly resourcePolicies?: readonly ReadPolicy[];
  /** @default 'grants' */
  readonly resourceRole?: 'grants' | 'required';
  /** Keys that the call surely has, or surely lacks. */
  readonly given?: Context;
}

export interface CallResult {
  readonly outcome: Decision['outcome'];
  readonly decision: Decision;
  readonly context: Context;
  /** @default - the decision's */
  readonly reason?: string;
  readonly asked: number;
}

/** Whether *some* context in which the call can be made allows it. */
export function evaluateCall(question: OwnCall): CallResult {
  const {
    principal,
    action,
    resource,
    resourceAccount,
    identity,
    boundary,
    resourcePolicies = [],
    given = {},
  } = question;
  const policies: AppliedPolicies = {
    identity: identity.map(({ compiled }) => compiled),
    ...(boundary && { boundary: boundary.compiled }),
    resource: resourcePolicies.map(({ compiled }) => compiled),
    ...(question.resourceRole && { resourceRole: question.resourceRole }),
  };
  const request = { principal, action, resource, resourceAccount };
  const whatever = evaluate({ ...request, context: given }, policies);
  if (whatever.outcome !== 'unknown') return { outcome: whatever.outcome, decision: whatever, context: {}, asked: 1 };
  const called = { principal, resourceAccount, now: question.now ?? new Date() };
  const contexts = ownContexts(statementsFor(question), called);
  if (!contexts) {
    return { outcome: 'unknown', decision: whatever, context: {}, reason: 'more contexts than can be tried', asked: 1 };
  }
  let undecided: CallResult | undefined;
  let last = whatever;
  for (const [index, context] of contexts.entries()) {
    const decision = evaluate({ ...request, context: { ...context, ...given }, otherKeys: ABSENT }, policies);
    const answer = { outcome: decision.outcome, decision, context, asked: index + 2 };
    if (decision.outcome === 'allowed') return answer;
    if (decision.outcome === 'unknown') undecided ??= answer;
    else last = decision;
  }
  const asked = contexts.length + 1;
  return undecided ? { ...undecided, asked } : { outcome: 'denied', decision: last, context: {}, asked };
}

/** The statements that are about the action, as far as they ask for context keys. */
function statementsFor({ action, identity, boundary, resourcePolicies = [] }: OwnCall): StatementSource[] {
  const lower = action.toLowerCase();
  return [...identity, ...(boundary ? [boundary] : []), ...resourcePolicies].flatMap(({ compiled, statements }) =>
    statements.filter(({ index }) => compiled.statements[index]?.covers(lower) !== NO),
  );
}
