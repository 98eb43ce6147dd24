import { type Effect, type Hit, MISS, type Policy } from '../document/policy';
import type { PreparedRequest } from '../request/access-request';
import { and, NO, or, type Truth, YES } from '../truth';

/** The surest statements of the policies on a resource, by how they name the caller. */
export interface ResourceHits {
  readonly self: Hit;
  readonly role: Hit;
  readonly account: Hit;
  /** The surest of the three. */
  readonly any: Hit;
}

const NONE: ResourceHits = { self: MISS, role: MISS, account: MISS, any: MISS };

/** @param bounded whether the caller has a permissions boundary */
export function resourceHits(
  policies: readonly Policy[],
  effect: Effect,
  request: PreparedRequest,
  bounded: boolean,
): ResourceHits {
  let { self, role, account } = NONE;
  for (const policy of policies) {
    for (const { statement, covers } of policy.candidates(request.action)[effect]) {
      const meeting = statement.meets(request, bounded);
      const met = or(or(meeting.self, meeting.role), meeting.account);
      const matched = met === NO ? NO : and(covers, statement.matches(request));
      if (matched === NO) continue;
      const better = (hit: Hit, met: Truth): Hit =>
        and(met, matched) > hit.truth ? { truth: and(met, matched), policy, statement } : hit;
      self = better(self, meeting.self);
      role = better(role, meeting.role);
      account = better(account, meeting.account);
      // Nothing is surer than a statement for the caller himself.
      if (self.truth === YES) return { self, role, account, any: self };
    }
  }
  if (self === MISS && role === MISS && account === MISS) return NONE;
  return { self, role, account, any: surest(surest(self, role), account) };
}

export function surest(left: Hit, right: Hit): Hit {
  return right.truth > left.truth ? right : left;
}
