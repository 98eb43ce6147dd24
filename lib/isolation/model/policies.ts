import { otherPolicies } from './other-policies';
import { permissionPolicies } from './permissions';
import { knownPolicies, type PlacedPolicy } from './policy-places';
import type { Side } from './side';

/** Every policy of a side: those in places known by name, those written as properties, and whatever the table of types calls one. */
export function policiesOf(side: Side): PlacedPolicy[] {
  return [...knownPolicies(side), ...permissionPolicies(side), ...otherPolicies(side)];
}
