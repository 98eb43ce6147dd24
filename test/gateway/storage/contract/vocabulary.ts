type Json = Readonly<Record<string, unknown>>;

/** The values that cases are made of, by the placeholders that stand for them. */
export const VALUES: Readonly<Record<string, Json>> = {
  ':zero': { N: '0' },
  ':one': { N: '1' },
  ':onePoint': { N: '1.0' },
  ':two': { N: '2' },
  ':ten': { N: '10' },
  ':tenAgain': { N: '1E1' },
  ':below': { N: '-2' },
  ':half': { N: '0.5' },
  ':most': { N: '9'.repeat(38) },
  ':none': { S: '' },
  ':a': { S: 'a' },
  ':ab': { S: 'ab' },
  ':b': { S: 'b' },
  ':accent': { S: 'é' },
  ':emoji': { S: '😀' },
  ':wide': { S: 'ﬀ' },
  ':byte': { B: 'AQ==' },
  ':bytes': { B: 'AQL/' },
  ':yes': { BOOL: true },
  ':no': { BOOL: false },
  ':null': { NULL: true },
  ':ss': { SS: ['a', 'b'] },
  ':sb': { SS: ['b'] },
  ':again': { SS: ['b', 'a'] },
  ':sc': { SS: ['a', 'c'] },
  ':ns': { NS: ['1', '2'] },
  ':nn': { NS: ['2'] },
  ':bs': { BS: ['AQ==', 'AQL/'] },
  ':bb': { BS: ['AQ=='] },
  ':list': { L: [{ N: '1' }, { S: 'a' }, { M: { x: { N: '1' } } }] },
  ':short': { L: [{ S: 'a' }] },
  ':noList': { L: [] },
  ':map': { M: { x: { N: '1' }, y: { M: { z: { S: 'a' } } }, l: { L: [{ N: '1' }, { N: '2' }] } } },
  ':noMap': { M: {} },
  ':S': { S: 'S' },
  ':N': { S: 'N' },
  ':L': { S: 'L' },
  ':SS': { S: 'SS' },
  ':NULL': { S: 'NULL' },
};

const NUMBERS = [':zero', ':one', ':onePoint', ':two', ':ten', ':tenAgain', ':below', ':half'];

/** What an attribute of each name holds; `#odd` may hold anything. */
const HELD: Readonly<Record<string, readonly string[]>> = {
  num: NUMBERS,
  txt: [':none', ':a', ':ab', ':b', ':accent', ':emoji', ':wide'],
  bin: [':byte', ':bytes'],
  flag: [':yes', ':no'],
  nil: [':null'],
  sset: [':ss', ':sb', ':again', ':sc'],
  nset: [':ns', ':nn'],
  bset: [':bs', ':bb'],
  lst: [':list', ':short', ':noList'],
  doc: [':map', ':noMap'],
  '#status': [':a', ':b'],
  '#odd': Object.keys(VALUES),
  grp: [':a', ':b'],
  rnk: NUMBERS,
};

export const ATTRIBUTES = Object.keys(HELD);

/** What is inside of lists and maps, where it is there at all. */
const NESTED: Readonly<Record<string, readonly string[]>> = {
  'lst[0]': [':one', ':a'],
  'lst[1]': [':a', ':two'],
  'lst[2].x': NUMBERS,
  'lst[9]': [':a'],
  'doc.x': NUMBERS,
  'doc.y': [':noMap'],
  'doc.y.z': [':a', ':ab'],
  'doc.l': [':short', ':noList'],
  'doc.l[0]': [':one', ':two'],
  'doc.l[1]': [':one', ':two'],
  'doc.more': [':one', ':map'],
};

const HELD_AT: Readonly<Record<string, readonly string[]>> = {
  ...HELD,
  ...NESTED,
  // Another way to write a path, a path that leads nowhere, and one that is never there.
  'doc.#x': NUMBERS,
  'num.x': NUMBERS,
  absent: [':a', ':one'],
};

export const PATHS = Object.keys(HELD_AT);

export const NAMES: Readonly<Record<string, string>> = { '#status': 'status', '#odd': 'a.b', '#x': 'x' };

export function heldAt(path: string): readonly string[] {
  return HELD_AT[path] ?? [];
}

/** The names and values that the expressions of an input have placeholders for; none of either, none is given. */
export function withPlaceholders(input: Json): Json {
  const text = Object.entries(input)
    .filter(([name]) => name.endsWith('Expression'))
    .map(([, expression]) => expression)
    .join(' ');
  const used = (all: Json, form: RegExp) => {
    const keys = [...new Set(text.match(form))].filter((key) => key in all);
    return keys.length > 0 ? Object.fromEntries(keys.map((key) => [key, all[key]])) : undefined;
  };
  const names = used(NAMES, /#\w+/g);
  const values = used(VALUES, /:\w+/g);
  return {
    ...input,
    ...(names && { ExpressionAttributeNames: names }),
    ...(values && { ExpressionAttributeValues: values }),
  };
}
