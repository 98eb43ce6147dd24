import { DynamoDbInMemory } from '../../../lib/gateway/storage/memory/dynamodb-in-memory';
import { TablesInMemory } from '../../../lib/gateway/storage/memory/tables-in-memory';

// What the emulator never brings about, as AWS documents it.
const TABLE = 'things';
const put = (pk: string, n = '1') => ({ Put: { TableName: TABLE, Item: { pk: { S: pk }, n: { N: n } } } });
const key = (pk: string) => ({ TableName: TABLE, Key: { pk: { S: pk } } });

function account() {
  const tables = new TablesInMemory({
    [TABLE]: { key: [{ name: 'pk', type: 'S' }], indexes: { 'by-n': [{ name: 'n', type: 'N' }] } },
  });
  return { tables, dynamodb: new DynamoDbInMemory(tables) };
}

/** What another client meets while a transaction on `a` and `b` is under way. */
async function during(meet: (other: DynamoDbInMemory) => Promise<unknown>, token?: string) {
  const { tables, dynamodb } = account();
  let met: unknown;
  const holding = async () => {
    met = await meet(dynamodb).catch((error) => error);
  };
  const slow = dynamodb.as({ holding });
  const TransactItems = [put('a'), put('b')];
  await slow.call('TransactWriteItems', { TransactItems, ...(token && { ClientRequestToken: token }) });
  return { met, pks: tables.itemsOf(TABLE).map(({ pk }) => pk?.S) };
}

describe('D20 while a transaction is under way', () => {
  test('another one of its items is cancelled, and says of which', async () => {
    const { met, pks } = await during((other) =>
      other.call('TransactWriteItems', { TransactItems: [put('c'), put('b')] }),
    );
    expect(met).toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
    });
    expect(pks).toEqual(['a', 'b']);
  });

  test('one of other items is done', async () => {
    const { pks } = await during((other) => other.call('TransactWriteItems', { TransactItems: [put('c')] }));
    expect(pks).toEqual(['a', 'b', 'c']);
  });

  test.each(['PutItem', 'UpdateItem'] as const)('%s of its items is a conflict', async (operation) => {
    const input = operation === 'PutItem' ? put('a').Put : key('a');
    const { met } = await during((other) => other.call(operation, input as never));
    expect(met).toMatchObject({ name: 'TransactionConflictException' });
  });

  test('a read sees nothing of it', async () => {
    expect((await during((other) => other.call('GetItem', { ...key('a'), ConsistentRead: true }))).met).toEqual({});
  });

  test('the same token says that it is in progress', async () => {
    const again = (other: DynamoDbInMemory) =>
      other.call('TransactWriteItems', { TransactItems: [put('a'), put('b')], ClientRequestToken: 'token' });
    expect((await during(again, 'token')).met).toMatchObject({ name: 'TransactionInProgressException' });
  });
});

