import { holds, type Operand, type ParsedCondition } from './condition';
import { parseCondition } from './parse-condition';
import { parseProjection } from './parse-projection';
import { type Path, project } from './path';
import { Placeholders } from './placeholders';
import { invalid } from './refusal';
import { type KeySchema, keyOf } from './schema';
import { compareBy, type MemoryTable } from './table';
import { type Attributes, checkedAttributes, itemSize, typeOf } from './value';

const PAGE_BYTES = 1024 * 1024;

export interface QueryMembers {
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
  readonly ExclusiveStartKey?: Readonly<Record<string, unknown>>;
  readonly ScanIndexForward?: boolean;
  readonly ConsistentRead?: boolean;
  readonly Limit?: number;
  readonly Select?: string;
}

export interface QueryAnswer {
  readonly Items?: readonly Attributes[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Attributes;
}

/** One page of the items of a partition of a table or of an index, in order of the sort key. @throws ValidationException */
export function query(table: MemoryTable, input: QueryMembers): QueryAnswer {
  const key = keyOfQuery(table, input.IndexName);
  const { condition, filter, paths } = expressionsOf(input, key);
  const { Limit: limit, ConsistentRead: consistent = false, ScanIndexForward: forward = true } = input;
  if (limit !== undefined && limit < 1) throw invalid(`Limit must be 1 or more; received ${limit}`);
  if (consistent && input.IndexName) throw invalid('Consistent reads are not supported on global secondary indexes');
  // What has the same key in an index comes in the order of the table's own.
  const order = [...key, ...table.schema.key].map(({ name }) => name);
  const compare = (one: Attributes, other: Attributes) => compareBy(order, one, other) * (forward ? 1 : -1);
  const start = input.ExclusiveStartKey && startOf(table, key, checkedAttributes(input.ExclusiveStartKey), condition);
  const found = table
    .all(consistent)
    .filter((item) => key.every(({ name }) => item[name] !== undefined) && holds(condition, item))
    .filter((item) => !start || compare(item, start) > 0)
    .sort(compare);
  const read = pageOf(found, limit);
  const items = read.filter((item) => !filter || holds(filter, item));
  const last = read.at(-1);
  // It does not look whether anything comes after: a page that is full names its end, even when nothing does.
  const more = last && (read.length < found.length || read.length === limit);
  const counts = { Count: items.length, ScannedCount: read.length };
  return {
    ...(input.Select !== 'COUNT' && { Items: items.map((item) => (paths ? project(item, paths) : item)) }),
    ...counts,
    ...(more && { LastEvaluatedKey: only(last, order) }),
  };
}

function keyOfQuery({ schema }: MemoryTable, index: string | undefined): KeySchema {
  if (index === undefined) return schema.key;
  const key = schema.indexes?.[index];
  if (key) return key;
  throw invalid(`The table does not have the specified index: ${index}`);
}

function expressionsOf(input: QueryMembers, key: KeySchema) {
  const { KeyConditionExpression: text, FilterExpression: filterText, ProjectionExpression: projection } = input;
  if (text === undefined)
    throw invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified');
  const placeholders = new Placeholders(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
  const condition = parseCondition('KeyConditionExpression', text, placeholders);
  checkKeyCondition(condition, key);
  const filter = filterText === undefined ? undefined : parseCondition('FilterExpression', filterText, placeholders);
  for (const { name } of filter ? key : []) {
    if (filter && namesOf(filter).has(name)) {
      throw invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`);
    }
  }
  const paths: readonly Path[] | undefined =
    projection === undefined ? undefined : parseProjection(projection, placeholders);
  placeholders.checkAllUsed();
  return { condition, filter, paths };
}

/** The partition key is equal to a value; the sort key may be compared with one too. Nothing else can be asked of keys. */
function checkKeyCondition(condition: ParsedCondition, [partition, sort]: KeySchema): void {
  const parts = condition.kind === 'and' ? condition.all : [condition];
  const asked = parts.map(keyPart);
  const names = asked.map(({ name }) => name);
  const unknown = names.find((name) => name !== partition.name && name !== sort?.name);
  if (unknown !== undefined || !names.includes(partition.name)) {
    throw invalid(
      `Query condition missed key schema element: ${names.includes(partition.name) ? sort?.name : partition.name}`,
    );
  }
  if (new Set(names).size < names.length) {
    throw invalid('KeyConditionExpressions must only contain one condition per key');
  }
  for (const { name, isEquality, values } of asked) {
    if (name === partition.name && !isEquality) throw invalid('Query key condition not supported');
    const schema = name === partition.name ? partition : (sort ?? partition);
    for (const value of values) {
      if (typeOf(value) !== schema.type) {
        throw invalid(
          `One or more parameter values were invalid: Condition parameter type does not match schema type: ${name}`,
        );
      }
      keyOf({ key: [schema] }, { [name]: value });
    }
  }
}

function keyPart(part: ParsedCondition) {
  const valuesOf = (...operands: readonly Operand[]) =>
    operands.map((operand) => {
      if (operand.kind === 'value') return operand.value;
      throw invalid('Query key condition not supported: a key is compared with values');
    });
  const nameOf = (operand: Operand) => {
    if (operand.kind === 'path' && operand.path.length === 1) return operand.path[0];
    throw invalid('KeyConditionExpressions cannot have conditions on nested attributes, or on what is no attribute');
  };
  switch (part.kind) {
    case 'compare':
      if (part.comparator === '<>') break;
      return { name: nameOf(part.left), isEquality: part.comparator === '=', values: valuesOf(part.right) };
    case 'between':
      return { name: nameOf(part.operand), isEquality: false, values: valuesOf(part.low, part.high) };
    case 'begins':
      return { name: nameOf({ kind: 'path', path: part.path }), isEquality: false, values: valuesOf(part.start) };
  }
  throw invalid(`Invalid operator used in KeyConditionExpression: ${part.kind}`);
}

/** The top-level attributes that a condition names. */
function namesOf(condition: ParsedCondition): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { path, value, ...others } = node as { path?: Path; value?: unknown };
    if (path) names.add(path[0]);
    for (const other of Object.values(others)) visit(other);
  };
  visit(condition);
  return names;
}

function startOf(table: MemoryTable, key: KeySchema, start: Attributes, condition: ParsedCondition): Attributes {
  const names = new Set([...key, ...table.schema.key].map(({ name }) => name));
  if (Object.keys(start).length !== names.size || [...names].some((name) => !start[name])) {
    throw invalid('The provided starting key is invalid');
  }
  keyOf(table.schema, start);
  if (!holds(condition, start))
    throw invalid('The provided starting key is outside query boundaries based on provided conditions');
  return start;
}

/** As many items as fit the limit and a page, and at least one. */
function pageOf(found: readonly Attributes[], limit = Number.POSITIVE_INFINITY): readonly Attributes[] {
  let bytes = 0;
  const end = found.findIndex((item, at) => {
    bytes += itemSize(item);
    return at >= limit || (at > 0 && bytes > PAGE_BYTES);
  });
  return end < 0 ? found : found.slice(0, end);
}

function only(item: Attributes, names: readonly string[]): Attributes {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}
