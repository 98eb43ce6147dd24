import { type Text, textParts } from '../template/value';

/**
 * Who owns what a text names: this side, the other side, AWS, a third account, or `unknown`. `alone`: the owner is not known, but only the
 * templates of this side name it. `none`: the text is no address.
 */
type Owner = 'own' | 'other' | 'aws' | 'third' | 'unknown' | 'alone' | 'none';

export interface Address {
  readonly owner: Owner;
  /** Twelve digits, where they are known. */
  readonly account?: string;
  /** How the owner was found, for the report: `account 222222222222`. */
  readonly why: string;
  /** Whether the same literal id or host is in the templates of both sides. */
  readonly shared?: boolean;
  /** The resource that the text names without doubt, although its owner is not known: a host that AWS generated, a bucket by its URL. */
  readonly thing?: string;
}

/** How a property spells addresses, where a bare word can be one: `reports` is a bucket in one property and just a word in another. */
export type Spelling = 'bucket' | 'account' | 'host' | 'principal';

/** When a text holds several addresses, the first owner in this list decides. */
const STRONGEST: readonly Owner[] = ['other', 'unknown', 'third', 'alone', 'own', 'aws', 'none'];

export const NO_ADDRESS: Address = { owner: 'none', why: 'no address' };

export function mostTelling(addresses: readonly Address[]): Address {
  const rank = ({ owner, shared }: Address) => (shared ? 0.5 : STRONGEST.indexOf(owner));
  return addresses.reduce((best, next) => (rank(next) < rank(best) ? next : best), NO_ADDRESS);
}

/** A text with `{}` for each unknown part, so that the name of an unknown is not taken for text. */
export function knownPart(text: Text): string {
  return textParts(text)
    .map((part) => (typeof part === 'string' ? part : '{}'))
    .join('');
}
