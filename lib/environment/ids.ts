import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import { infixOf, type Mode, modeOfInfix } from './modes';

/** What an id's prefix stands for. */
export const ID_PREFIXES = {
  app: 'app',
  payment: 'pay',
} as const;
export type IdPrefix = (typeof ID_PREFIXES)[keyof typeof ID_PREFIXES];

/** Characters of a ULID after its time, each made of one random number. */
const ULID_RANDOM_CHARACTERS = 16;
const ULID = '[0-7][0-9A-HJKMNP-TV-Z]{25}';
const ID = new RegExp(`^([a-z]{2,4})_(test|dev|live)_(${ULID})$`);
const KEY = /^(pk|sk)_(test|dev|live)_([A-Za-z0-9]{24,64})$/;
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export interface ParsedId {
  readonly prefix: string;
  readonly mode: Mode;
}

/** What ids of a kind look like, in the regular expressions that JSON schema shares with JavaScript. */
export function idPattern(prefix: IdPrefix): string {
  return `^${prefix}_(test|dev|live)_${ULID}$`;
}

/**
 * A new durable id such as `pay_test_01J…`: prefix, the mode's infix, a ULID.
 * @param at creation time in epoch milliseconds
 */
export function newId(prefix: IdPrefix, mode: Mode, at: number): string {
  return `${prefix}_${infixOf(mode)}_${ulid(at, randomFractions())}`;
}

/** What `ulid` makes its characters of, one by one; its own source would ask the system once for each. */
function randomFractions(): () => number {
  let bytes: Iterator<number> = [].values();
  return () => {
    const next = bytes.next();
    if (!next.done) return next.value / 256;
    bytes = randomBytes(ULID_RANDOM_CHARACTERS).values();
    return bytes.next().value / 256;
  };
}

/** What an id says of itself, or undefined when the text is not an id of ours. */
export function parseId(text: string): ParsedId | undefined {
  const match = ID.exec(text);
  const mode = modeOfInfix(match?.[2] ?? '');
  return match?.[1] && mode ? { prefix: match[1], mode } : undefined;
}

/** The mode that a public or secret key names, or undefined when the text is not a key of ours. */
export function modeOfKey(text: string): Mode | undefined {
  return modeOfInfix(KEY.exec(text)?.[2] ?? '');
}

/** A public key: an identifier, not a secret. 143 bits, so that keys cannot be enumerated. */
export function newPublicKey(mode: Mode): string {
  return `pk_${infixOf(mode)}_${randomText(24)}`;
}

/** A signing secret of 256 bits; the MAC key is the UTF-8 bytes of the whole text. */
export function newSecretKey(mode: Mode): string {
  return `sk_${infixOf(mode)}_${randomText(43)}`;
}

/** A Standard Webhooks secret: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** Uniform text over [0-9A-Za-z]: bytes that would favour a letter are dropped. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && text.length < length) text += BASE62[byte % 62];
    }
  }
  return text;
}
