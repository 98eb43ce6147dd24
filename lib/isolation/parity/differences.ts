import type { Neutral, NeutralResource } from './neutral';
import { type ResourcesById, resourcePairs } from './resource-pairs';

/** One property that differs, or a whole resource that is on one side only. */
export interface Difference {
  /** The resource on the side that has it; live's, when both have. */
  readonly at: NeutralResource;
  readonly property: readonly string[];
  /** The same path, with the name of a list item, where it has one, instead of its position. */
  readonly named: readonly string[];
  readonly sandbox: Neutral | undefined;
  readonly live: Neutral | undefined;
}

export function differences(sandbox: ResourcesById, live: ResourcesById): Difference[] {
  const { pairs, sameId } = resourcePairs(sandbox, live);
  return pairs.flatMap(([one, two]) => {
    const at = two ?? one;
    if (!at) return [];
    if (!one || !two) return [{ at, property: [], named: [], sandbox: one?.value, live: two?.value }];
    if (one.type !== two.type) return [{ at, property: ['Type'], named: ['Type'], sandbox: one.type, live: two.type }];
    return Array.from(compare(one.value, two.value, { property: [], named: [] }, sameId), (found) => ({
      at,
      ...found,
    }));
  });
}

type Found = Omit<Difference, 'at'>;
type Where = Pick<Difference, 'property' | 'named'>;
/** Whether two texts mean the same, given which resources correspond. */
type Same = (sandbox: string, live: string) => boolean;

function* compare(
  sandbox: Neutral | undefined,
  live: Neutral | undefined,
  where: Where,
  isSame: Same,
): Iterable<Found> {
  if (Array.isArray(sandbox) && Array.isArray(live)) {
    yield* compareLists(sandbox, live, where, isSame);
  } else if (isObject(sandbox) && isObject(live)) {
    for (const name of new Set([...Object.keys(sandbox), ...Object.keys(live)])) {
      yield* compare(sandbox[name], live[name], below(where, name), isSame);
    }
  } else if (sandbox !== live) {
    if (typeof sandbox === 'string' && typeof live === 'string' && isSame(sandbox, live)) return;
    yield { ...where, sandbox, live };
  }
}

/** The order of lists does not matter: equal items are left out, items of the same name are compared, and so are the last two without names. */
function* compareLists(
  sandbox: readonly Neutral[],
  live: readonly Neutral[],
  where: Where,
  isSame: Same,
): Iterable<Found> {
  const left = without(sandbox, live);
  const right = without(live, sandbox);
  const alone: Neutral[] = [];
  for (const item of left) {
    const name = nameOf(item);
    const twin = name === undefined ? undefined : right.find((other) => nameOf(other) === name);
    if (twin === undefined) alone.push(item);
    else {
      right.splice(right.indexOf(twin), 1);
      yield* compare(item, twin, below(where, String(sandbox.indexOf(item)), name), isSame);
    }
  }
  const [one, two] = [alone[0], right[0]];
  if (one !== undefined && two !== undefined && alone.length + right.length === 2 && nameOf(one) === nameOf(two)) {
    yield* compare(one, two, below(where, String(live.indexOf(two))), isSame);
    return;
  }
  for (const item of alone)
    yield { ...below(where, String(sandbox.indexOf(item)), nameOf(item)), sandbox: item, live: undefined };
  for (const item of right)
    yield { ...below(where, String(live.indexOf(item)), nameOf(item)), sandbox: undefined, live: item };
}

function below({ property, named }: Where, step: string, name = step): Where {
  return { property: [...property, step], named: [...named, name] };
}

function without(items: readonly Neutral[], others: readonly Neutral[]): Neutral[] {
  const rest = new Map<string, number>();
  for (const other of others) rest.set(JSON.stringify(other), (rest.get(JSON.stringify(other)) ?? 0) + 1);
  return items.filter((item) => {
    const key = JSON.stringify(item);
    const left = rest.get(key) ?? 0;
    rest.set(key, left - 1);
    return left <= 0;
  });
}

const NAMES = ['Sid', 'Key', 'Name', 'Id', 'AttributeName', 'IndexName'] as const;

/** The name of an item in a list: a statement, a tag, a variable, a provider, a graph. */
function nameOf(item: Neutral | undefined): string | undefined {
  if (!isObject(item)) return undefined;
  for (const key of NAMES) if (typeof item[key] === 'string') return item[key];
  const { provider, mode, properties } = item;
  if (typeof provider === 'string' && typeof mode === 'string') return `${provider} ${mode}`;
  return isObject(properties) && typeof properties['title'] === 'string' ? properties['title'] : undefined;
}

export function isObject(value: Neutral | undefined): value is { readonly [key: string]: Neutral } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
