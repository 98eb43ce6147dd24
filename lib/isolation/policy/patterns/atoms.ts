import { Unknown } from '../../template/value';
import { MAYBE, NO, type Truth, YES } from '../truth';
import type { Wildcard } from './glob';

/** One UTF-16 unit, a wildcard, or a part that is not known. */
export type Atom = string | Wildcard | Unknown;

/** An unknown of known length is as many symbols of one character. */
export function atomsOf(part: Atom): Atom[] {
  if (typeof part === 'string') return part.split('');
  if (!(part instanceof Unknown)) return [part];
  const { id, reason, origin } = part;
  const { length = 1 } = origin;
  if (length === 1) return [part];
  return Array.from({ length }, (_, at) => new Unknown(`${id}[${at}]`, reason, { ...origin, length: 1 }));
}

/**
 * Whether a pattern matches a text when either has parts that are not known.
 * YES: for whatever the unknown parts stand for. NO: for nothing they could stand for. MAYBE: otherwise.
 */
export function matchAtoms(pattern: readonly Atom[], text: readonly Atom[]): Truth {
  if (matchesSurely(pattern, text)) return YES;
  return canMatch(pattern, text) ? MAYBE : NO;
}

/** Runs the pattern over the text, an unknown being one symbol that only itself and `*` match. */
function matchesSurely(pattern: readonly Atom[], text: readonly Atom[]): boolean {
  let states = closure(pattern, new Set([0]));
  for (const atom of text) {
    const next = new Set<number>();
    for (const state of states) {
      const expected = pattern[state];
      if (expected === undefined || !consumes(expected, atom)) continue;
      next.add(isStar(expected) ? state : state + 1);
    }
    if (next.size === 0) return false;
    states = closure(pattern, next);
  }
  return states.has(pattern.length);
}

function closure(pattern: readonly Atom[], states: Set<number>): Set<number> {
  for (const state of states) {
    const atom = pattern[state];
    if (atom !== undefined && isStar(atom)) states.add(state + 1);
  }
  return states;
}

function consumes(expected: Atom, atom: Atom): boolean {
  if (typeof expected === 'string') return expected === atom;
  if (expected instanceof Unknown) return atom instanceof Unknown && atom.id === expected.id;
  if (typeof atom === 'string') return expected.spansColons || atom !== ':';
  if (!(atom instanceof Unknown) || !(expected.many || atom.origin.length === 1)) return false;
  return expected.spansColons || without(atom).includes(':');
}

/** One symbol of what an unknown or a wildcard can stand for; `repeats` when it may stand for any number, also none. */
interface Range {
  readonly repeats: boolean;
  readonly unknown?: Unknown;
}

type Symbol = string | Range;

/** Whether some text is of both forms, that is whether the two can be made equal. */
function canMatch(pattern: readonly Atom[], text: readonly Atom[]): boolean {
  const left = pattern.flatMap(symbols);
  const right = text.flatMap(symbols);
  const width = right.length + 1;
  const seen = new Uint8Array((left.length + 1) * width);
  const open = [0];
  while (open.length > 0) {
    const state = open.pop() as number;
    if (seen[state]) continue;
    seen[state] = 1;
    const [row, column] = [Math.floor(state / width), state % width];
    if (row === left.length && column === right.length) return true;
    const [one, other] = [left[row], right[column]];
    if (repeats(one)) open.push(state + width);
    if (repeats(other)) open.push(state + 1);
    if (one === undefined || other === undefined || !haveCommon(one, other)) continue;
    open.push(state + (repeats(one) ? 0 : width) + (repeats(other) ? 0 : 1));
  }
  return false;
}

/** A generated name has at least one character; any other unknown may be empty. */
function symbols(atom: Atom): Symbol[] {
  if (typeof atom === 'string') return [atom];
  if (!(atom instanceof Unknown)) return [{ repeats: atom.many }];
  if (atom.origin.length === 1) return [{ repeats: false, unknown: atom }];
  const some: Range = { repeats: true, unknown: atom };
  return atom.origin.generated ? [{ repeats: false, unknown: atom }, some] : [some];
}

function haveCommon(left: Symbol, right: Symbol): boolean {
  if (typeof left === 'string') return typeof right === 'string' ? left === right : admits(right, left);
  if (typeof right === 'string') return admits(left, right);
  const [one, other] = [left.unknown, right.unknown];
  return !(one?.origin.generated && other?.origin.generated && one.id !== other.id);
}

function admits(range: Range, character: string): boolean {
  return range.unknown === undefined || !without(range.unknown).includes(character);
}

function repeats(symbol: Symbol | undefined): boolean {
  return typeof symbol === 'object' && symbol.repeats;
}

function isStar(atom: Atom): boolean {
  return typeof atom === 'object' && !(atom instanceof Unknown) && atom.many;
}

function without({ origin }: Unknown): string {
  return origin.without ?? '';
}
