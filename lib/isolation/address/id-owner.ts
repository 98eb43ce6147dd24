import type { Audited } from '../model/rule';
import type { Side } from '../model/side';
import { textsOfSide } from '../model/walk-texts';
import { oncePer } from '../once-per';
import type { Address } from './address';
import { isPublic, isUserPool, numberedIds } from './literal-ids';
import { namesOfSide } from './side-names';

/** An id does not show its owner. One that could join this account to a resource of another account is not decided here. */
export function idOwner(id: string, { own, other }: Audited): Address {
  const theirs = namesOfSide(other).ids.has(id);
  const shared = theirs && !isPublic(id) && namesOfSide(own).ids.has(id);
  if (shared) return { owner: 'unknown', shared, why: `${id} stands in the templates of ${other.name} too` };
  if (!theirs && WITHIN_AN_ACCOUNT.test(id) && !idsAnywhere(other).has(id)) {
    return { owner: 'alone', why: `only ${own.name} names ${id}` };
  }
  const why = `${id} is an id of which nobody knows the owner`;
  return { owner: 'unknown', why, ...(isUserPool(id) && { thing: id }) };
}

/**
 * Parts of the networks of one account, its instances, volumes and images connect no accounts by themselves. Gateways between networks,
 * peerings, endpoint services, resolver rules and Lattice services do.
 */
const WITHIN_AN_ACCOUNT =
  /^(?:vpc|subnet|sg|eni|i|vol|snap|ami|fs|fsap|rtb|igw|eigw|nat|eipalloc|acl|lt|vpce|cgw)-[0-9a-f]{8,17}$/;

/** All ids in the templates of a side, also in policies, outputs, mappings and metadata. */
const idsAnywhere = oncePer((side: Side) => new Set(textsOfSide(side).flatMap(({ text }) => numberedIds(text))));
