import fc from 'fast-check';
import { heldAt, PATHS, VALUES } from './vocabulary';

const anyValue = fc.constantFrom(...Object.keys(VALUES));
const NUMBERS = ['num', 'doc.x', 'rnk', 'lst[2].x', 'absent'];
/** What has a size, where it is there. */
const SIZED = ['txt', 'bin', 'sset', 'nset', 'bset', 'lst', 'doc', 'doc.l', 'doc.y', 'absent'];
const TEXTS = ['txt', '#status', 'doc.y.z'];

/** What a filter may name: not the keys of a table or an index. */
const NOT_KEYS = PATHS.filter((path) => path !== 'grp' && path !== 'rnk');

/** Conditions of up to nine parts, with parentheses only where they change what binds to what. */
function conditions(paths: readonly string[]): fc.Arbitrary<string> {
  const one = single(paths);
  return fc.letrec<{ or: string; and: string; not: string }>((tie) => ({
    or: fc.oneof({ maxDepth: 2 }, tie('and'), joined(tie('and'), tie('or'), ['OR', 'or'])),
    and: fc.oneof({ maxDepth: 2 }, tie('not'), joined(tie('not'), tie('and'), ['AND', 'and'])),
    not: fc.oneof(
      { maxDepth: 2 },
      { weight: 5, arbitrary: one },
      one.map((text) => `NOT ${text}`),
      joined(one, tie('and'), ['OR', 'AND', 'or']).map((text) => `(${text})`),
      joined(one, one, ['OR', 'AND']).map((text) => `NOT (${text})`),
    ),
  })).or;
}

function joined(one: fc.Arbitrary<string>, other: fc.Arbitrary<string>, words: readonly string[]) {
  return fc.tuple(one, fc.constantFrom(...words), other).map((parts) => parts.join(' '));
}

function single(paths: readonly string[]): fc.Arbitrary<string> {
  const among = (some: readonly string[]) => fc.constantFrom(...some.filter((path) => paths.includes(path)));
  const path = fc.constantFrom(...paths);
  /** A path, and a value that it may well hold; now and then any value. */
  const pair = path.chain((at) =>
    fc.tuple(fc.constant(at), fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...heldAt(at)) }, anyValue)),
  );
  const ordered = among([...NUMBERS, ...TEXTS, 'bin']).chain((at) =>
    fc.tuple(fc.constant(at), fc.constantFrom(...heldAt(at))),
  );
  const order = fc.constantFrom('<', '<=', '>', '>=');
  const bounds = fc.constantFrom(
    ':zero AND :two',
    ':below AND :one',
    ':a AND :b',
    ':byte AND :bytes',
    ':one AND :onePoint',
  );
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(pair, fc.constantFrom('=', '<>')).map(([[at, value], sign]) => `${at} ${sign} ${value}`),
    },
    { weight: 2, arbitrary: fc.tuple(ordered, order).map(([[at, value], sign]) => `${at} ${sign} ${value}`) },
    fc.tuple(ordered, order).map(([[at, value], sign]) => `${value} ${sign} ${at}`),
    fc
      .tuple(path, path, fc.oneof(order, fc.constantFrom('=', '<>')))
      .filter(([one, other]) => one.replace('#', '') !== other.replace('#', ''))
      .map(([one, other, sign]) => `${one} ${sign} ${other}`),
    fc.tuple(path, bounds).map(([at, both]) => `${at} BETWEEN ${both}`),
    fc
      .tuple(pair, fc.array(anyValue, { maxLength: 3 }))
      .map(([[at, value], others]) => `${at} IN (${[...others, value].join(', ')})`),
    fc.tuple(fc.constantFrom('attribute_exists', 'attribute_not_exists'), path).map(([name, at]) => `${name}(${at})`),
    fc
      .tuple(path, fc.constantFrom(':S', ':N', ':L', ':SS', ':NULL'))
      .map(([at, type]) => `attribute_type(${at}, ${type})`),
    fc
      .tuple(among([...TEXTS, 'absent']), fc.constantFrom(':none', ':a', ':ab', ':accent'))
      .map(([at, start]) => `begins_with(${at}, ${start})`),
    fc.constantFrom('begins_with(bin, :byte)', 'begins_with(bin, :bytes)', 'begins_with(txt, #status)'),
    fc
      .tuple(among(['txt', 'sset', 'nset', 'bset', 'lst', 'doc.l', 'doc', 'num', '#odd']), anyValue)
      .map(([at, element]) => `contains(${at}, ${element})`),
    fc
      .tuple(among(SIZED), fc.constantFrom('=', '<>', '<', '>='), fc.constantFrom(':zero', ':one', ':two'))
      .map(([at, sign, value]) => `size(${at}) ${sign} ${value}`),
  );
}

export const condition = conditions(PATHS);
export const filter = conditions(NOT_KEYS);
