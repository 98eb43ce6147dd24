import fc from 'fast-check';
import { heldAt, PATHS } from './vocabulary';

interface Action {
  readonly clause: string;
  readonly at: string;
  readonly text: string;
}

/** The emulator stores these as they are written. */
const NOT_CANONICAL = [':onePoint', ':tenAgain', ':half'];
const NUMBERS = ['num', 'doc.x', 'rnk'];
const LISTS = ['lst', 'doc.l'];
const addend = fc.constantFrom(':zero', ':one', ':below', ':ten');
const number = fc.constantFrom(...NUMBERS, 'absent');
const list = fc.constantFrom(...LISTS, 'absent');

/** What keeps the type of what is there, so that one update does not spoil the next. */
function newValue(at: string): fc.Arbitrary<string> {
  const held = fc.constantFrom(...heldAt(at).filter((value) => !NOT_CANONICAL.includes(value)));
  const known = [held, held.map((value) => `if_not_exists(${at}, ${value})`)];
  if (NUMBERS.includes(at)) {
    return fc.oneof(
      ...known,
      fc.tuple(number, fc.constantFrom('+', '-'), addend).map((parts) => parts.join(' ')),
      fc.tuple(addend, fc.constantFrom('+', '-'), number).map((parts) => parts.join(' ')),
      fc.tuple(number, addend, addend).map(([from, value, by]) => `if_not_exists(${from}, ${value}) + ${by}`),
      number,
    );
  }
  if (LISTS.includes(at)) {
    return fc.oneof(
      ...known,
      fc.tuple(list, fc.constantFrom(':short', ':noList')).map(([from, value]) => `list_append(${from}, ${value})`),
      fc.tuple(list, fc.constantFrom(':short', ':list')).map(([from, value]) => `list_append(${value}, ${from})`),
      list.map((from) => `list_append(if_not_exists(${from}, :noList), :short)`),
    );
  }
  return at === '#odd'
    ? fc.oneof(...known, fc.constantFrom('txt', 'doc', 'lst[0]', 'absent', 'sset'))
    : fc.oneof(...known);
}

const settable = PATHS.filter((at) => !['num.x', 'lst[2].x', 'absent'].includes(at));
const set = fc
  .constantFrom(...settable)
  .chain((at) => newValue(at).map((to) => ({ clause: 'SET', at, text: `${at} = ${to}` })));
const remove = fc.constantFrom(...settable).map((at) => ({ clause: 'remove', at, text: at }));
const add = fc
  .tuple(fc.constantFrom('num', 'rnk'), addend)
  .map(([at, by]) => ({ clause: 'ADD', at, text: `${at} ${by}` }));
const change = fc
  .tuple(
    fc.constantFrom('add', 'DELETE'),
    fc.constantFrom(['sset', ':ss'], ['sset', ':sb'], ['nset', ':nn'], ['nset', ':ns'], ['bset', ':bb']),
  )
  .map(([clause, [at = '', value]]) => ({ clause, at, text: `${at} ${value}` }));

/** Actions of which none is in another's way, each clause once, the clauses in any order; and what must be there for them. */
export const update = fc
  .array(fc.oneof<fc.MaybeWeightedArbitrary<Action>[]>({ weight: 4, arbitrary: set }, remove, add, change), {
    minLength: 1,
    maxLength: 5,
  })
  .map((actions) => {
    const kept = apart(actions, ({ at }) => at);
    const clauses = [...new Set(kept.map(({ clause }) => clause.toUpperCase()))];
    const text = clauses
      .map((word) => kept.filter(({ clause }) => clause.toUpperCase() === word))
      .map((same) => `${same[0]?.clause} ${same.map((action) => action.text).join(', ')}`)
      .join(' ');
    const needed = kept
      .filter(({ clause, at }) => clause === 'remove' && /[.[]/.test(at))
      .map(({ at }) => at.replace(/(\[\d+\]|\.[^.[]+)$/, ''));
    return { text, needed: [...new Set(needed)].map((at) => `attribute_exists(${at})`).join(' AND ') };
  });

/** Without what is, or leads through, the same as one before it. */
export function apart<T>(all: readonly T[], pathOf: (one: T) => string): readonly T[] {
  return all.filter((one, at) => !all.slice(0, at).some((other) => meet(pathOf(one), pathOf(other))));
}

function meet(one: string, other: string): boolean {
  const [a, b] = [one.replaceAll('#', ''), other.replaceAll('#', '')];
  const inside = (path: string, outer: string) =>
    path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
  const sameList = a.includes('[') && b.includes('[') && a.split('[')[0] === b.split('[')[0];
  return inside(a, b) || inside(b, a) || sameList;
}
