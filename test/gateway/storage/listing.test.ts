import { unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { newId } from '../../../lib/environment/ids';
import { newPayment, type Payment, paymentsOf, paymentsWithReference } from '../../../lib/gateway/payments/payment';
import { DynamoDbStore } from '../../../lib/gateway/storage/dynamodb-store';
import { SHARDS, shardOf } from '../../../lib/gateway/storage/shards';
import type { Listing } from '../../../lib/gateway/storage/store';
import { RecordsTable } from './records-table';

const START = Date.parse('2026-03-01T12:00:00Z');
const app = {
  appId: 'app_test_x',
  publicKey: 'pk_test_FAKEfakeFAKEfakeFAKEfake',
  product: 'book',
  mode: 'test' as const,
};

function payment(at: number, reference: string | null = null, appId = app.appId): Payment {
  return newPayment(
    {
      id: newId('pay', 'test', START + at),
      app: { ...app, appId },
      amount: 1,
      currency: 'EUR',
      provider: 'mock',
      description: null,
      reference,
      returnUrl: null,
      metadata: {},
    },
    START + at,
  );
}

/** Every id that a client gets which follows the pages; `between` runs after each page. */
async function walk(
  tables: DynamoDbStore,
  listing: Listing,
  size: number,
  between: () => void = () => {},
): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  for (;;) {
    const found = await tables.list<Payment>(listing, size + 1, after);
    const page = found.slice(0, size);
    ids.push(...page.map(({ pk }) => pk));
    if (found.length <= size) return ids;
    after = page.at(-1)?.pk;
    between();
  }
}

describe('payments in shards', () => {
  const times = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 });
  const pageSize = fc.integer({ min: 1, max: 100 });
  /** How many items a query gives at most, whatever is asked for, as DynamoDB stops at 1 MB. */
  const stop = fc.integer({ min: 1, max: 20 });

  test('any payments, any page size: each is listed once, newest first', async () => {
    await fc.assert(
      fc.asyncProperty(times, pageSize, stop, async (created, size, most) => {
        const payments = created.map((at) => payment(at));
        const table = new RecordsTable(most);
        table.put(...payments, payment(3, null, 'app_test_other'));
        const expected = payments
          .map(({ pk }) => pk)
          .sort()
          .reverse();
        expect(await walk(new DynamoDbStore(table, 'sandbox'), paymentsOf(app.appId), size)).toEqual(expected);
      }),
    );
  });

  test('payments made while the pages are read come once or not at all, and no other is lost', async () => {
    await fc.assert(
      fc.asyncProperty(times, times, fc.integer({ min: 1, max: 7 }), stop, async (created, later, size, most) => {
        const payments = created.map((at) => payment(at));
        const more = later.map((at) => payment(at));
        const table = new RecordsTable(most);
        table.put(...payments);
        const all = new Set([...payments, ...more].map(({ pk }) => pk));
        const waiting = [...more];
        const ids = await walk(new DynamoDbStore(table, 'sandbox'), paymentsOf(app.appId), size, () =>
          table.put(...waiting.splice(0, 2)),
        );
        expect(ids).toEqual([...new Set(ids)].sort().reverse());
        expect(payments.map(({ pk }) => pk).filter((id) => !ids.includes(id))).toEqual([]);
        expect(ids.filter((id) => !all.has(id))).toEqual([]);
      }),
    );
  });

  test('by reference: those of exactly that reference and app, whatever characters it has', async () => {
    const reference = fc.constantFrom('a', 'a#1', '0#a', '#', 'order-1', 'order-10', '1');
    await fc.assert(
      fc.asyncProperty(fc.array(reference, { maxLength: 40 }), reference, pageSize, async (made, asked, size) => {
        const payments = made.map((text, at) => payment(at, text));
        const table = new RecordsTable(5);
        table.put(...payments, payment(1), payment(2, asked, 'app_test_other'));
        const expected = payments.filter(({ reference }) => reference === asked).map(({ pk }) => pk);
        const listing = paymentsWithReference(app.appId, asked);
        expect(await walk(new DynamoDbStore(table, 'sandbox'), listing, size)).toEqual(expected.sort().reverse());
      }),
    );
  });

  test('a payment without a reference is in no index of references', () => {
    const table = new RecordsTable(1);
    table.put(payment(1));
    expect(unmarshall(table.items[0] ?? {})).not.toHaveProperty('referenceIndex');
  });

  test('those that were stored before there were shards stay listed', async () => {
    const table = new RecordsTable(5);
    const old = { ...payment(1), appIndex: `${app.appId}#payment` };
    const fresh = payment(2);
    table.put(old, fresh);
    expect(await walk(new DynamoDbStore(table, 'sandbox'), paymentsOf(app.appId), 10)).toEqual([fresh.pk, old.pk]);
  });

  test('every shard takes its share of the writes', () => {
    const counts = new Map<number, number>();
    for (let at = 0; at < 4000; at += 1) {
      const shard = shardOf(newId('pay', 'test', START + at));
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect(counts.size).toBe(SHARDS);
    for (const count of counts.values()) expect(count).toBeGreaterThan(800);
  });

  test('a page reads little more than it gives', async () => {
    const table = new RecordsTable(1000);
    table.put(...Array.from({ length: 400 }, (_, at) => payment(at)));
    await new DynamoDbStore(table, 'sandbox').list(paymentsOf(app.appId), 101);
    expect(table.given).toBeLessThan(101 * 2);
  });
});
