import { holds, type ParsedCondition } from './condition';
import { parseCondition } from './parse-condition';
import { parseUpdate } from './parse-update';
import type { Path } from './path';
import { Placeholders } from './placeholders';
import { invalid, refused } from './refusal';
import { checkIndexKeys, exactKeyOf } from './schema';
import type { MemoryTable } from './table';
import { type Action, updated } from './update';
import { type Attributes, checkedAttributes, itemSize } from './value';

const ITEM_BYTES = 400 * 1024;

/** What a write to one item says, in a call of its own or as a part of a transaction. */
export interface WriteInput {
  readonly Key?: Readonly<Record<string, unknown>>;
  readonly Item?: Readonly<Record<string, unknown>>;
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

export type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** A write that is right in itself; whether it may be done depends on the item. */
export interface PreparedWrite {
  readonly table: MemoryTable;
  readonly key: string;
  /** What an update writes to. */
  readonly paths: readonly Path[];
  /** Whether its condition holds for the item as it is. */
  isAllowed(): boolean;
  /** What a refusal tells of the item. */
  told(): { readonly Item?: Attributes };
  /** The item as it will be. @throws ValidationException when an update does not fit the item */
  after(): Attributes | undefined;
}

/** @throws ValidationException */
export function prepareWrite(kind: WriteKind, table: MemoryTable, input: WriteInput): PreparedWrite {
  const placeholders = new Placeholders(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
  const condition = conditionOf(kind, input, placeholders);
  const update = kind === 'Update' && input.UpdateExpression !== undefined;
  const actions = update ? parseUpdate(input.UpdateExpression ?? '', placeholders) : [];
  placeholders.checkAllUsed();
  checkKeyIsKept(table, actions);
  const given = checkedAttributes((kind === 'Put' ? input.Item : input.Key) ?? {});
  const key = kind === 'Put' ? table.keyOf(given) : exactKeyOf(table.schema, given);
  const before = () => table.get(key);
  const changed = (): Attributes | undefined => {
    if (kind === 'Delete') return undefined;
    if (kind === 'Update') return updated(before() ?? given, actions);
    return kind === 'Put' ? given : before();
  };
  if (kind === 'Put') checkItem(table, given);
  return {
    table,
    key,
    paths: actions.map(({ path }) => path),
    isAllowed: () => !condition || holds(condition, before() ?? {}),
    told: () => {
      const item = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? before() : undefined;
      return item ? { Item: item } : {};
    },
    after: () => {
      const item = changed();
      if (kind === 'Update' && item) checkItem(table, item);
      return item;
    },
  };
}

/** Does a write that stands alone. @returns the item before and after it. @throws ConditionalCheckFailedException, ValidationException */
export function writeOne(write: PreparedWrite): { before: Attributes | undefined; after: Attributes | undefined } {
  if (!write.isAllowed()) {
    throw refused('ConditionalCheckFailedException', 'The conditional request failed', write.told());
  }
  const before = write.table.get(write.key);
  const after = write.after();
  write.table.set(write.key, after);
  return { before, after };
}

function conditionOf(kind: WriteKind, input: WriteInput, placeholders: Placeholders): ParsedCondition | undefined {
  const text = input.ConditionExpression;
  if (text !== undefined) return parseCondition('ConditionExpression', text, placeholders);
  if (kind === 'ConditionCheck') throw invalid('The expression can not be empty; a ConditionCheck needs a condition');
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
  if ((names || values) && input.UpdateExpression === undefined) {
    throw invalid(
      'ExpressionAttributeNames and ExpressionAttributeValues can only be specified when using expressions',
    );
  }
  return undefined;
}

function checkKeyIsKept({ schema }: MemoryTable, actions: readonly Action[]): void {
  const name = schema.key.map((attribute) => attribute.name).find((own) => actions.some(({ path }) => path[0] === own));
  if (name === undefined) return;
  throw invalid(
    `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
  );
}

function checkItem(table: MemoryTable, item: Attributes): void {
  checkedAttributes(item);
  checkIndexKeys(table.schema, item);
  if (itemSize(item) > ITEM_BYTES)
    throw invalid(`Item size has exceeded the maximum allowed size of ${ITEM_BYTES} bytes`);
}
