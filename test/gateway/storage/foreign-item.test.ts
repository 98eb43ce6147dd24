import { paymentsOf } from '../../../lib/gateway/payments/payment';
import { DynamoDbStore } from '../../../lib/gateway/storage/dynamodb-store';
import { DynamoDbInMemory } from '../../../lib/gateway/storage/memory/dynamodb-in-memory';
import { ForeignItem, type Item } from '../../../lib/gateway/storage/store';
import { EnvironmentInMemory } from '../environment-in-memory';

/** The store of live, with one item in its records. */
function live(stored: Item) {
  const world = new EnvironmentInMemory('live');
  world.seed('records', stored);
  const dynamodb = new DynamoDbInMemory(world.tables);
  return { store: new DynamoDbStore(dynamodb, 'live'), calls: dynamodb.calls };
}

const APP = 'app_live_1';
const key = { pk: 'pay_live_1', sk: 'PAYMENT' };
const condition = { expression: 'attribute_not_exists(pk)' };

describe.each<[string, Pick<Item, 'environment' | 'mode'>]>([
  ['of the other environment', { environment: 'sandbox', mode: 'live' }],
  ['of a mode of the other environment', { environment: 'live', mode: 'test' }],
  ['that says neither', {} as Item],
])('BG4 DC5: an item %s in live', (_, mark) => {
  const item: Item = { ...key, ...mark, appIndex: paymentsOf(APP).shards[0] };

  test('is not served, alone, among others or in a list', async () => {
    const { store } = live(item);
    await expect(store.get('records', key)).rejects.toBeInstanceOf(ForeignItem);
    await expect(store.read([{ table: 'records', key }])).rejects.toBeInstanceOf(ForeignItem);
    await expect(store.list(paymentsOf(APP), 10)).rejects.toBeInstanceOf(ForeignItem);
  });

  test('is not written, alone or in a transaction', async () => {
    const { store, calls } = live(item);
    const write = { label: 'payment', kind: 'put', table: 'records', item, condition } as const;
    await expect(store.put(write)).rejects.toBeInstanceOf(ForeignItem);
    await expect(store.commit([write])).rejects.toBeInstanceOf(ForeignItem);
    expect(calls).toEqual([]);
  });
});

test('DC5: an item of live is served and written', async () => {
  const item: Item = { ...key, environment: 'live', mode: 'live' };
  const { store } = live(item);
  await expect(store.get('records', key)).resolves.toEqual(item);
  const other = { ...item, pk: 'pay_live_2' };
  await store.put({ label: 'payment', kind: 'put', table: 'records', item: other, condition });
  await expect(store.get('records', { ...key, pk: 'pay_live_2' })).resolves.toEqual(other);
});
