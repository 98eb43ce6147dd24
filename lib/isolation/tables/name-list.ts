/** Digits of the numbers in the tables: printable, and never to be escaped in JSON. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

export function encodeNumber(value: number): string {
  const low = DIGITS[value % 64] ?? '';
  return value < 64 ? low : encodeNumber(Math.floor(value / 64)) + low;
}

export function decodeNumber(digits: string): number {
  let value = 0;
  for (let at = 0; at < digits.length; at++) value = value * 64 + (VALUES[digits.charCodeAt(at) & 127] as number);
  return value;
}

const VALUES: readonly number[] = Array.from({ length: 128 }, (_, code) => DIGITS.indexOf(String.fromCharCode(code)));

const BLOCK = 32;

/**
 * Names without spaces and commas as one text: each as the number of characters it shares with the one before (one
 * digit), and the rest. Sorted lists become short. After 32 names it starts anew, so that one name is quickly found.
 */
export function encodeNames(names: readonly string[]): string {
  const blocks: string[] = [];
  for (let from = 0; from < names.length; from += BLOCK) {
    const block = names.slice(from, from + BLOCK);
    blocks.push(block.map((name, at) => encodeName(name, block[at - 1] ?? '')).join(','));
  }
  return blocks.join(' ');
}

/** The number of characters that a name shares with the one before it, and the rest. */
export function encodeName(name: string, before: string): string {
  let shared = 0;
  while (shared < 63 && shared < before.length && name[shared] === before[shared]) shared++;
  return encodeNumber(shared) + name.slice(shared);
}

export function decodeName(text: string, before: string): string {
  return before.slice(0, decodeNumber(text.charAt(0))) + text.slice(1);
}

/** A list of names of which only the parts that are asked for are decoded. */
export class NameList {
  private readonly blocks: (string | readonly string[])[];

  constructor(text: string) {
    this.blocks = text === '' ? [] : text.split(' ');
  }

  at(index: number): string | undefined {
    return this.block(Math.floor(index / BLOCK))[index % BLOCK];
  }

  all(): string[] {
    return this.blocks.flatMap((_, number) => this.block(number));
  }

  private block(number: number): readonly string[] {
    const block = this.blocks[number] ?? [];
    if (typeof block !== 'string') return block;
    const names: string[] = [];
    for (const part of block.split(',')) names.push(decodeName(part, names.at(-1) ?? ''));
    this.blocks[number] = names;
    return names;
  }
}

/** One character up to 55, two up to 567: for numbers that follow each other without a mark between them. */
export function encodeSmall(value: number): string {
  if (value < 56) return encodeNumber(value);
  if (value < 568) return encodeNumber(56 + Math.floor((value - 56) / 64)) + encodeNumber((value - 56) % 64);
  throw new Error(`${value} is not below 568; widen encodeSmall`);
}

export function decodeSmall(digits: string): number[] {
  const values: number[] = [];
  for (let at = 0; at < digits.length; at++) {
    const first = decodeNumber(digits.charAt(at));
    values.push(first < 56 ? first : 56 + (first - 56) * 64 + decodeNumber(digits.charAt(++at)));
  }
  return values;
}
