import fc from 'fast-check';
import { tableName } from '../../../lib/contract/tables';
import { DynamoDbStore } from '../../../lib/gateway/storage/dynamodb-store';
import { DynamoDbInMemory, type Hooks } from '../../../lib/gateway/storage/memory/dynamodb-in-memory';
import { TablesInMemory } from '../../../lib/gateway/storage/memory/tables-in-memory';
import { ForeignItem, type Item, type ItemPlace } from '../../../lib/gateway/storage/store';
import { Unavailable } from '../../../lib/gateway/unavailable';

const KEY = [
  { name: 'pk', type: 'S' },
  { name: 'sk', type: 'S' },
] as const;
const NAMES = ['apps', 'records', 'guards'] as const;

function storeOf(hooks: Hooks = {}) {
  const schemas = Object.fromEntries(NAMES.map((name) => [tableName('sandbox', name), { key: KEY }]));
  const dynamodb = new DynamoDbInMemory(new TablesInMemory(schemas), hooks);
  return { dynamodb, store: new DynamoDbStore(dynamodb, 'sandbox') };
}

const itemAt = ({ table, key }: ItemPlace): Item => ({ ...key, environment: 'sandbox', mode: 'test', table });

const place: fc.Arbitrary<ItemPlace> = fc.record({
  table: fc.constantFrom(...NAMES),
  key: fc.record({ pk: fc.constantFrom('a', 'b', 'c', 'd'), sk: fc.constantFrom('-', 'APP', 'PAYMENT') }),
});
const places = fc.uniqueArray(place, { selector: (one) => JSON.stringify(one), minLength: 1, maxLength: 20 });

describe('items read in one call', () => {
  test('come in the order of their places, whatever DynamoDB leaves out at first', async () => {
    await fc.assert(
      fc.asyncProperty(places, places, fc.infiniteStream(fc.boolean()), async (asked, there, left) => {
        let answers = 0;
        const { store } = storeOf({
          before: ({ operation }) => {
            if (operation === 'BatchGetItem') answers += 1;
          },
          isUnprocessed: () => answers < 3 && left.next().value === true,
        });
        for (const one of there) {
          const condition = { expression: 'attribute_not_exists(pk)' };
          await store.put({ label: 'payment', kind: 'put', table: one.table, item: itemAt(one), condition });
        }
        const present = new Set(there.map((one) => JSON.stringify(one)));
        expect(await store.read(asked)).toEqual(
          asked.map((one) => (present.has(JSON.stringify(one)) ? itemAt(one) : undefined)),
        );
      }),
      { numRuns: 30 },
    );
  });

  test('what stays left out is a service that is not available, not an item that is not there', async () => {
    const { store, dynamodb } = storeOf({ isUnprocessed: () => true });
    const asked = store.read([{ table: 'apps', key: { pk: 'a', sk: 'APP' } }]);
    await expect(asked).rejects.toBeInstanceOf(Unavailable);
    expect(dynamodb.calls.length).toBeLessThanOrEqual(5);
  });

  test('BG4 DC5: one of the other environment is not served, nor what was read beside it', async () => {
    const { store, dynamodb } = storeOf();
    const foreign = { pk: 'b', sk: 'APP', environment: 'live', mode: 'live' };
    const Item = Object.fromEntries(Object.entries(foreign).map(([name, S]) => [name, { S }]));
    await dynamodb.call('PutItem', { TableName: tableName('sandbox', 'apps'), Item });
    const own: ItemPlace = { table: 'guards', key: { pk: 'a', sk: '-' } };
    const asked = store.read([own, { table: 'apps', key: { pk: 'b', sk: 'APP' } }]);
    await expect(asked).rejects.toBeInstanceOf(ForeignItem);
  });

  test('reads are consistent: what was just written is there', async () => {
    const { store, dynamodb } = storeOf();
    await store.read([{ table: 'apps', key: { pk: 'a', sk: 'APP' } }]);
    const [call] = dynamodb.calls;
    expect(call?.input).toMatchObject({ RequestItems: { [tableName('sandbox', 'apps')]: { ConsistentRead: true } } });
  });
});
