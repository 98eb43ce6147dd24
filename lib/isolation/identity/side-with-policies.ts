import { policiesOf } from '../model/policies';
import type { Audited } from '../model/rule';
import type { Side } from '../model/side';
import { oncePer } from '../once-per';

/** A side with its policies. */
export type SideWithPolicies = Pick<Audited, 'own' | 'policies'>;

/** A side with its policies, the same whether it is under audit or the other one: what is worked out for each of them is kept by it. */
export const withPolicies = oncePer((own: Side): SideWithPolicies => ({ own, policies: policiesOf(own) }));
