import { invalid, refused } from './refusal';
import type { MemoryTable } from './table';
import { type Attributes, itemSize } from './value';
import { type PreparedWrite, prepareWrite, type WriteInput, type WriteKind } from './write';

const MOST_WRITES = 100;
const MOST_BYTES = 4 * 1024 * 1024;
const KINDS: readonly WriteKind[] = ['Put', 'Update', 'Delete', 'ConditionCheck'];

export type TransactItem = Partial<Readonly<Record<WriteKind, WriteInput & { readonly TableName?: string }>>>;

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Attributes;
}

/** The writes of a transaction, each right in itself, and no two on one item. @throws ValidationException */
export function prepareTransaction(
  items: readonly TransactItem[],
  tableOf: (name: string | undefined) => MemoryTable,
): readonly PreparedWrite[] {
  if (items.length === 0 || items.length > MOST_WRITES) {
    throw invalid(`transactItems must have 1 to ${MOST_WRITES} members; received ${items.length}`);
  }
  const writes = items.map((item) => {
    const [kind, ...others] = KINDS.filter((each) => item[each] !== undefined);
    const input = kind && item[kind];
    if (!input || others.length > 0) throw invalid(`each member of transactItems must be one of ${KINDS.join(', ')}`);
    return prepareWrite(kind, tableOf(input.TableName), input);
  });
  for (const [at, { table, key }] of writes.entries()) {
    if (writes.slice(0, at).some((other) => other.table === table && other.key === key)) {
      throw invalid('Transaction request cannot include multiple operations on one item');
    }
  }
  return writes;
}

/**
 * What every item will be.
 * @param isHeld whether another transaction is under way on the item
 * @throws TransactionCanceledException with a reason for each write, when one of them cannot be done
 */
export function settleTransaction(
  writes: readonly PreparedWrite[],
  isHeld: (write: PreparedWrite) => boolean,
): readonly (Attributes | undefined)[] {
  const settled = writes.map((write) => settle(write, isHeld(write)));
  const reasons = settled.map(({ reason }) => reason);
  if (reasons.some(({ Code }) => Code !== 'None')) {
    const codes = reasons.map(({ Code }) => Code).join(', ');
    throw refused(
      'TransactionCanceledException',
      `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
      { CancellationReasons: reasons },
    );
  }
  const after = settled.map((each) => each.after);
  const bytes = after.reduce((sum, item) => sum + (item ? itemSize(item) : 0), 0);
  if (bytes > MOST_BYTES) throw invalid(`the items of a transaction may have ${MOST_BYTES} bytes; these have ${bytes}`);
  return after;
}

function settle(write: PreparedWrite, held: boolean): { reason: Reason; after?: Attributes | undefined } {
  if (held) return { reason: { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' } };
  if (!write.isAllowed()) {
    return { reason: { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', ...write.told() } };
  }
  try {
    return { reason: { Code: 'None' }, after: write.after() };
  } catch (error) {
    return { reason: { Code: 'ValidationError', Message: String(Object(error).message) } };
  }
}
