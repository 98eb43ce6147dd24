import type { Neutral, NeutralResource } from './neutral';

/** One property that differs, or a whole resource that is on one side only. */
export interface Difference {
  /** The resource on the side that has it; live's, when both have. */
  readonly at: NeutralResource;
  readonly property: readonly string[];
  readonly sandbox: Neutral | undefined;
  readonly live: Neutral | undefined;
}

export function differences(
  sandbox: ReadonlyMap<string, NeutralResource>,
  live: ReadonlyMap<string, NeutralResource>,
): Difference[] {
  const keys = [...new Set([...sandbox.keys(), ...live.keys()])];
  return keys.flatMap((key) => {
    const [one, two] = [sandbox.get(key), live.get(key)];
    const at = two ?? one;
    if (!at) return [];
    if (!one || !two) return [{ at, property: [], sandbox: one?.value, live: two?.value }];
    if (one.type !== two.type) return [{ at, property: ['Type'], sandbox: one.type, live: two.type }];
    return Array.from(compare(one.value, two.value, []), (found) => ({ at, ...found }));
  });
}

type Found = Omit<Difference, 'at'>;

function* compare(
  sandbox: Neutral | undefined,
  live: Neutral | undefined,
  property: readonly string[],
): Iterable<Found> {
  if (Array.isArray(sandbox) && Array.isArray(live)) {
    yield* compareLists(sandbox, live, property);
  } else if (isObject(sandbox) && isObject(live)) {
    for (const name of new Set([...Object.keys(sandbox), ...Object.keys(live)])) {
      yield* compare(sandbox[name], live[name], [...property, name]);
    }
  } else if (sandbox !== live) yield { property, sandbox, live };
}

/** The order of lists says little: what both have is left out, and only where one item is left on each side are these compared. */
function* compareLists(
  sandbox: readonly Neutral[],
  live: readonly Neutral[],
  property: readonly string[],
): Iterable<Found> {
  const left = without(sandbox, live);
  const right = without(live, sandbox);
  if (left.length === 1 && right.length === 1) {
    yield* compare(left[0], right[0], [...property, String(live.indexOf(right[0] as Neutral))]);
    return;
  }
  for (const item of left) {
    const twin = right.find((other) => nameOf(other) !== undefined && nameOf(other) === nameOf(item));
    if (twin !== undefined) right.splice(right.indexOf(twin), 1);
    yield* compare(item, twin, [...property, String(sandbox.indexOf(item))]);
  }
  for (const item of right)
    yield { property: [...property, String(live.indexOf(item))], sandbox: undefined, live: item };
}

function without(items: readonly Neutral[], others: readonly Neutral[]): Neutral[] {
  const rest = others.map((other) => JSON.stringify(other));
  return items.filter((item) => {
    const at = rest.indexOf(JSON.stringify(item));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/** What tells one item of a list from the others: a statement, a tag, a variable. */
function nameOf(item: Neutral): string | undefined {
  if (!isObject(item)) return undefined;
  const name = item['Sid'] ?? item['Key'] ?? item['Name'] ?? item['Id'] ?? item['AttributeName'] ?? item['IndexName'];
  return typeof name === 'string' ? name : undefined;
}

export function isObject(value: Neutral | undefined): value is { readonly [key: string]: Neutral } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
