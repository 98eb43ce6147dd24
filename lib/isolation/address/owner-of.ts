import { resourceNamed, textKey } from '../model/policy-places';
import type { Audited } from '../model/rule';
import { oncePer } from '../once-per';
import { unmark, withMarks } from '../template/marked-text';
import { type Text, textParts, Unknown } from '../template/value';
import { accountOwner, accountsNamed } from './account-owner';
import { type Address, mostTelling, NO_ADDRESS, type Spelling } from './address';
import { ANY_ARN, arnOwner, arnsIn, withoutDecidedArns } from './arn-owner';
import { bucketOwner } from './bucket-owner';
import { hostOwner, hostsIn } from './host-owner';
import { idOwner } from './id-owner';
import { numberedIds } from './literal-ids';
import { unknownOwner } from './unknown-owner';

const answersOf = oncePer((_: Audited) => new Map<string, Address>());

/** The owner of what a property's text names. Of several addresses in one text, the mostTelling decides. */
export function ownerOf(text: Text, audited: Audited, spelling?: Spelling): Address {
  const known = answersOf(audited);
  const key = `${spelling ?? ''} ${textKey(text)}`;
  const answer = known.get(key) ?? findOwner(text, audited, spelling);
  known.set(key, answer);
  return answer;
}

function findOwner(text: Text, audited: Audited, spelling: Spelling | undefined): Address {
  const ofUnknown = (part: Unknown) => unknownOwner(part, audited, (reference) => ownerOf(reference, audited));
  const unknowns: Unknown[] = [];
  const marked = typeof text === 'string' ? text : withMarks(text, unknowns);
  const found: Address[] = [...accountsNamed(marked, audited)];
  for (const arn of arnsIn(marked)) {
    found.push(arnOwner(arn, audited, unknowns, ofUnknown, spelling === 'principal'));
  }
  const rest = marked.includes('arn:') ? marked.replace(ANY_ARN, ' ') : marked;
  for (const { host, path, sure } of hostsIn(rest, spelling)) {
    const address = hostOwner(unmark(host, unknowns), unmark(path, unknowns), audited, ofUnknown);
    if (sure || address.owner === 'other') found.push(address);
  }
  for (const [, bucket = ''] of rest.matchAll(/\bs3[an]?:\/\/([^/\s"']+)/g)) {
    found.push(bucketOwner(unmark(bucket, unknowns), audited, ofUnknown));
  }
  for (const id of numberedIds(withoutDecidedArns(marked))) found.push(idOwner(id, audited));
  if (spelling && spelling !== 'host') found.push(bareWord(text, marked, audited, spelling, ofUnknown));
  if (found.every(({ owner }) => owner === 'none') && unknowns.length > 0) {
    const made = resourceNamed(text, audited.own);
    if (made) return { owner: 'own', account: audited.own.account, why: `${made.logicalId} of ${audited.own.name}` };
    found.push(...textParts(text).flatMap((part) => (part instanceof Unknown ? [ofUnknown(part)] : [])));
  }
  return mostTelling(found);
}

function bareWord(
  text: Text,
  marked: string,
  audited: Audited,
  spelling: Exclude<Spelling, 'host'>,
  ofUnknown: (part: Unknown) => Address,
): Address {
  const isAddress = /[:/]/.test(marked);
  if (spelling === 'bucket') {
    const isHost = /\.amazonaws\.com/.test(marked);
    if (isHost || marked.includes(':')) return NO_ADDRESS;
    // CodeBuild takes a bucket with what lies in it: `bucket/source.zip`.
    const [, inBucket] = /^([^/]+)\//.exec(typeof text === 'string' ? text : '') ?? [];
    return isAddress && inBucket === undefined ? NO_ADDRESS : bucketOwner(inBucket ?? text, audited, ofUnknown);
  }
  if (/^\d{12}$/.test(marked)) return accountOwner(marked, audited);
  const { name, account } = audited.other;
  if (spelling === 'principal' && (marked === '*' || marked === 'all')) {
    return { owner: 'other', account, why: `everybody, ${name} among them` };
  }
  if (/^(?:o-[a-z0-9]{10,32}|ou-[a-z0-9]+-[a-z0-9]+|r-[a-z0-9]{4,32})$/.test(marked)) {
    return { owner: 'other', account, why: `an organisation, in which ${name} may be as well` };
  }
  return NO_ADDRESS;
}
