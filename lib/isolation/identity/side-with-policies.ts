import { otherPolicies } from '../model/other-policies';
import { permissionPolicies } from '../model/permissions';
import { knownPolicies, type PlacedPolicy } from '../model/policy-places';
import type { Audited } from '../model/rule';
import type { Side } from '../model/side';
import { oncePer } from '../once-per';

/** A side with its policies. */
export type SideWithPolicies = Pick<Audited, 'own' | 'policies'>;

/** A side with its policies. It is the same object in both directions of the audit, so that what is kept for it is used twice. */
export const withPolicies = oncePer((own: Side): SideWithPolicies => ({ own, policies: policiesOf(own) }));

/** Every policy of a side: in properties known by name, written as permission properties, and in what the table of types calls a policy. */
function policiesOf(side: Side): PlacedPolicy[] {
  return [...knownPolicies(side), ...permissionPolicies(side), ...otherPolicies(side)];
}