test.each([true, false])('D20 two transactions of one item at once (one waits: %s): one of them', async (waits) => {
  const { tables, dynamodb } = account();
  const slow = waits ? dynamodb.as({ holding: () => new Promise((resolve) => setImmediate(resolve)) }) : dynamodb;
  const Item = { pk: { S: 'a' } };
  const claim = (by: string) => ({
    Put: { TableName: TABLE, Item: { ...Item, by: { S: by } }, ConditionExpression: 'attribute_not_exists(pk)' },
  });
  const outcomes = await Promise.allSettled(
    ['1', '2', '3'].map((by) => slow.call('TransactWriteItems', { TransactItems: [claim(by)] })),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(tables.itemsOf(TABLE)).toEqual([{ ...Item, by: { S: '1' } }]);
});

test('D20 a transaction whose process ends while it holds its items wrote nothing, and lets go of them', async () => {
  const { tables, dynamodb } = account();
  const ends = dynamodb.as({ holding: () => Promise.reject(new Error('gone')) });
  const input = { TransactItems: [put('a')], ClientRequestToken: 'token' };
  await expect(ends.call('TransactWriteItems', input)).rejects.toThrow('gone');
  expect(tables.itemsOf(TABLE)).toEqual([]);
  await dynamodb.call('TransactWriteItems', input);
  expect(tables.itemsOf(TABLE)).toHaveLength(1);
});

test('D20 an answer that is lost: the write was done, and the same token does it no second time', async () => {
  const { tables, dynamodb } = account();
  const lost = dynamodb.as({ after: () => Promise.reject(new Error('no answer')) });
  const Update = { ...key('a'), UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': { N: '1' } } };
  const input = { TransactItems: [{ Update }], ClientRequestToken: 'token' };
  await expect(lost.call('TransactWriteItems', input)).rejects.toThrow('no answer');
  await dynamodb.call('TransactWriteItems', input);
  expect(tables.itemsOf(TABLE)).toEqual([{ pk: { S: 'a' }, n: { N: '1' } }]);
});

test('D20 a batch gives back what it did not get to, as a request for the rest, and items in another order than asked', async () => {
  const { dynamodb } = account();
  await dynamodb.call('TransactWriteItems', { TransactItems: [put('a'), put('b'), put('c')] });
  const Keys = ['a', 'b', 'c'].map((pk) => ({ pk: { S: pk } }));
  const busy = dynamodb.as({ isUnprocessed: (_, { pk }) => pk?.S === 'b' });
  const asked = { ConsistentRead: true, ProjectionExpression: 'pk' };
  expect(await busy.call('BatchGetItem', { RequestItems: { [TABLE]: { ...asked, Keys } } })).toEqual({
    Responses: { [TABLE]: [{ pk: { S: 'c' } }, { pk: { S: 'a' } }] },
    UnprocessedKeys: { [TABLE]: { ...asked, Keys: [{ pk: { S: 'b' } }] } },
  });
});

test('D20 a batch of more than 16 MB comes in parts', async () => {
  const { tables, dynamodb } = account();
  const Keys = Array.from({ length: 50 }, (_, at) => ({ pk: { S: String(at) } }));
  for (const { pk } of Keys) tables.seed(TABLE, { pk, text: { S: 'x'.repeat(399_000) } });
  const { Responses = {}, UnprocessedKeys = {} } = await dynamodb.call('BatchGetItem', {
    RequestItems: { [TABLE]: { Keys } },
  });
  expect([Responses[TABLE]?.length, UnprocessedKeys[TABLE]?.Keys?.length]).toEqual([42, 8]);
});

test('D20 what lags: an index, and a read that need not be consistent; until it has caught up', async () => {
  const { tables, dynamodb } = account();
  const listed = async () => {
    const values = { KeyConditionExpression: 'n = :one', ExpressionAttributeValues: { ':one': { N: '1' } } };
    return (await dynamodb.call('Query', { TableName: TABLE, IndexName: 'by-n', ...values })).Count;
  };
  tables.lag();
  await dynamodb.call('PutItem', put('a').Put);
  await dynamodb.call('PutItem', put('b').Put);
  expect([await dynamodb.call('GetItem', key('a')), await listed()]).toEqual([{}, 0]);
  expect(await dynamodb.call('GetItem', { ...key('a'), ConsistentRead: true })).toHaveProperty('Item');
  tables.catchUp(1);
  expect(await listed()).toBe(1);
  tables.catchUp();
  expect(await listed()).toBe(2);
});

test('D20 what is not evaluated is an error of the test, not passed over', async () => {
  const { dynamodb } = account();
  const input = { ...put('a').Put, Expected: { n: { Exists: false } } };
  await expect(dynamodb.call('PutItem', input)).rejects.toThrow('PutItem with Expected is not evaluated in memory');
});

test('D20 what a caller does to its input or an answer afterwards changes nothing that is stored', async () => {
  const { tables, dynamodb } = account();
  const input = { TableName: TABLE, Item: { pk: { S: 'a' }, list: { L: [{ S: 'x' }] } } };
  await dynamodb.call('PutItem', input);
  input.Item.list.L.push({ S: 'y' });
  const { Item } = await dynamodb.call('GetItem', { ...key('a'), ConsistentRead: true });
  Item?.['list']?.L?.pop();
  expect(tables.itemsOf(TABLE)).toEqual([{ pk: { S: 'a' }, list: { L: [{ S: 'x' }] } }]);
});
