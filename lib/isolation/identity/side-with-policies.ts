import { otherPolicies } from '../model/other-policies';
import { permissionPolicies } from '../model/permissions';
import { knownPolicies, type PlacedPolicy } from '../model/policy-places';
import type { Audited } from '../model/rule';
import type { Side } from '../model/side';
import { oncePer } from '../once-per';

/** A side with its policies. */
export type SideWithPolicies = Pick<Audited, 'own' | 'policies'>;

/** A side with its policies, the same whether it is under audit or the other one: what is worked out for each of them is kept by it. */
export const withPolicies = oncePer((own: Side): SideWithPolicies => ({ own, policies: policiesOf(own) }));

/** Every policy of a side: those in places known by name, those written as properties, and whatever the table of types calls one. */
function policiesOf(side: Side): PlacedPolicy[] {
  return [...knownPolicies(side), ...permissionPolicies(side), ...otherPolicies(side)];
}
