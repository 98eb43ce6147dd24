import { joinText, type Text } from '../template/value';

/** Stands for what a wildcard matches and for what the adversary can choose. */
export const FILLER = 'x';
/** A second filler, for a value that one pattern matches and another excludes. */
const OTHER_FILLER = 'zz9';

/** A text that a pattern with `*` and `?` matches. Policy variables are filled with a word. */
export function instanceOf(pattern: string): string {
  return withFiller(pattern.replace(/\$\{(?![*?$]\})[^}]*\}/g, FILLER), FILLER);
}

/** `?` stands for one character, `*` for any number. */
function withFiller(pattern: string, filler: string): string {
  return pattern.replace(/\$\{([*?$])\}|\*|\?/g, (wildcard, literal) => {
    return literal ?? (wildcard === '?' ? filler.slice(0, 1) : filler);
  });
}

/** The same for a text with unknown parts whose variables are filled already. */
export function instanceOfText(pattern: Text): Text {
  return textWithFiller(pattern, FILLER);
}

/** Two texts that a pattern matches, with different fillers; one text when it has no wildcard. */
export function severalInstances(pattern: Text): Text[] {
  const hasWildcard = (typeof pattern === 'string' ? [pattern] : pattern.parts).some(
    (part) => typeof part === 'string' && /[*?]/.test(part),
  );
  return (hasWildcard ? [FILLER, OTHER_FILLER] : [FILLER]).map((filler) => textWithFiller(pattern, filler));
}

function textWithFiller(pattern: Text, filler: string): Text {
  if (typeof pattern === 'string') return withFiller(pattern, filler);
  return joinText(pattern.parts.map((part) => (typeof part === 'string' ? withFiller(part, filler) : part)));
}

/** A value that no policy names. */
export const OTHER = 'airlock-adversary';

/** Values of a condition key that try every case of an operator: each one that matches, and one that does not. */
export function instances(operator: string, values: readonly Text[]): Text[] {
  const known = values.filter((value) => typeof value === 'string');
  if (operator.startsWith('bool') || operator === 'null') return ['true', 'false'];
  if (operator.startsWith('numeric')) return known.flatMap((value) => around(Number(value)));
  if (operator.startsWith('date')) return known.flatMap((value) => dates(value));
  if (operator.includes('ipaddress')) return [...known.flatMap(endsOf), ...ADDRESSES];
  return [...values.map(instanceOfText), OTHER];
}

/** Addresses of different networks, so that excluding one range does not exclude them all. */
const ADDRESSES = ['198.51.100.7', '9.9.9.9', '2001:db8::7', '2620:fe::9'];

/** The first and, of a range of v4, the last address. */
function endsOf(range: string): string[] {
  const [first = range, length] = range.split('/');
  const bytes = first.split('.').map(Number);
  if (length === undefined || bytes.length !== 4) return [first];
  const last = bytes.map((byte, index) => {
    const fixed = Math.min(8, Math.max(0, Number(length) - 8 * index));
    return byte | (0xff >> fixed);
  });
  return [first, last.join('.')];
}

/** Times of a request that try every case of an operator: now, and later ones. */
export function times(operator: string, values: readonly Text[], now: Date): string[] {
  const write = (at: number) =>
    operator.startsWith('numeric') ? String(Math.floor(at / 1000)) : new Date(at).toISOString();
  const ahead = values
    .flatMap((value) => (typeof value === 'string' ? dates(value) : []))
    .map((date) => Date.parse(date))
    .filter((at) => at > now.getTime());
  return [now.getTime(), ...ahead].map(write);
}

function around(value: number): string[] {
  return Number.isFinite(value) ? [value - 1, value, value + 1].map(String) : [];
}

function dates(value: string): string[] {
  const at = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  return Number.isFinite(at) ? [at - 1000, at, at + 1000].map((time) => new Date(time).toISOString()) : [];
}
