import type { Audited } from '../model/rule';
import { describeText, type Text, type Unknown } from '../template/value';
import type { Address } from './address';

/**
 * The owner of a part that is only known at deployment. What a resource of a template creates is of its own account. What is stored,
 * imported or given as a parameter can name anything.
 * @param ownerOf for the ARN of a stored value
 */
export function unknownOwner({ reason, origin }: Unknown, audited: Audited, ownerOf: (text: Text) => Address): Address {
  const { reference, account, logicalId, generated, without } = origin;
  if (reference !== undefined) return stored(reference, reason, ownerOf);
  const isMade = logicalId !== undefined || generated === true || without !== undefined;
  if (account === audited.own.account && isMade) return { owner: 'own', account, why: reason };
  if (account === audited.other.account) return { owner: 'other', account, why: reason };
  return { owner: 'unknown', why: reason };
}

function stored(reference: Text, reason: string, ownerOf: (text: Text) => Address): Address {
  const text = describeText(reference).replace(/^\{\{resolve:[\w-]+:|\}\}$/g, '');
  if (/^\/aws\/(?!reference\/)/.test(text)) return { owner: 'aws', why: `the public parameter ${text}` };
  if (!text.includes('arn:')) return { owner: 'unknown', why: reason };
  const place = ownerOf(reference);
  return place.owner === 'own' ? { owner: 'unknown', why: reason } : place;
}
