import { joinText, type Text } from '../template/value';

/** A text that a pattern with `*` and `?` matches. Policy variables are filled with a word. */
export function instanceOf(pattern: string): string {
  return pattern
    .replace(/\$\{([*?$])\}/g, '$1')
    .replace(/\$\{[^}]*\}/g, 'x')
    .replace(/[*?]/g, 'x');
}

/** The same for a text with unknown parts. */
export function instanceOfText(pattern: Text): Text {
  if (typeof pattern === 'string') return instanceOf(pattern);
  return joinText(pattern.parts.map((part) => (typeof part === 'string' ? instanceOf(part) : part)));
}

/** Matched by no value that somebody wrote down. */
const OTHER = 'airlock-adversary';

/** Values of a condition key that tell the cases of an operator apart: each one that matches, and one that does not. */
export function instances(operator: string, values: readonly Text[]): Text[] {
  const known = values.filter((value) => typeof value === 'string');
  const partial = values.filter((value) => typeof value !== 'string');
  if (operator.startsWith('bool') || operator === 'null') return ['true', 'false'];
  if (operator.startsWith('numeric')) return known.flatMap((value) => around(Number(value)));
  if (operator.startsWith('date')) return known.flatMap((value) => dates(value));
  if (operator.includes('ipaddress'))
    return [...known.map((value) => value.split('/')[0] ?? value), '198.51.100.7', '2001:db8::7'];
  return [...known.map(instanceOf), ...partial, OTHER];
}

function around(value: number): string[] {
  return Number.isFinite(value) ? [value - 1, value, value + 1].map(String) : [];
}

function dates(value: string): string[] {
  const at = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  return Number.isFinite(at) ? [at - 1000, at, at + 1000].map((time) => new Date(time).toISOString()) : [];
}
