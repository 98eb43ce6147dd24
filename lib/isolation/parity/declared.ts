import type { Environment } from '../../environment/schema';
import type { Difference } from './differences';
import type { Neutral } from './neutral';

/** A field of the environment files whose values differ, or that one of them alone has. */
interface DeclaredPair {
  readonly sandbox: string | undefined;
  readonly live: string | undefined;
}

/** Whether the environment files say that two values differ: the same two values, or the one in the place of the other. */
export type IsDeclared = (difference: Difference) => boolean;

/** @param neutral takes each side's own names out, as they are out of what is compared */
export function declarations(
  sandbox: Environment | undefined,
  live: Environment | undefined,
  neutral: { readonly sandbox: (text: string) => string; readonly live: (text: string) => string },
): IsDeclared {
  if (!sandbox || !live) return () => false;
  const pairs = pairsOf(sandbox, live).map((pair) => ({
    sandbox: pair.sandbox === undefined ? undefined : neutral.sandbox(pair.sandbox),
    live: pair.live === undefined ? undefined : neutral.live(pair.live),
  }));
  return ({ sandbox: one, live: two, property }) => {
    if (property.length === 0) return mentions(one ?? two ?? null, pairs, one === undefined ? 'live' : 'sandbox');
    if (typeof one === 'number' && typeof two === 'number') return pairs.some((pair) => explainsNumber(pair, one, two));
    const [left, right] = [text(one), text(two)];
    return (
      pairs.some((pair) => pair.sandbox === left && pair.live === right) ||
      explainsText(pairs, left, right, MOST_REPLACED)
    );
  };
}

/** Fields in one sentence, such as the description of an alarm. */
const MOST_REPLACED = 2;

function explainsText(
  pairs: readonly DeclaredPair[],
  left: string | undefined,
  right: string | undefined,
  depth: number,
): boolean {
  if (left === undefined || right === undefined || depth === 0) return false;
  return pairs.some(({ sandbox, live }) => {
    if (sandbox === undefined || live === undefined || sandbox === '' || !left.includes(sandbox)) return false;
    const replaced = left.replaceAll(sandbox, live);
    return replaced === right || (replaced !== left && explainsText(pairs, replaced, right, depth - 1));
  });
}

/** Percent as a part of one, seconds of minutes, hours and days, milliseconds; and a day more, to keep what is locked that long. */
const UNITS = [1, 0.01, 60, 3600, 86_400, 1000];

function explainsNumber({ sandbox, live }: DeclaredPair, one: number, two: number): boolean {
  const [left, right] = [Number(sandbox), Number(live)];
  if (!Number.isFinite(left) || !Number.isFinite(right)) return false;
  if (one === left + 1 && two === right + 1) return true;
  return UNITS.some((unit) => Math.abs(left * unit - one) < 1e-9 && Math.abs(right * unit - two) < 1e-9);
}

/** Whether a resource of one side alone is about something that only this side's file says. */
function mentions(value: Neutral, pairs: readonly DeclaredPair[], side: keyof DeclaredPair): boolean {
  if (Array.isArray(value)) return value.some((item) => mentions(item, pairs, side));
  if (typeof value === 'object' && value !== null)
    return Object.values(value).some((item) => mentions(item, pairs, side));
  return typeof value === 'string' && value.length >= SHORTEST && pairs.some((pair) => pair[side] === value);
}

/** Of a text that can be taken for the very one in the file. */
const SHORTEST = 8;

function pairsOf(sandbox: Environment, live: Environment): DeclaredPair[] {
  const [one, two] = [new Map(leaves(sandbox, '')), new Map(leaves(live, ''))];
  return [...new Set([...one.keys(), ...two.keys()])].flatMap((path) => {
    const pair = { sandbox: one.get(path), live: two.get(path) };
    return pair.sandbox === pair.live ? [] : [pair];
  });
}

/** Lists are also used whole: joined, or as JSON. */
function* leaves(value: unknown, path: string): Iterable<[string, string]> {
  if (typeof value !== 'object' || value === null) yield [path, String(value)];
  else for (const [name, item] of Object.entries(value)) yield* leaves(item, `${path}.${name}`);
  if (Array.isArray(value)) {
    yield [`${path} joined`, value.join(' ')];
    yield [`${path} listed`, value.join(', ')];
  }
  if (typeof value === 'object') yield [`${path} as JSON`, JSON.stringify(value)];
}

function text(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
