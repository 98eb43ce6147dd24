import { marshall } from '@aws-sdk/util-dynamodb';
import { paymentsOf } from '../../../lib/gateway/payments/payment';
import { DynamoDbStore } from '../../../lib/gateway/storage/dynamodb-store';
import { ForeignItem, type Item } from '../../../lib/gateway/storage/store';

/** The tables of live, with one item in them; `sent` collects the calls that reached DynamoDB. */
function live(stored: object) {
  const sent: string[] = [];
  const call = async (operation: string) => {
    sent.push(operation);
    return { Item: marshall(stored), Items: [marshall(stored)] };
  };
  return { tables: new DynamoDbStore({ call } as never, 'live'), sent };
}

const key = { pk: 'pay_live_1', sk: 'PAYMENT' };

describe.each<[string, Pick<Item, 'environment' | 'mode'>]>([
  ['of the other environment', { environment: 'sandbox', mode: 'live' }],
  ['of a mode of the other environment', { environment: 'live', mode: 'test' }],
  ['that says neither', {} as Item],
])('BG4 DC5: an item %s in live', (_, mark) => {
  const item = { ...key, ...mark } as Item;

  test('is not served, alone or in a list', async () => {
    const { tables } = live(item);
    await expect(tables.get('records', key)).rejects.toBeInstanceOf(ForeignItem);
    await expect(tables.list(paymentsOf('app_live_1'), 10)).rejects.toBeInstanceOf(ForeignItem);
  });

  test('is not written, alone or in a transaction', async () => {
    const { tables, sent } = live(item);
    const condition = { expression: 'attribute_not_exists(pk)' };
    const write = { label: 'payment', kind: 'put', table: 'records', item, condition } as const;
    await expect(tables.put(write)).rejects.toBeInstanceOf(ForeignItem);
    await expect(tables.commit([write])).rejects.toBeInstanceOf(ForeignItem);
    expect(sent).toEqual([]);
  });
});

test('DC5: an item of live is served and written', async () => {
  const item: Item = { ...key, environment: 'live', mode: 'live' };
  const { tables, sent } = live(item);
  await expect(tables.get('records', key)).resolves.toEqual(item);
  const condition = { expression: 'attribute_not_exists(pk)' };
  await tables.put({ label: 'payment', kind: 'put', table: 'records', item, condition });
  expect(sent).toEqual(['GetItem', 'PutItem']);
});
