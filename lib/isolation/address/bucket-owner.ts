import { resourceNamed } from '../model/policy-places';
import type { Audited } from '../model/rule';
import { type Text, textParts, Unknown } from '../template/value';
import { accountsNamed } from './account-owner';
import { type Address, knownPart, mostTelling, NO_ADDRESS } from './address';
import { namesOfSide } from './side-names';

/** A bucket's name has no account in it: a side owns the bucket when its templates create it. */
export function bucketOwner(name: Text, audited: Audited, ofUnknown: (part: Unknown) => Address): Address {
  const { own, other } = audited;
  const shown = knownPart(name);
  if (!CAN_BE_BUCKET.test(shown)) return NO_ADDRESS;
  const named = mostTelling(accountsNamed(shown, audited));
  if (named.owner !== 'none') return { ...named, why: `bucket ${shown} of ${named.why}` };
  const isOwn = namesOfSide(own).buckets.has(shown) || resourceNamed(name, own, /^AWS::S3/) !== undefined;
  if (isOwn) return { owner: 'own', account: own.account, why: `bucket ${shown} of ${own.name}` };
  if (namesOfSide(other).buckets.has(shown)) {
    return { owner: 'other', account: other.account, why: `bucket ${shown} of ${other.name}` };
  }
  if (OF_AWS.test(shown)) return { owner: 'aws', why: `bucket ${shown} of AWS` };
  const unknowns = textParts(name).filter((part) => part instanceof Unknown);
  if (unknowns.length > 0) return mostTelling(unknowns.map(ofUnknown));
  const why = `bucket ${shown} is made by neither side's templates, so anybody may own it`;
  return { owner: 'unknown', why, thing: `s3://${shown}` };
}

/** Source: EMR release guide, "Run commands and scripts on an Amazon EMR cluster". */
const OF_AWS = /^(?:(?:[a-z]{2}(?:-[a-z]+)+-\d|\{\})\.)?elasticmapreduce(?:\.samples)?$/;

const CAN_BE_BUCKET = /^[a-z0-9{}][a-zA-Z0-9._{}-]*$/;
