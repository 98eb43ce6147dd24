import { setTimeout as wait } from 'node:timers/promises';
import type {
  AttributeValue,
  BatchGetItemInput,
  BatchGetItemOutput,
  TransactionCanceledException,
  TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { TABLES, type TableName, tableName } from '../../contract/tables';
import { type EnvironmentName, modesOf } from '../../environment/modes';
import { isRefusal } from '../aws/aws-error';
import { Unavailable } from '../unavailable';
import type { DynamoDb } from './dynamodb';
import { newestFirst, type ShardPage } from './newest-first';
import {
  ForeignItem,
  type Item,
  type ItemPlace,
  type Key,
  type Label,
  type Listing,
  type Put,
  Refused,
  type Store,
  type Write,
  type WriteCondition,
} from './store';

/** How often a batch asks for what DynamoDB left out, each time after a longer wait. */
const BATCH_ATTEMPTS = 5;
const BATCH_WAIT_MILLISECONDS = 20;

type Attributes = Record<string, AttributeValue>;

/** This environment's tables in DynamoDB. */
export class DynamoDbStore implements Store {
  constructor(
    private readonly dynamodb: DynamoDb,
    readonly environment: EnvironmentName,
  ) {}

  nameOf(table: TableName): string {
    return tableName(this.environment, table);
  }

  async get<T extends object>(table: TableName, key: Key): Promise<T | undefined> {
    const { Item: found } = await this.dynamodb.call('GetItem', {
      TableName: this.nameOf(table),
      Key: marshall(key),
      ConsistentRead: true,
    });
    return found && (this.own(table, found) as T);
  }

  async read(places: readonly ItemPlace[]): Promise<readonly (Item | undefined)[]> {
    const found = new Map<string, Attributes>();
    let asked: BatchGetItemInput['RequestItems'] | undefined = this.keysByTable(places);
    for (let attempt = 1; asked && Object.keys(asked).length > 0; attempt += 1) {
      // A batch that DynamoDB is too busy for comes back in part; what is left is asked for again.
      if (attempt > BATCH_ATTEMPTS) throw new Unavailable('dynamodb', new Error('a batch of reads stayed incomplete'));
      if (attempt > 1) await wait(BATCH_WAIT_MILLISECONDS * 2 ** (attempt - 2));
      const answer: BatchGetItemOutput = await this.dynamodb.call('BatchGetItem', { RequestItems: asked });
      for (const [table, items] of Object.entries(answer.Responses ?? {})) {
        for (const item of items) found.set(placeName(table, item['pk']?.S, item['sk']?.S), item);
      }
      asked = answer.UnprocessedKeys;
    }
    return places.map(({ table, key }) => {
      const item = found.get(placeName(this.nameOf(table), key.pk, key.sk));
      return item && this.own(table, item);
    });
  }

  list<T extends object>({ index, shards }: Listing, limit: number, after?: string): Promise<readonly T[]> {
    const { partitionKey } = TABLES.records.indexes[index];
    // What an even share needs and a little more; a shard that has more of the page's items is asked again.
    const share = Math.ceil(limit / shards.length) + 2;
    const query = async (shard: string, start?: Attributes): Promise<ShardPage<T & Key>> => {
      const { Items: found = [], LastEvaluatedKey: next } = await this.dynamodb.call('Query', {
        TableName: this.nameOf('records'),
        IndexName: index,
        KeyConditionExpression: after ? `${partitionKey} = :shard AND pk < :after` : `${partitionKey} = :shard`,
        ExpressionAttributeValues: marshall({ ':shard': shard, ...(after && { ':after': after }) }),
        ScanIndexForward: false,
        Limit: share,
        ...(start && { ExclusiveStartKey: start }),
      });
      const items = found.map((item) => this.own('records', item) as unknown as T & Key);
      return { items, ...(next && { more: () => query(shard, next) }) };
    };
    return newestFirst(
      shards.map((shard) => () => query(shard)),
      limit,
    );
  }

  async commit(writes: readonly Write[]): Promise<void> {
    try {
      await this.dynamodb.call('TransactWriteItems', {
        TransactItems: writes.map((write) => this.transactItem(write)),
      });
    } catch (error) {
      if (!isRefusal(error, 'TransactionCanceledException')) throw error;
      throw refusedFor(writes, error as TransactionCanceledException) ?? error;
    }
  }

  async put({ label, table, item, condition }: Put): Promise<void> {
    try {
      await this.dynamodb.call('PutItem', {
        ...this.expressions(table, condition),
        Item: this.marshalled(table, item),
      });
    } catch (error) {
      if (isRefusal(error, 'ConditionalCheckFailedException')) throw new Refused({ failed: [label], conflicted: [] });
      throw isRefusal(error, 'TransactionConflictException') ? new Unavailable('dynamodb', error) : error;
    }
  }

  private keysByTable(places: readonly ItemPlace[]): NonNullable<BatchGetItemInput['RequestItems']> {
    const tables = [...new Set(places.map(({ table }) => table))];
    return Object.fromEntries(
      tables.map((name) => {
        const keys = places.filter(({ table }) => table === name).map(({ key }) => marshall(key));
        return [this.nameOf(name), { Keys: keys, ConsistentRead: true }];
      }),
    );
  }

  private own(table: TableName, found: Attributes): Item {
    return this.checked(table, unmarshall(found) as Item);
  }

  private marshalled(table: TableName, item: Item): Attributes {
    return marshall(this.checked(table, item), { removeUndefinedValues: true, convertClassInstanceToMap: true });
  }

  private checked(table: TableName, item: Item): Item {
    if (item.environment === this.environment && modesOf(this.environment).includes(item.mode)) return item;
    throw new ForeignItem(table, item.environment, item.mode);
  }

  private transactItem(write: Write): TransactWriteItem {
    const { set = {}, remove = [] } = write.kind === 'update' ? write : {};
    const expressions = this.expressions(write.table, write.condition, Object.entries(set), remove);
    switch (write.kind) {
      case 'put':
        return { Put: { ...expressions, Item: this.marshalled(write.table, write.item) } };
      case 'update':
        return {
          Update: {
            ...expressions,
            Key: marshall(write.key),
            UpdateExpression: updateExpression(Object.keys(set).length, remove.length),
          },
        };
      case 'delete':
        return { Delete: { ...expressions, Key: marshall(write.key) } };
    }
  }

  /** A condition, and what an update sets and removes, with the names and values that they need. */
  private expressions(
    table: TableName,
    condition?: WriteCondition,
    set: readonly (readonly [string, unknown])[] = [],
    remove: readonly string[] = [],
  ) {
    const names = {
      ...condition?.names,
      ...Object.fromEntries(set.map(([name], at) => [`#s${at}`, name])),
      ...Object.fromEntries(remove.map((name, at) => [`#r${at}`, name])),
    };
    const values = { ...condition?.values, ...Object.fromEntries(set.map(([, value], at) => [`:s${at}`, value])) };
    return {
      TableName: this.nameOf(table),
      ...(condition && { ConditionExpression: condition.expression }),
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: marshall(values) }),
    };
  }
}

function updateExpression(sets: number, removes: number): string {
  const list = (count: number, one: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => one(at)).join(', ');
  const set = `SET ${list(sets, (at) => `#s${at} = :s${at}`)}`;
  return removes === 0 ? set : `${set} REMOVE ${list(removes, (at) => `#r${at}`)}`;
}

/** By the labels of the writes; undefined when the transaction was canceled for something else. */
function refusedFor(
  writes: readonly Write[],
  { CancellationReasons: reasons = [] }: TransactionCanceledException,
): Refused | undefined {
  const labelled = (code: string): Label[] =>
    writes.filter((_, at) => reasons[at]?.Code === code).map(({ label }) => label);
  const failed = labelled('ConditionalCheckFailed');
  const conflicted = labelled('TransactionConflict');
  return failed.length + conflicted.length > 0 ? new Refused({ failed, conflicted }) : undefined;
}

function placeName(table: string, pk: string | undefined, sk: string | undefined): string {
  return JSON.stringify([table, pk, sk]);
}
