import { parseProjection } from './parse-projection';
import { type Path, project } from './path';
import { Placeholders } from './placeholders';
import { invalid } from './refusal';
import { exactKeyOf } from './schema';
import type { MemoryTable } from './table';
import type { TablesInMemory } from './tables-in-memory';
import { type Attributes, checkedAttributes, itemSize } from './value';

const MOST_KEYS = 100;
const MOST_BYTES = 16 * 1024 * 1024;

interface Projection {
  readonly ConsistentRead?: boolean;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
}

export interface GetMembers extends Projection {
  readonly Key?: Readonly<Record<string, unknown>>;
}

export interface BatchInput {
  readonly RequestItems?: Readonly<Record<string, Projection & { readonly Keys?: readonly Attributes[] }>>;
}

/** @throws ValidationException */
export function getOne(table: MemoryTable, input: GetMembers): { readonly Item?: Attributes } {
  const paths = pathsOf(input);
  const key = exactKeyOf(table.schema, checkedAttributes(input.Key ?? {}));
  const item = table.get(key, input.ConsistentRead ?? false);
  return item ? { Item: paths ? project(item, paths) : item } : {};
}

/**
 * Items of several tables, in no order that the caller could count on: here, the other way round.
 * @param isUnprocessed which keys are given back beside those for which there is no room
 * @throws ValidationException
 */
export function batchGet(
  tables: TablesInMemory,
  { RequestItems: requests = {} }: BatchInput,
  isUnprocessed: (table: string, key: Attributes) => boolean = () => false,
) {
  const entries = Object.entries(requests);
  const asked = entries.reduce((sum, [, { Keys: keys = [] }]) => sum + keys.length, 0);
  if (asked < 1 || asked > MOST_KEYS || entries.some(([, { Keys: keys = [] }]) => keys.length === 0)) {
    throw invalid(
      `RequestItems must have 1 to ${MOST_KEYS} keys altogether, and a key for each table; received ${asked}`,
    );
  }
  const responses: Record<string, Attributes[]> = {};
  const unprocessed: Record<string, object> = {};
  let bytes = 0;
  for (const [name, request] of entries) {
    const table = tables.table(name);
    const { Keys: keys = [], ...projection } = request;
    checkDistinct(table, keys);
    const paths = pathsOf(projection);
    const found: Attributes[] = [];
    const left: Attributes[] = [];
    for (const key of keys) {
      const item = table.get(exactKeyOf(table.schema, checkedAttributes(key)), projection.ConsistentRead ?? false);
      const size = item ? itemSize(item) : 0;
      if (isUnprocessed(name, key) || bytes + size > MOST_BYTES) left.push(key);
      else if (item) found.unshift(paths ? project(item, paths) : item);
      bytes += size;
    }
    responses[name] = found;
    if (left.length > 0) unprocessed[name] = { ...projection, Keys: left };
  }
  return { Responses: responses, UnprocessedKeys: unprocessed };
}

function checkDistinct({ schema }: MemoryTable, keys: readonly Attributes[]): void {
  const places = keys.map((key) => exactKeyOf(schema, checkedAttributes(key)));
  if (new Set(places).size < places.length) throw invalid('Provided list of item keys contains duplicates');
}

function pathsOf({
  ProjectionExpression: text,
  ExpressionAttributeNames: names,
}: Projection): readonly Path[] | undefined {
  if (text === undefined) {
    if (names) throw invalid('ExpressionAttributeNames can only be specified when using expressions');
    return undefined;
  }
  const placeholders = new Placeholders(names, undefined);
  const paths = parseProjection(text, placeholders);
  placeholders.checkAllUsed();
  return paths;
}
