import { addNumbers } from './number';
import { childOf, type Path, valueAt } from './path';
import { invalid } from './refusal';
import { type Attributes, elementsOf, typeOf, type Value } from './value';

/** What an attribute is set to. */
export type NewValue =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'sum'; readonly left: NewValue; readonly right: NewValue; readonly sign: 1 | -1 }
  | { readonly kind: 'if-not-exists'; readonly path: Path; readonly otherwise: NewValue }
  | { readonly kind: 'appended'; readonly first: NewValue; readonly second: NewValue };

export type Action =
  | { readonly kind: 'SET'; readonly path: Path; readonly to: NewValue }
  | { readonly kind: 'REMOVE'; readonly path: Path }
  | { readonly kind: 'ADD' | 'DELETE'; readonly path: Path; readonly operand: Value };

/** A place in the item that is made, for writing into it. */
interface Place {
  read(): Value | undefined;
  write(value: Value): void;
  remove(): void;
}

/**
 * The item after an update. Every action sees the item as it was before, and list elements are counted in that one.
 * @throws ValidationException when an action does not fit the item
 */
export function updated(item: Attributes, actions: readonly Action[]): Attributes {
  const values = actions.map((action) => (action.kind === 'SET' ? newValue(action.to, item) : undefined));
  const made: Value = structuredClone({ M: item });
  const removed = new Set<Value>();
  // Elements that are set beyond a list's end come after it, by their numbers.
  const inOrder = [...actions.entries()].sort(([, one], [, other]) => lastIndex(one.path) - lastIndex(other.path));
  for (const [at, action] of inOrder) act(placeAt(made, action.path, removed), action, values[at]);
  return without(made, removed).M ?? {};
}

function act(place: Place, action: Action, value: Value | undefined): void {
  switch (action.kind) {
    case 'SET':
      place.write(value as Value);
      break;
    case 'REMOVE':
      place.remove();
      break;
    case 'ADD':
      place.write(added(place.read(), action.operand));
      break;
    case 'DELETE':
      deleteElements(place, action.operand);
  }
}

function newValue(value: NewValue, item: Attributes): Value {
  switch (value.kind) {
    case 'value':
      return value.value;
    case 'path': {
      const found = valueAt(item, value.path);
      if (found) return found;
      throw invalid('The provided expression refers to an attribute that does not exist in the item');
    }
    case 'sum': {
      const [left, right] = [newValue(value.left, item).N, newValue(value.right, item).N];
      if (left === undefined || right === undefined) throw wrongType();
      return { N: addNumbers(left, right, value.sign) };
    }
    case 'if-not-exists':
      return valueAt(item, value.path) ?? newValue(value.otherwise, item);
    case 'appended': {
      const [first, second] = [newValue(value.first, item).L, newValue(value.second, item).L];
      if (!first || !second) throw wrongType();
      return { L: [...first, ...second] };
    }
  }
}

function added(existing: Value | undefined, operand: Value): Value {
  if (!existing) return operand;
  if (typeOf(existing) !== typeOf(operand)) throw wrongType();
  if (existing.N !== undefined && operand.N !== undefined) return { N: addNumbers(existing.N, operand.N) };
  const elements = [...(elementsOf(existing) ?? []), ...(elementsOf(operand) ?? [])];
  return { [typeOf(operand)]: [...new Set(elements)] };
}

/** A set that nothing is left of is no attribute. */
function deleteElements(place: Place, operand: Value): void {
  const existing = place.read();
  if (!existing) return;
  if (typeOf(existing) !== typeOf(operand)) throw wrongType();
  const left = (elementsOf(existing) ?? []).filter((element) => !elementsOf(operand)?.includes(element));
  if (left.length > 0) place.write({ [typeOf(operand)]: left });
  else place.remove();
}

function placeAt(root: Value, path: Path, removed: Set<Value>): Place {
  const last = path[path.length - 1] as string | number;
  const parent = path.slice(0, -1).reduce<Value | undefined>((value, step) => value && childOf(value, step), root);
  const list = parent?.L as Value[] | undefined;
  if (typeof last === 'number' && list) {
    return {
      read: () => list[last],
      write: (value) => list.splice(last, 1, value),
      remove: () => {
        if (list[last]) removed.add(list[last]);
      },
    };
  }
  const map = parent?.M as Record<string, Value> | undefined;
  if (typeof last === 'number' || !map) {
    throw invalid('The document path provided in the update expression is invalid for update');
  }
  return {
    read: () => childOf({ M: map }, last),
    write: (value) => Object.defineProperty(map, last, { value, enumerable: true, configurable: true, writable: true }),
    remove: () => delete map[last],
  };
}

/** The lists without what was taken out of them; only now do the others move up. */
function without(value: Value, removed: ReadonlySet<Value>): Value {
  if (value.L) return { L: value.L.filter((each) => !removed.has(each)).map((each) => without(each, removed)) };
  if (!value.M) return value;
  return { M: Object.fromEntries(Object.entries(value.M).map(([name, each]) => [name, without(each, removed)])) };
}

function lastIndex(path: Path): number {
  return Number(path[path.length - 1]) || 0;
}

function wrongType(): Error {
  return invalid('An operand in the update expression has an incorrect data type');
}
