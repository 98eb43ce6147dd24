import { canonicalNumber, compareNumbers, numberSize } from './number';
import { invalid } from './refusal';

/** An attribute's value as it goes over the wire: exactly one of these members. Bytes are in base64. */
export interface Value {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: true;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly L?: readonly Value[];
  readonly M?: Attributes;
}

export type Attributes = Readonly<Record<string, Value>>;

export const TYPES = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'] as const;
export type Type = (typeof TYPES)[number];

const DEPTH = 32;

export function typeOf(value: Value): Type {
  const [type] = Object.keys(value);
  return type as Type;
}

/**
 * The same value with its numbers in their one way of writing.
 * @throws ValidationException for what is no value
 */
export function checkedValue(value: unknown, depth = 0): Value {
  if (depth > DEPTH) throw invalid(`Nesting Levels have exceeded supported limits: more than ${DEPTH}`);
  const members = Object.entries(Object(value));
  const [member] = members;
  if (!member || members.length > 1) {
    throw invalid('Supplied AttributeValue must contain exactly one of the supported datatypes');
  }
  const [type, content] = member;
  if (!isContent(type as Type, content)) throw invalid(`Supplied AttributeValue has a wrong ${type}`);
  const checked: Value = { [type]: content };
  if (checked.N !== undefined) return { N: canonicalNumber(checked.N) };
  if (checked.NS) return { NS: checkedSet(checked.NS.map(canonicalNumber)) };
  if (checked.SS) return { SS: checkedSet(checked.SS) };
  if (checked.BS) return { BS: checkedSet(checked.BS) };
  if (checked.L) return { L: checked.L.map((each) => checkedValue(each, depth + 1)) };
  if (checked.M) return { M: checkedAttributes(checked.M, depth + 1) };
  return checked;
}

/** @throws ValidationException for an attribute without a name, or what is no value */
export function checkedAttributes(attributes: Readonly<Record<string, unknown>>, depth = 0): Attributes {
  const entries = Object.entries(attributes);
  if (entries.some(([name]) => name === '')) throw invalid('Empty attribute name');
  return Object.fromEntries(entries.map(([name, value]) => [name, checkedValue(value, depth)]));
}

function isContent(type: Type, content: unknown): boolean {
  const texts = (all: unknown) => Array.isArray(all) && all.every((each) => typeof each === 'string');
  switch (type) {
    case 'S':
    case 'N':
      return typeof content === 'string';
    case 'B':
      return typeof content === 'string' && isBase64(content);
    case 'BOOL':
      return typeof content === 'boolean';
    case 'NULL':
      return content === true;
    case 'SS':
    case 'NS':
      return texts(content);
    case 'BS':
      return texts(content) && (content as string[]).every(isBase64);
    case 'L':
      return Array.isArray(content);
    case 'M':
      return typeof content === 'object' && content !== null && !Array.isArray(content);
    default:
      return false;
  }
}

function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}

function checkedSet(elements: readonly string[]): readonly string[] {
  if (elements.length === 0) throw invalid('One or more parameter values were invalid: a set may not be empty');
  if (new Set(elements).size < elements.length) {
    throw invalid(
      `One or more parameter values were invalid: a set of ${elements.length} elements has the same one twice`,
    );
  }
  return elements;
}

/** Whether two values are the same: of one type, sets in any order, all else in its own. */
export function isEqual(one: Value, other: Value): boolean {
  if (typeOf(one) !== typeOf(other)) return false;
  if (one.L && other.L) return one.L.length === other.L.length && one.L.every((each, at) => same(each, other.L?.[at]));
  if (one.M && other.M) {
    const names = Object.keys(one.M);
    return names.length === Object.keys(other.M).length && names.every((name) => same(one.M?.[name], other.M?.[name]));
  }
  const [set, others] = [elementsOf(one), elementsOf(other)];
  if (set && others) return set.length === others.length && set.every((element) => others.includes(element));
  return contentOf(one) === contentOf(other);
}

function same(one: Value | undefined, other: Value | undefined): boolean {
  return one !== undefined && other !== undefined && isEqual(one, other);
}

/** Of a set. */
export function elementsOf({ SS, NS, BS }: Value): readonly string[] | undefined {
  return SS ?? NS ?? BS;
}

function contentOf({ S, N, B, BOOL, NULL }: Value): unknown {
  return S ?? N ?? B ?? BOOL ?? NULL;
}

/** Which of two strings, numbers or byte strings comes first, as for a sort; undefined when they have no order between them. */
export function compareValues(one: Value, other: Value): number | undefined {
  if (one.N !== undefined && other.N !== undefined) return compareNumbers(one.N, other.N);
  const [a, b] = [bytesOf(one), bytesOf(other)];
  return a && b && typeOf(one) === typeOf(other) ? Buffer.compare(a, b) : undefined;
}

/** What strings and byte strings are ordered and measured by; a string's are those of UTF-8. */
export function bytesOf({ S, B }: Value): Buffer | undefined {
  if (S !== undefined) return Buffer.from(S, 'utf8');
  return B === undefined ? undefined : Buffer.from(B, 'base64');
}

/** Bytes, as DynamoDB counts them for its limits. */
export function itemSize(attributes: Attributes): number {
  const sizes = Object.entries(attributes).map(([name, value]) => Buffer.byteLength(name) + valueSize(value));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function valueSize(value: Value): number {
  const { N, NS, SS, BS, L, M } = value;
  const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0);
  if (N !== undefined) return numberSize(N);
  if (NS) return sum(NS.map(numberSize));
  if (SS) return sum(SS.map((each) => Buffer.byteLength(each)));
  if (BS) return sum(BS.map((each) => Buffer.byteLength(each, 'base64')));
  // A list and a map take three bytes, and one for each that they hold.
  if (L) return 3 + L.length + sum(L.map(valueSize));
  if (M) return 3 + Object.keys(M).length + itemSize(M);
  return bytesOf(value)?.length ?? 1;
}
