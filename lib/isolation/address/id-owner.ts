import type { Audited } from '../model/rule';
import type { Side } from '../model/side';
import { textsOfSide } from '../model/walk-texts';
import { oncePer } from '../once-per';
import type { Address } from './address';
import { isPublic, isUserPool, numberedIds } from './literal-ids';
import { namesOfSide } from './side-names';

/** An id says nothing of its owner. What another account's thing can be joined by is not decided, unless it is told elsewhere. */
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
 * Parts of one account's networks, its machines, disks and images: they join nothing by themselves. Gateways between networks,
 * peerings, endpoint services, resolver rules, Lattice services and the like do.
 */
const WITHIN_AN_ACCOUNT =
  /^(?:vpc|subnet|sg|eni|i|vol|snap|ami|fs|fsap|rtb|igw|eigw|nat|eipalloc|acl|lt|vpce|cgw)-[0-9a-f]{8,17}$/;

/** Ids in all that a side's templates hold, also where they are no address: policies, outputs, mappings, metadata. */
const idsAnywhere = oncePer((side: Side) => new Set(textsOfSide(side).flatMap(({ text }) => numberedIds(text))));
