import { type Path, valueAt } from './path';
import { type Attributes, bytesOf, compareValues, elementsOf, isEqual, type Type, typeOf, type Value } from './value';

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'size'; readonly path: Path };

/** What a condition expression says, as its grammar has it. */
export type ParsedCondition =
  | { readonly kind: 'and' | 'or'; readonly all: readonly ParsedCondition[] }
  | { readonly kind: 'not'; readonly not: ParsedCondition }
  | { readonly kind: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly list: readonly Operand[] }
  | { readonly kind: 'exists'; readonly path: Path; readonly exists: boolean }
  | { readonly kind: 'type'; readonly path: Path; readonly type: Type }
  | { readonly kind: 'begins'; readonly path: Path; readonly start: Operand }
  | { readonly kind: 'contains'; readonly path: Path; readonly element: Operand };

/** Whether a condition holds for an item; one that is not there has no attributes. */
export function holds(condition: ParsedCondition, item: Attributes): boolean {
  const read = (operand: Operand) => resolve(operand, item);
  switch (condition.kind) {
    case 'and':
      return condition.all.every((each) => holds(each, item));
    case 'or':
      return condition.all.some((each) => holds(each, item));
    case 'not':
      return !holds(condition.not, item);
    case 'compare':
      return compares(condition.comparator, read(condition.left), read(condition.right));
    case 'between':
      return (
        compares('>=', read(condition.operand), read(condition.low)) &&
        compares('<=', read(condition.operand), read(condition.high))
      );
    case 'in': {
      const value = read(condition.operand);
      return value !== undefined && condition.list.some((each) => compares('=', value, read(each)));
    }
    case 'exists':
      return (valueAt(item, condition.path) !== undefined) === condition.exists;
    case 'type': {
      const value = valueAt(item, condition.path);
      return value !== undefined && typeOf(value) === condition.type;
    }
    case 'begins':
      return begins(valueAt(item, condition.path), read(condition.start));
    case 'contains':
      return contains(valueAt(item, condition.path), read(condition.element));
  }
}

function resolve(operand: Operand, item: Attributes): Value | undefined {
  switch (operand.kind) {
    case 'path':
      return valueAt(item, operand.path);
    case 'value':
      return operand.value;
    case 'size': {
      const size = sizeOf(valueAt(item, operand.path));
      return size === undefined ? undefined : { N: String(size) };
    }
  }
}

/** What is not there is equal to nothing else, and before and after nothing. */
function compares(comparator: Comparator, left: Value | undefined, right: Value | undefined): boolean {
  const equal = left && right ? isEqual(left, right) : left === right;
  if (comparator === '=') return equal;
  if (comparator === '<>') return !equal;
  const order = left && right && compareValues(left, right);
  if (order === undefined) return false;
  switch (comparator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function begins(value: Value | undefined, start: Value | undefined): boolean {
  if (!value || !start || typeOf(value) !== typeOf(start)) return false;
  const [bytes, first] = [bytesOf(value), bytesOf(start)];
  return bytes !== undefined && first !== undefined && bytes.subarray(0, first.length).equals(first);
}

/** A part of a string or of bytes, or an element of a set or a list. */
function contains(value: Value | undefined, element: Value | undefined): boolean {
  if (!value || !element) return false;
  if (value.L) return value.L.some((each) => isEqual(each, element));
  if (elementsOf(value)) {
    const [content] = Object.values(element) as [string];
    return typeOf(value) === `${typeOf(element)}S` && (elementsOf(value) ?? []).includes(content);
  }
  const [bytes, part] = [bytesOf(value), bytesOf(element)];
  return bytes !== undefined && part !== undefined && typeOf(value) === typeOf(element) && bytes.includes(part);
}

/** Characters of a string as UTF-16 counts them, bytes of bytes, elements of anything else that has some; a number, a boolean and null have no size. */
function sizeOf(value: Value | undefined): number | undefined {
  if (!value) return undefined;
  const elements = elementsOf(value) ?? value.L ?? (value.M && Object.keys(value.M));
  return elements?.length ?? value.S?.length ?? bytesOf(value)?.length;
}
