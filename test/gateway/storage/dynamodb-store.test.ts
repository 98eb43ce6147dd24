import { DynamoDbStore } from '../../../lib/gateway/storage/dynamodb-store';
import { DynamoDbInMemory, type Hooks } from '../../../lib/gateway/storage/memory/dynamodb-in-memory';
import type { Item, ItemPlace, Put } from '../../../lib/gateway/storage/store';
import { Unavailable } from '../../../lib/gateway/unavailable';
import { EnvironmentInMemory } from '../environment-in-memory';

function item(pk: string): Item {
  return { pk, sk: '-', environment: 'sandbox', mode: 'test' };
}

function put(label: Put['label'], pk: string): Put {
  const condition = { expression: 'attribute_not_exists(pk)' };
  return { label, kind: 'put', table: 'records', item: item(pk), condition };
}

function sandbox(hooks: Hooks = {}) {
  const world = new EnvironmentInMemory('sandbox');
  const dynamodb = new DynamoDbInMemory(world.tables, hooks);
  return { world, dynamodb, store: new DynamoDbStore(dynamodb, 'sandbox') };
}

describe('D17 items that are read together', () => {
  const places: readonly ItemPlace[] = [
    { table: 'records', key: { pk: 'b', sk: '-' } },
    { table: 'apps', key: { pk: 'a', sk: '-' } },
    { table: 'records', key: { pk: 'none', sk: '-' } },
    { table: 'records', key: { pk: 'a', sk: '-' } },
  ];

  function seeded(hooks?: Hooks) {
    const made = sandbox(hooks);
    made.world.seed('records', { ...item('a'), of: 'records' });
    made.world.seed('records', { ...item('b'), of: 'records' });
    made.world.seed('apps', { ...item('a'), of: 'apps' });
    return made;
  }
  const expected = [
    { ...item('b'), of: 'records' },
    { ...item('a'), of: 'apps' },
    undefined,
    { ...item('a'), of: 'records' },
  ];

  test('come in the order of their places, by one call', async () => {
    const { store, dynamodb } = seeded();
    expect(await store.read(places)).toEqual(expected);
    expect(dynamodb.calls).toHaveLength(1);
  });

  test('are asked for again where DynamoDB did not get to them', async () => {
    let left = 2;
    const { store, dynamodb } = seeded({ isUnprocessed: (_, { pk }) => pk?.S === 'a' && left-- > 0 });
    expect(await store.read(places)).toEqual(expected);
    expect(dynamodb.calls.length).toBeGreaterThan(1);
  });

  test('are unavailable when DynamoDB never gets to them', async () => {
    const { store, dynamodb } = seeded({ isUnprocessed: () => true });
    await expect(store.read(places)).rejects.toBeInstanceOf(Unavailable);
    expect(dynamodb.calls.length).toBeLessThan(10);
  });
});

describe('D17 a refusal names the writes by their labels', () => {
  test('those whose condition did not hold, wherever they are among the others', async () => {
    const { store, world } = sandbox();
    world.seed('records', item('b'));
    const commit = store.commit([put('payment', 'a'), put('event', 'b'), put('ledger:charge', 'c')]);
    await expect(commit).rejects.toMatchObject({ failed: ['event'], conflicted: [] });
    expect(world.items('records').map(({ pk }) => pk)).toEqual(['b']);
  });

  test('those that met another transaction', async () => {
    const { store, world } = sandbox();
    let met: Promise<unknown> | undefined;
    const holding = async () => {
      met = store.commit([put('event', 'z'), put('payment', 'a')]).catch((error) => error);
      await met;
    };
    await new DynamoDbStore(new DynamoDbInMemory(world.tables, { holding }), 'sandbox').commit([put('state', 'a')]);
    expect(await met).toMatchObject({ failed: [], conflicted: ['payment'] });
  });

  test('one alone; and while a transaction holds its item, it is unavailable', async () => {
    const { store, world } = sandbox();
    await store.put(put('nonce', 'a'));
    await expect(store.put(put('nonce', 'a'))).rejects.toMatchObject({ failed: ['nonce'] });
    let met: Promise<unknown> | undefined;
    const holding = async () => {
      met = store.put(put('nonce', 'b')).catch((error) => error);
      await met;
    };
    await new DynamoDbStore(new DynamoDbInMemory(world.tables, { holding }), 'sandbox').commit([put('state', 'b')]);
    expect(await met).toBeInstanceOf(Unavailable);
  });
});
