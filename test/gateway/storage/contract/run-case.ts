import { randomUUID } from 'node:crypto';
import type { DynamoDbCalls } from '../../../../lib/gateway/storage/dynamodb';
import { DynamoDbInMemory } from '../../../../lib/gateway/storage/memory/dynamodb-in-memory';
import type { TableSchema } from '../../../../lib/gateway/storage/memory/schema';
import { TablesInMemory } from '../../../../lib/gateway/storage/memory/tables-in-memory';
import type { EmulatedDynamoDb } from './emulated-dynamodb';

type Json = Readonly<Record<string, unknown>>;

export interface Step {
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
export const SCHEMAS: Readonly<Record<string, TableSchema>> = {
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

export type MakeInMemory = () => {
  readonly dynamodb: Pick<DynamoDbInMemory, 'call'>;
  itemsOf(name: string): readonly unknown[];
};

function makeInMemory(): ReturnType<MakeInMemory> {
  const tables = new TablesInMemory(SCHEMAS);
  return { dynamodb: new DynamoDbInMemory(tables), itemsOf: (name) => tables.itemsOf(name) };
}

const MAY_BE_LEFT_OUT = ['Attributes', 'UnprocessedKeys', 'Item'];

/** Tables that are made already, of which each case takes a set and gives it back empty. */
const free = new Map<EmulatedDynamoDb, string[]>();
let made = 0;

/** The same on the emulator, in tables that are the case's own while it runs. */
export async function runEmulated({ items, steps }: Case, emulated: EmulatedDynamoDb): Promise<Transcript> {
  const prefixes = free.get(emulated) ?? [];
  free.set(emulated, prefixes);
  const prefix = prefixes.pop() ?? (await makeTables(emulated));
  for (const Item of items) await done(emulated, 'PutItem', { TableName: `${prefix}records`, Item });
  const answers: Json[] = [];
  const token = randomUUID().slice(0, 20);
  for (const { operation, input } of steps) {
    const { status, body } = await emulated.send(operation, renamed(input, prefix, token));
    const plain = JSON.parse(JSON.stringify(body).replaceAll(prefix, ''));
    answers.push(status === 200 ? toldOf(plain) : refusalOf(String(plain.__type).replace(/^.*#/, ''), plain));
  }
  const tables: Record<string, unknown> = {};
  for (const name of Object.keys(SCHEMAS)) tables[name] = normal(await empty(emulated, prefix, name));
  prefixes.push(prefix);
  return { answers, tables };
}

async function makeTables(emulated: EmulatedDynamoDb): Promise<string> {
  made += 1;
  const prefix = `case-${made}-`;
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    await done(emulated, 'CreateTable', createTable(prefix + name, schema));
  }
  return prefix;
}

/** @returns what was in the table */
async function empty(emulated: EmulatedDynamoDb, prefix: string, name: string): Promise<readonly Json[]> {
  const TableName = prefix + name;
  const items: Json[] = [];
  for (let ExclusiveStartKey: unknown; ; ) {
    const page = await done(emulated, 'Scan', {
      TableName,
      ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
    });
    items.push(...(page['Items'] as readonly Json[]));
    ExclusiveStartKey = page['LastEvaluatedKey'];
    if (ExclusiveStartKey === undefined) break;
  }
  const keys = items.map((item) =>
    Object.fromEntries((SCHEMAS[name]?.key ?? []).map((key) => [key.name, item[key.name]])),
  );
  for (let at = 0; at < keys.length; at += 25) {
    const requests = keys.slice(at, at + 25).map((Key) => ({ DeleteRequest: { Key } }));
    await done(emulated, 'BatchWriteItem', { RequestItems: { [TableName]: requests } });
  }
  return items;
}

async function done(emulated: EmulatedDynamoDb, operation: string, input: object): Promise<Json> {
  const { status, body } = await emulated.send(operation, input);
  if (status !== 200) throw new Error(`${operation}: ${JSON.stringify(body)}`);
  return body;
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

/** Tokens and the names of tables are an account's own; tables are named by a member, or by the names of the requests of a batch. */
function renamed(value: unknown, prefix: string, token: string): never {
  const text = JSON.stringify(value, (name, member) => {
    if (name === 'TableName') return `${prefix}${member}`;
    if (name === 'ClientRequestToken') return `${token}-${member}`;
    if (name !== 'RequestItems') return member;
    return Object.fromEntries(Object.entries(member).map(([table, request]) => [prefix + table, request]));
  });
  return JSON.parse(text) as never;
}

function toldOf(answer: object): Json {
  // An answer says that there is nothing either by a member that is empty or by none.
  const said = Object.entries(answer).filter(
    ([name, value]) => !MAY_BE_LEFT_OUT.includes(name) || Object.keys(value).length > 0,
  );
  return normal(Object.fromEntries(said)) as Json;
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

/** How the last call of a case ended: `ok`, the code of its refusal, or the codes of a cancelled transaction's reasons. */
export function endOf({ answers }: Transcript): string {
  const { refused = 'ok', reasons } = (answers.at(-1) ?? {}) as { refused?: string; reasons?: readonly Json[] };
  return reasons?.map(({ Code }) => Code).join(', ') ?? refused;
}
