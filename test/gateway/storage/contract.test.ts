import { type EmulatedDynamoDb, startEmulatedDynamoDb } from './contract/emulated-dynamodb';
import { runEmulated, runInMemory } from './contract/run-case';

let emulated: EmulatedDynamoDb;
beforeAll(async () => {
  emulated = await startEmulatedDynamoDb();
});
afterAll(() => emulated?.stop());

test('a put that is there twice', async () => {
  const Item = { pk: { S: 'a' }, sk: { S: '-' }, amount: { N: '1.50' } };
  const put = { TableName: 'records', Item, ConditionExpression: 'attribute_not_exists(pk)' };
  const steps = [
    { operation: 'PutItem', input: put },
    { operation: 'PutItem', input: put },
    { operation: 'GetItem', input: { TableName: 'records', Key: { pk: { S: 'a' }, sk: { S: '-' } } } },
  ] as const;
  const memory = await runInMemory({ items: [], steps });
  expect(memory.answers.map(({ refused }) => refused)).toEqual([
    undefined,
    'ConditionalCheckFailedException',
    undefined,
  ]);
  expect(await runEmulated({ items: [], steps }, emulated)).toEqual(memory);
});
