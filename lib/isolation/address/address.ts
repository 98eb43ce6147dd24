import { type Text, textParts } from '../template/value';

/**
 * Whose a thing is that a text names: ours, the other side's, an AWS service's, somebody else's, nobody knows. `alone` is what
 * nothing says the owner of, but only this side's templates name; `none` is no address.
 */
type Owner = 'own' | 'other' | 'aws' | 'third' | 'unknown' | 'alone' | 'none';

export interface Address {
  readonly owner: Owner;
  /** Twelve digits, where they are known. */
  readonly account?: string;
  /** How one can tell, for people: `account 222222222222`. */
  readonly why: string;
  /** Whether the same literal id or host stands in the templates of both sides, which is no accident. */
  readonly shared?: boolean;
  /** What the text surely names though nobody knows whose it is: a host that AWS made, a bucket by its URL. A bare word may mean nothing. */
  readonly thing?: string;
}

/** What a property takes, where a bare word is an address there: `reports` is a bucket in one place and a word in another. */
export type Spelling = 'bucket' | 'account' | 'host' | 'principal';

/** What tells most about a text that holds several addresses, first. */
const STRONGEST: readonly Owner[] = ['other', 'unknown', 'third', 'alone', 'own', 'aws', 'none'];

export const NO_ADDRESS: Address = { owner: 'none', why: 'no address' };

export function strongest(addresses: readonly Address[]): Address {
  const rank = ({ owner, shared }: Address) => (shared ? 0.5 : STRONGEST.indexOf(owner));
  return addresses.reduce((best, next) => (rank(next) < rank(best) ? next : best), NO_ADDRESS);
}

/** A text as far as it is known, each unknown part as `{}`, so that nothing is read out of what stands for it. */
export function knownPart(text: Text): string {
  return textParts(text)
    .map((part) => (typeof part === 'string' ? part : '{}'))
    .join('');
}
