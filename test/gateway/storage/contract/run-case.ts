import type { DynamoDbCalls } from '../../../../lib/gateway/storage/dynamodb';
import { DynamoDbInMemory } from '../../../../lib/gateway/storage/memory/dynamodb-in-memory';
import type { TableSchema } from '../../../../lib/gateway/storage/memory/schema';
import { TablesInMemory } from '../../../../lib/gateway/storage/memory/tables-in-memory';
import type { EmulatedDynamoDb } from './emulated-dynamodb';

type Json = Readonly<Record<string, unknown>>;

interface Step {
  readonly operation: keyof DynamoDbCalls;
  readonly input: Json;
}

/** Items that are there, and calls that are made one after the other. */
export interface Case {
  readonly items: readonly Json[];
  readonly steps: readonly Step[];
}

/** What a caller gets of each call, and what the tables hold after all of them. Messages are for people, and not compared. */
export interface Transcript {
  readonly answers: readonly Json[];
  readonly tables: Json;
}

/** The tables of the contract: one as the gateway's, with two indexes, and one whose only key is a number. */
const SCHEMAS: Readonly<Record<string, TableSchema>> = {
  records: {
    key: [
      { name: 'pk', type: 'S' },
      { name: 'sk', type: 'S' },
    ],
    indexes: {
      'by-group': [
        { name: 'grp', type: 'S' },
        { name: 'pk', type: 'S' },
      ],
      'by-rank': [
        { name: 'grp', type: 'S' },
        { name: 'rnk', type: 'N' },
      ],
    },
  },
  counters: { key: [{ name: 'id', type: 'N' }] },
};

/** Puts a case's items into `records` and makes its calls. */
export async function runInMemory({ items, steps }: Case, make = makeInMemory): Promise<Transcript> {
  const { dynamodb, itemsOf } = make();
  for (const Item of items) await dynamodb.call('PutItem', { TableName: 'records', Item: Item as never });
  const answers: Json[] = [];
  for (const { operation, input } of steps) {
    const answer = dynamodb.call(operation, input as never);
    answers.push(await answer.then(toldOf, (error: Error) => refusalOf(error.name, { ...error })));
  }
  const tables = Object.keys(SCHEMAS).map((name) => [name, normal(itemsOf(name))]);
  return { answers, tables: Object.fromEntries(tables) };
}

type MakeInMemory = () => {
  readonly dynamodb: Pick<DynamoDbInMemory, 'call'>;
  itemsOf(name: string): readonly unknown[];
};

function makeInMemory(): ReturnType<MakeInMemory> {
  const tables = new TablesInMemory(SCHEMAS);
  return { dynamodb: new DynamoDbInMemory(tables), itemsOf: (name) => tables.itemsOf(name) };
}

let cases = 0;

/** The same on the emulator, in tables of the case's own. */
export async function runEmulated({ items, steps }: Case, emulated: EmulatedDynamoDb): Promise<Transcript> {
  cases += 1;
  const prefix = `case-${cases}-`;
  const ok = async (operation: string, input: object) => {
    const { status, body } = await emulated.send(operation, input);
    if (status !== 200) throw new Error(`${operation}: ${JSON.stringify(body)}`);
    return body;
  };
  for (const [name, schema] of Object.entries(SCHEMAS)) await ok('CreateTable', createTable(prefix + name, schema));
  for (const Item of items) await ok('PutItem', { TableName: `${prefix}records`, Item });
  const answers: Json[] = [];
  for (const { operation, input } of steps) {
    const { status, body } = await emulated.send(operation, renamed(input, prefix));
    const plain = JSON.parse(JSON.stringify(body).replaceAll(prefix, ''));
    answers.push(status === 200 ? toldOf(plain) : refusalOf(String(plain.__type).replace(/^.*#/, ''), plain));
  }
  const tables: Record<string, unknown> = {};
  for (const name of Object.keys(SCHEMAS)) {
    tables[name] = normal((await ok('Scan', { TableName: prefix + name }))['Items']);
    await ok('DeleteTable', { TableName: prefix + name });
  }
  return { answers, tables };
}

function createTable(TableName: string, { key, indexes = {} }: TableSchema): object {
  const types = [...key, ...Object.values(indexes).flat()].map(({ name, type }) => [name, type]);
  const keySchema = (attributes: TableSchema['key']) =>
    attributes.map(({ name }, at) => ({ AttributeName: name, KeyType: at === 0 ? 'HASH' : 'RANGE' }));
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(key),
    AttributeDefinitions: Object.entries(Object.fromEntries(types)).map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    ...(Object.keys(indexes).length > 0 && {
      GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, attributes]) => ({
        IndexName,
        KeySchema: keySchema(attributes),
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
  };
}

/** The names of tables are where DynamoDB has them: a member, or the names of the requests of a batch. */
function renamed(value: unknown, prefix: string): never {
  const text = JSON.stringify(value, (name, member) => {
    if (name === 'TableName') return `${prefix}${member}`;
    if (name !== 'RequestItems') return member;
    return Object.fromEntries(Object.entries(member).map(([table, request]) => [prefix + table, request]));
  });
  return JSON.parse(text) as never;
}

function toldOf(answer: object): Json {
  const { $metadata: _, UnprocessedKeys: left, ...told } = answer as Record<string, unknown>;
  return normal({ ...told, ...(Object.keys(left ?? {}).length > 0 && { UnprocessedKeys: left }) }) as Json;
}

function refusalOf(code: string, { Item, CancellationReasons }: Json): Json {
  const reasons = (CancellationReasons as readonly Json[] | undefined)?.map(({ Message: _, ...reason }) => reason);
  return normal({ refused: code, ...(Item !== undefined && { Item }), ...(reasons && { reasons }) }) as Json;
}

/** What has no order of its own is put into one: members, elements of sets, items of a table or a batch. */
function normal(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const all = value.map((each) => normal(each));
    const inOrder = ['L', 'Items', 'reasons'].includes(name);
    return inOrder ? all : all.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([member, each]) => [member, normal(each, member)]));
}
