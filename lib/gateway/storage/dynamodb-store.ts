import type { AttributeValue, TransactionCanceledException, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type EnvironmentName, type Mode, modesOf } from '../../environment/modes';
import { isRefusal } from '../aws/aws-error';
import { Unavailable } from '../unavailable';
import type { DynamoDb } from './dynamodb';
import { newestFirst, type ShardPage } from './newest-first';

export type TableName = 'apps' | 'records' | 'guards';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Every item says to which side it belongs. */
export interface Item extends Key {
  readonly environment: EnvironmentName;
  readonly mode: Mode;
  readonly [attribute: string]: unknown;
}

/** A condition on the item as it stands, in DynamoDB's expression language. */
export interface Condition {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

export type Write =
  | { readonly kind: 'put'; readonly table: TableName; readonly item: Item; readonly condition?: Condition }
  | {
      readonly kind: 'update';
      readonly table: TableName;
      readonly key: Key;
      readonly set: Readonly<Record<string, unknown>>;
      readonly condition: Condition;
    }
  | { readonly kind: 'delete'; readonly table: TableName; readonly key: Key; readonly condition: Condition };

/** Items of `records` that an index holds together, in shards. */
export interface Listing {
  readonly index: 'by-app' | 'by-reference';
  /** The index's partition key. */
  readonly attribute: 'appIndex' | 'referenceIndex';
  /** Its values, one a shard. */
  readonly shards: readonly string[];
}

/** A transaction of which some conditions did not hold; nothing was written. */
export class TransactionRefused extends Error {
  /** @param failed for each write, whether its own condition failed (false: it was another's, or a conflict) */
  constructor(readonly failed: readonly boolean[]) {
    super('transaction refused');
  }
}

/** The item belongs to another environment or mode than this gateway serves: the boundary leaked, so nothing is served from it. */
export class ForeignItem extends Error {
  constructor(table: TableName, environment: unknown, mode: unknown) {
    super(`${table} holds an item of environment ${String(environment)}, mode ${String(mode)}`);
  }
}

/**
 * This environment's tables; no item of another environment or mode passes in either direction. An item is read as it
 * is now; a list comes from an index, which DynamoDB brings up to date a moment after the write.
 */
export class Tables {
  constructor(
    private readonly dynamodb: DynamoDb,
    readonly environment: EnvironmentName,
  ) {}

  nameOf(table: TableName): string {
    return `airlock-${this.environment}-${table}`;
  }

  async get<T extends object>(table: TableName, key: Key): Promise<T | undefined> {
    const { Item: found } = await this.dynamodb.call('GetItem', {
      TableName: this.nameOf(table),
      Key: marshall(key),
      ConsistentRead: true,
    });
    return found && (this.read(table, found) as T);
  }

  /**
   * One page of a listing, newest first.
   * @param after the last id of the page before
   */
  list<T extends object>({ index, attribute, shards }: Listing, limit: number, after?: string): Promise<readonly T[]> {
    // What an even share needs and a little more; a shard that has more of the page's items is asked again.
    const share = Math.ceil(limit / shards.length) + 2;
    const query = async (shard: string, start?: Record<string, AttributeValue>): Promise<ShardPage<T & Key>> => {
      const { Items: found = [], LastEvaluatedKey: next } = await this.dynamodb.call('Query', {
        TableName: this.nameOf('records'),
        IndexName: index,
        KeyConditionExpression: after ? `${attribute} = :shard AND pk < :after` : `${attribute} = :shard`,
        ExpressionAttributeValues: marshall({ ':shard': shard, ...(after && { ':after': after }) }),
        ScanIndexForward: false,
        Limit: share,
        ...(start && { ExclusiveStartKey: start }),
      });
      const items = found.map((item) => this.read('records', item) as unknown as T & Key);
      return { items, ...(next && { more: () => query(shard, next) }) };
    };
    return newestFirst(
      shards.map((shard) => () => query(shard)),
      limit,
    );
  }

  /**
   * All of the writes or none.
   * @throws TransactionRefused when a condition does not hold or another transaction is under way on the same items
   */
  async transact(writes: readonly Write[]): Promise<void> {
    try {
      await this.dynamodb.call('TransactWriteItems', { TransactItems: writes.map((write) => this.write(write)) });
    } catch (error) {
      if (!isRefusal(error, 'TransactionCanceledException')) throw error;
      const { CancellationReasons: reasons = [] } = error as TransactionCanceledException;
      const codes = reasons.map((reason) => reason.Code);
      if (!codes.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')) throw error;
      throw new TransactionRefused(codes.map((code) => code === 'ConditionalCheckFailed'));
    }
  }

  /** One item, when its condition holds. @throws TransactionRefused when it does not, Unavailable while a transaction holds the item */
  async put(table: TableName, item: Item, condition: Condition): Promise<void> {
    const input = { ...this.expressions(table, condition), Item: this.marshalled(table, item) };
    try {
      await this.dynamodb.call('PutItem', input);
    } catch (error) {
      if (isRefusal(error, 'ConditionalCheckFailedException')) throw new TransactionRefused([true]);
      throw isRefusal(error, 'TransactionConflictException') ? new Unavailable('dynamodb', error) : error;
    }
  }

  private read(table: TableName, found: Record<string, AttributeValue>): Item {
    return this.own(table, unmarshall(found) as Item);
  }

  private own(table: TableName, item: Item): Item {
    if (item.environment === this.environment && modesOf(this.environment).includes(item.mode)) return item;
    throw new ForeignItem(table, item.environment, item.mode);
  }

  private write(write: Write): TransactWriteItem {
    const set = write.kind === 'update' ? Object.entries(write.set) : [];
    const expressions = this.expressions(write.table, write.condition, set);
    switch (write.kind) {
      case 'put':
        return { Put: { ...expressions, Item: this.marshalled(write.table, write.item) } };
      case 'update':
        return {
          Update: {
            ...expressions,
            Key: marshall(write.key),
            UpdateExpression: `SET ${set.map((_, at) => `#s${at} = :s${at}`).join(', ')}`,
          },
        };
      case 'delete':
        return { Delete: { ...expressions, Key: marshall(write.key) } };
    }
  }

  private marshalled(table: TableName, item: Item): Record<string, AttributeValue> {
    return marshall(this.own(table, item), { removeUndefinedValues: true, convertClassInstanceToMap: true });
  }

  /** A condition, and what an update sets, with the names and values that both need. */
  private expressions(table: TableName, condition?: Condition, set: readonly (readonly [string, unknown])[] = []) {
    const names = { ...condition?.names, ...Object.fromEntries(set.map(([name], at) => [`#s${at}`, name])) };
    const values = { ...condition?.values, ...Object.fromEntries(set.map(([, value], at) => [`:s${at}`, value])) };
    return {
      TableName: this.nameOf(table),
      ...(condition && { ConditionExpression: condition.expression }),
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: marshall(values) }),
    };
  }
}
