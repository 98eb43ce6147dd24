import fc from 'fast-check';
import { newId } from '../../../lib/environment/ids';
import { newPayment, type Payment, paymentsOf, paymentsWithReference } from '../../../lib/gateway/payments/payment';
import { DynamoDbStore } from '../../../lib/gateway/storage/dynamodb-store';
import { DynamoDbInMemory } from '../../../lib/gateway/storage/memory/dynamodb-in-memory';
import { SHARDS, shardOf } from '../../../lib/gateway/storage/shards';
import type { Listing } from '../../../lib/gateway/storage/store';
import { EnvironmentInMemory } from '../environment-in-memory';

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

/** The table of payments, of which one query gives so many at most, whatever its limit, as DynamoDB stops at 1 MB. */
function recordsTable(most: number) {
  const world = new EnvironmentInMemory('sandbox');
  let given = 0;
  const dynamodb = new DynamoDbInMemory(world.tables, {
    before: ({ input }) => {
      const query = input as { Limit: number };
      query.Limit = Math.min(query.Limit, most);
    },
    after: (_, answer) => {
      given += (answer as { Count: number }).Count;
    },
  });
  return { world, store: new DynamoDbStore(dynamodb, 'sandbox'), given: () => given };
}

function put({ world }: ReturnType<typeof recordsTable>, ...payments: readonly Payment[]): void {
  for (const each of payments) world.seed('records', each);
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
        const table = recordsTable(most);
        put(table, ...payments, payment(3, null, 'app_test_other'));
        const expected = payments
          .map(({ pk }) => pk)
          .sort()
          .reverse();
        expect(await walk(table.store, paymentsOf(app.appId), size)).toEqual(expected);
      }),
    );
  });

  test('payments made while the pages are read come once or not at all, and no other is lost', async () => {
    await fc.assert(
      fc.asyncProperty(times, times, fc.integer({ min: 1, max: 7 }), stop, async (created, later, size, most) => {
        const payments = created.map((at) => payment(at));
        const more = later.map((at) => payment(at));
        const table = recordsTable(most);
        put(table, ...payments);
        const all = new Set([...payments, ...more].map(({ pk }) => pk));
        const waiting = [...more];
        const ids = await walk(table.store, paymentsOf(app.appId), size, () => put(table, ...waiting.splice(0, 2)));
        expect(ids).toEqual([...new Set(ids)].sort().reverse());
        expect(payments.map(({ pk }) => pk).filter((id) => !ids.includes(id))).toEqual([]);
        expect(ids.filter((id) => !all.has(id))).toEqual([]);
      }),
    );
  });

  test('an index that lags behind lists what it knows, in order and nothing twice; once it has caught up, everything', async () => {
    await fc.assert(
      fc.asyncProperty(times, times, fc.nat(20), async (created, later, known) => {
        const [old, young] = [created.map((at) => payment(at)), later.map((at) => payment(at))];
        const table = recordsTable(5);
        put(table, ...old);
        table.world.tables.lag();
        put(table, ...young);
        table.world.tables.catchUp(known);
        const idsOf = (some: readonly Payment[]) => some.map(({ pk }) => pk);
        const seen = idsOf([...old, ...young.slice(0, known)]);
        expect(await walk(table.store, paymentsOf(app.appId), 10)).toEqual(seen.sort().reverse());
        table.world.tables.catchUp();
        expect(await walk(table.store, paymentsOf(app.appId), 10)).toHaveLength(old.length + young.length);
      }),
      { numRuns: 30 },
    );
  });

  test('by reference: those of exactly that reference and app, whatever characters it has', async () => {
    const reference = fc.constantFrom('a', 'a#1', '0#a', '#', 'order-1', 'order-10', '1');
    await fc.assert(
      fc.asyncProperty(fc.array(reference, { maxLength: 40 }), reference, pageSize, async (made, asked, size) => {
        const payments = made.map((text, at) => payment(at, text));
        const table = recordsTable(5);
        put(table, ...payments, payment(1), payment(2, asked, 'app_test_other'));
        const expected = payments.filter(({ reference }) => reference === asked).map(({ pk }) => pk);
        const listing = paymentsWithReference(app.appId, asked);
        expect(await walk(table.store, listing, size)).toEqual(expected.sort().reverse());
      }),
    );
  });

  test('a payment without a reference is in no index of references', () => {
    const table = recordsTable(1);
    put(table, payment(1));
    expect(table.world.items('records')[0]).not.toHaveProperty('referenceIndex');
  });

  test('those that were stored before there were shards stay listed', async () => {
    const table = recordsTable(5);
    const old = { ...payment(1), appIndex: `${app.appId}#payment` };
    const fresh = payment(2);
    put(table, old, fresh);
    expect(await walk(table.store, paymentsOf(app.appId), 10)).toEqual([fresh.pk, old.pk]);
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
    const table = recordsTable(1000);
    put(table, ...Array.from({ length: 400 }, (_, at) => payment(at)));
    await table.store.list(paymentsOf(app.appId), 101);
    expect(table.given()).toBeLessThan(101 * 2);
  });
});
