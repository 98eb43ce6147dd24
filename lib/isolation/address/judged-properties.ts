import { isPartOfPermission } from '../model/permissions';
import type { Audited } from '../model/rule';
import type { SideResource } from '../model/side';
import { oncePer } from '../once-per';
import { asText, describeText, type Resolved, type Text, Unknown } from '../template/value';
import { type Address, mostTelling, NO_ADDRESS } from './address';
import { declaredOwner, OWN_BY_DEFAULT } from './declared-owner';
import { textsWithin } from './free-form';
import { ownerOf } from './owner-of';
import { type Leaf, leavesOf } from './property-leaves';
import type { PropertyUse } from './property-use';
import { askedElsewhere, publicSwitch } from './public-switches';
import type { AddressRuleId } from './rule-of-property';
import { namesOfSide } from './side-names';

/** A property and the decision about it. */
export interface JudgedProperty extends Leaf {
  readonly address: Address;
  readonly decision: 'open' | 'unverified' | 'closed';
  /** The text that decides. */
  readonly text: string;
}

type ByRule = ReadonlyMap<AddressRuleId, ReadonlyMap<SideResource, readonly JudgedProperty[]>>;

/** Every property of this side that can hold an address, judged once, by the one rule that looks at it. */
export function judgedBy(rule: AddressRuleId, audited: Audited): ReadonlyMap<SideResource, readonly JudgedProperty[]> {
  return judgeAll(audited).get(rule) ?? new Map();
}

const judgeAll = oncePer((audited: Audited): ByRule => {
  const rules = new Map<AddressRuleId, Map<SideResource, JudgedProperty[]>>();
  for (const leaf of leavesOf(audited.own)) {
    if (isPartOfPermission(leaf.key)) continue;
    const found = judge(leaf, audited);
    const { use } = leaf;
    const resources = rules.get(use.rule) ?? new Map<SideResource, JudgedProperty[]>();
    rules.set(use.rule, resources);
    const list = resources.get(leaf.resource);
    if (list) list.push(found);
    else resources.set(leaf.resource, [found]);
  }
  return rules;
});

function judge(leaf: Leaf, audited: Audited): JudgedProperty {
  const { use } = leaf;
  if (use.rule === 'public-switches') return judgeSwitch(leaf);
  if (leaf.kind === 'group') return judgeGroup(leaf, audited);
  const [named, text] = addressIn(leaf, audited);
  const address = ownerDeclaredBeside(use.generatedId ? withGeneratedId(named, text, audited) : named, leaf, audited);
  const { owner } = address;
  // A resource that a setting clearly names counts as well. A word in free text may mean nothing.
  const isNamed = use.setting && address.thing !== undefined;
  const shared = isNamed ? namesOfSide(audited.other).inSettings.has(address.thing ?? '') : (address.shared ?? false);
  const isBridge = owner === 'third' && joins(address, use, audited);
  const why = isBridge ? `${address.why}, with which ${audited.other.name} deals as well` : address.why;
  const open = owner === 'other' || isBridge || (shared && (isNamed || !use.lenient) && !use.guarded);
  const undecided = owner === 'unknown' && (use.foreign || isNamed);
  const decision = open ? 'open' : undecided ? 'unverified' : 'closed';
  return { ...leaf, address: { ...address, why }, decision, text: describeText(text) };
}

/** Where a property takes ids, a word of an unknown form is an id whose owner cannot be seen. */
function withGeneratedId(named: Address, text: Text, { own, other }: Audited): Address {
  if (named.owner !== 'none' || typeof text !== 'string' || text === '' || isAddress(text)) return named;
  const shared = namesOfSide(own).ids.has(text) && namesOfSide(other).ids.has(text);
  const why = shared
    ? `${text} stands in the templates of ${other.name} too`
    : `${text} is an id of which nobody knows the owner`;
  return { owner: 'unknown', why, shared };
}

/** Whether a text shows by itself that it belongs to no account, such as an ARN of AWS. */
function isAddress(text: string): boolean {
  return /[:/]/.test(text);
}

/** The owner of an id or a bucket when a property beside it declares the account. */
function ownerDeclaredBeside(named: Address, leaf: Leaf, audited: Audited): Address {
  if (named.owner !== 'unknown' && named.owner !== 'alone') return named;
  const said = declaredOwner(leaf, audited);
  return said === undefined || (said === OWN_BY_DEFAULT && named.shared) ? named : said;
}

/** A third account connects the two sides when both let it in or connect to it. */
function joins({ account }: Address, { rule }: PropertyUse, { other }: Audited): boolean {
  const connects = rule === 'shared-outside' || rule === 'network-links';
  return connects && account !== undefined && namesOfSide(other).accounts.has(account);
}

function addressIn({ value, use: { lenient, spelling } }: Leaf, audited: Audited): [Address, Text] {
  const { buckets } = namesOfSide(audited.other);
  let best: [Address, Text] = [NO_ADDRESS, ''];
  for (const text of textsWithin(value)) {
    const isBucket = lenient && typeof text === 'string' && buckets.has(text) && isDistinctive(text);
    const address = ownerOf(text, audited, isBucket ? 'bucket' : spelling);
    if (mostTelling([best[0], address]) === address || best[1] === '') best = [address, text];
    if (address.owner === 'other') break;
  }
  return best;
}

/** Whether a name is too specific to be an everyday word. */
function isDistinctive(name: string): boolean {
  return /[-.\d]/.test(name) && name.length >= 6;
}

/** An object of which nothing is known, because a condition or a macro makes it. */
function judgeGroup(leaf: Leaf, audited: Audited): JudgedProperty {
  const text = asText(leaf.value);
  const address = text === undefined ? NO_ADDRESS : ownerOf(text, audited);
  const isOpaque = leaf.value instanceof Unknown && address.owner === 'unknown';
  const decision = address.owner === 'other' ? 'open' : isOpaque ? 'unverified' : 'closed';
  return { ...leaf, address, decision, text: text === undefined ? '' : describeText(text) };
}

function judgeSwitch(leaf: Leaf): JudgedProperty {
  const asked = askedElsewhere(leaf.key);
  if (asked) return { ...leaf, address: { owner: 'none', why: asked }, decision: 'closed', text: printed(leaf.value) };
  const text = asText(leaf.value);
  const known = typeof text === 'string';
  const effect = publicSwitch(leaf.key);
  const opens = known && effect?.opens.test(text) === true;
  const decision = opens ? 'open' : known ? 'closed' : 'unverified';
  const why = opens
    ? effect.effect
    : known
      ? 'it opens nothing to everybody'
      : 'whether it opens something is not known';
  return { ...leaf, address: { owner: 'none', why }, decision, text: printed(leaf.value) };
}

function printed(value: Resolved): string {
  const text = asText(value);
  return text === undefined ? '' : describeText(text);
}
