import { policiesOf } from '../model/policies';
import type { Audited } from '../model/rule';
import type { Side } from '../model/side';

/** A side with its policies. */
export type SideWithPolicies = Pick<Audited, 'own' | 'policies'>;

const known = new WeakMap<Side, SideWithPolicies>();

/** A side with its policies, the same whether it is under audit or the other one: what is worked out for each of them is kept by it. */
export function withPolicies(side: Side): SideWithPolicies {
  const found = known.get(side) ?? { own: side, policies: policiesOf(side) };
  known.set(side, found);
  return found;
}
