import type { DynamoDb, DynamoDbCalls } from '../dynamodb';
import { type BatchInput, batchGet, type GetMembers, getOne } from './get';
import { type Path, project } from './path';
import { type QueryMembers, query } from './query';
import { invalid, refused } from './refusal';
import type { TablesInMemory } from './tables-in-memory';
import { prepareTransaction, settleTransaction, type TransactItem } from './transaction';
import type { Attributes } from './value';
import { type PreparedWrite, prepareWrite, type WriteInput, writeOne } from './write';

export type Operation = keyof DynamoDbCalls;

export interface DynamoDbCall {
  readonly operation: Operation;
  readonly input: unknown;
}

/** Where a test takes part in a call. What one of them throws is what the caller gets. */
export interface Hooks {
  /** Before anything is done. The call waits for it; when it throws, nothing was done. */
  readonly before?: (call: DynamoDbCall) => void | Promise<void>;
  /** While a transaction holds its items and has written none: other writes of them meet a conflict. When it throws, nothing was done. */
  readonly holding?: (call: DynamoDbCall) => void | Promise<void>;
  /** When all is done. When it throws, the answer is lost. */
  readonly after?: (call: DynamoDbCall, answer: unknown) => void | Promise<void>;
  /** Which keys of a BatchGetItem are given back as unprocessed. */
  readonly isUnprocessed?: (table: string, key: Attributes) => boolean;
}

/** Members of a call that are understood; any other is an error, so that nothing is passed over in silence. */
const WRITE_MEMBERS = [
  'TableName',
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ReturnValuesOnConditionCheckFailure',
];
const READ_MEMBERS = ['TableName', 'ConsistentRead', 'ProjectionExpression', 'ExpressionAttributeNames'];
const MEMBERS: Readonly<Record<Operation, readonly string[]>> = {
  GetItem: [...READ_MEMBERS, 'Key'],
  BatchGetItem: ['RequestItems'],
  Query: [
    ...READ_MEMBERS,
    'IndexName',
    'KeyConditionExpression',
    'FilterExpression',
    'ExpressionAttributeValues',
    'ExclusiveStartKey',
    'ScanIndexForward',
    'Limit',
    'Select',
  ],
  PutItem: [...WRITE_MEMBERS, 'Item', 'ReturnValues'],
  UpdateItem: [...WRITE_MEMBERS, 'Key', 'UpdateExpression', 'ReturnValues'],
  TransactWriteItems: ['TransactItems', 'ClientRequestToken'],
};

type WithTable<T> = T & { readonly TableName?: string; readonly ReturnValues?: string };

/**
 * DynamoDB without DynamoDB, for tests: the same calls on tables in memory. It reads the very expressions that would go
 * over the wire and refuses what DynamoDB refuses; one suite of generated cases holds both against each other.
 * Each call is done at once and whole, in the order in which the hooks let them.
 *
 * @example
 * const dynamodb = new DynamoDbInMemory(new TablesInMemory({ guards: { key: [{ name: 'pk', type: 'S' }] } }));
 * await dynamodb.call('PutItem', { TableName: 'guards', Item: { pk: { S: 'a' } } });
 * const { Item } = await dynamodb.call('GetItem', { TableName: 'guards', Key: { pk: { S: 'a' } } });
 */
export class DynamoDbInMemory implements DynamoDb {
  /** The calls that were made through this client, as they came in. */
  readonly calls: DynamoDbCall[] = [];

  constructor(
    readonly tables: TablesInMemory,
    private readonly hooks: Hooks = {},
  ) {}

  /** Another client of the same tables. */
  as(hooks: Hooks): DynamoDbInMemory {
    return new DynamoDbInMemory(this.tables, hooks);
  }

  async call<Name extends Operation>(
    operation: Name,
    input: DynamoDbCalls[Name]['input'],
  ): Promise<DynamoDbCalls[Name]['output']> {
    // What goes over the wire is all that counts, and no later change of the input reaches it.
    const call: DynamoDbCall = { operation, input: JSON.parse(JSON.stringify(input)) };
    this.calls.push(call);
    await this.hooks.before?.(call);
    const answer = await this.answer(call);
    await this.hooks.after?.(call, answer);
    return structuredClone(answer) as DynamoDbCalls[Name]['output'];
  }

  private answer(call: DynamoDbCall): unknown {
    const unknown = Object.keys(Object(call.input)).find((member) => !MEMBERS[call.operation]?.includes(member));
    if (unknown !== undefined) throw new Error(`${call.operation} with ${unknown} is not evaluated in memory`);
    switch (call.operation) {
      case 'GetItem': {
        const input = call.input as WithTable<GetMembers>;
        return getOne(this.tables.table(input.TableName), input);
      }
      case 'BatchGetItem':
        return batchGet(this.tables, call.input as BatchInput, this.hooks.isUnprocessed);
      case 'Query': {
        const input = call.input as WithTable<QueryMembers>;
        return query(this.tables.table(input.TableName), input);
      }
      case 'PutItem':
        return this.write('Put', call.input as WithTable<WriteInput>);
      case 'UpdateItem':
        return this.write('Update', call.input as WithTable<WriteInput>);
      case 'TransactWriteItems':
        return this.transact(call);
    }
  }

  private write(kind: 'Put' | 'Update', input: WithTable<WriteInput>): { readonly Attributes?: Attributes } {
    const write = prepareWrite(kind, this.tables.table(input.TableName), input);
    if (this.tables.isHeld(write)) {
      throw refused('TransactionConflictException', 'Transaction is ongoing for the item');
    }
    const allowed = kind === 'Put' ? ['NONE', 'ALL_OLD'] : ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'];
    const { ReturnValues: wanted = 'NONE' } = input;
    if (!allowed.includes(wanted))
      throw invalid(`ReturnValues can only be ${allowed.join(' or ')}; received ${wanted}`);
    const { before, after } = writeOne(write);
    const item = wanted.endsWith('OLD') ? before : after;
    const told = wanted.startsWith('UPDATED') && item ? project(item, write.paths.map(toldPath)) : item;
    return wanted === 'NONE' || !told || Object.keys(told).length === 0 ? {} : { Attributes: told };
  }

  private async transact(call: DynamoDbCall): Promise<object> {
    const { TransactItems: items = [], ClientRequestToken: token } = call.input as {
      readonly TransactItems?: readonly TransactItem[];
      readonly ClientRequestToken?: string;
    };
    const writes = prepareTransaction(items, (name) => this.tables.table(name));
    const request = JSON.stringify(items);
    if (token !== undefined && this.tables.isDone(token, request)) return {};
    const after = settleTransaction(writes, (write) => this.tables.isHeld(write));
    const write = () => {
      for (const [at, { table, key }] of writes.entries()) table.set(key, after[at]);
      if (token !== undefined) this.tables.remember(token, request);
    };
    if (this.hooks.holding) await this.held(call, writes, token, write);
    else write();
    return {};
  }

  /** Lets others go on while the transaction is under way. What it has settled stays true, since it holds its items until it has written them. */
  private async held(
    call: DynamoDbCall,
    writes: readonly PreparedWrite[],
    token: string | undefined,
    write: () => void,
  ): Promise<void> {
    const release = this.tables.hold(writes);
    if (token !== undefined) this.tables.remember(token);
    try {
      await this.hooks.holding?.(call);
      write();
    } catch (error) {
      if (token !== undefined) this.tables.forget(token);
      throw error;
    } finally {
      release();
    }
  }
}

/** Of an attribute of which an update writes elements of a list, the whole is told. */
function toldPath(path: Path): Path {
  return path.some((step) => typeof step === 'number') ? [path[0]] : path;
}
