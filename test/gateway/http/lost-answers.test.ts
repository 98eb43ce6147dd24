import fc from 'fast-check';
import { serve } from '../../../lib/gateway/http/serve';
import { routes } from '../../../lib/gateway/routes';
import type { ItemPlace, Key, Put, Store, Write } from '../../../lib/gateway/storage/store';
import { Unavailable } from '../../../lib/gateway/unavailable';
import type { TablesInMemory } from '../storage/tables-in-memory';
import { gatewayFor } from './gateway-in-memory';
import { app, keyedRequest, mockProvider, REQUESTS, tablesWithPayment } from './keyed-requests';
import { NOW } from './signed-request';

/** What becomes of a call to DynamoDB: it is not carried out; it is, and its answer is lost; the function ends before it, or after it. */
const FAULTS = ['fine', 'not done', 'lost', 'ended before', 'ended after'] as const;
type Fault = (typeof FAULTS)[number];

/** The tables as one invocation of the function finds them; `made` gets the payments that are stored. */
function withFaults(tables: TablesInMemory, faults: readonly Fault[], made: Set<string>): Store {
  const left = [...faults];
  let over = false;
  const call = async <T>(make: () => Promise<T>): Promise<T> => {
    const fault = left.shift() ?? 'fine';
    over ||= fault === 'ended before';
    if (over || fault === 'not done') throw new Unavailable('dynamodb', new Error('no answer'));
    const answer = await make();
    over = fault === 'ended after';
    if (over || fault === 'lost') throw new Unavailable('dynamodb', new Error('no answer'));
    return answer;
  };
  return {
    get: (table: string, key: Key) => call(() => tables.get(table, key)),
    read: (places: readonly ItemPlace[]) => call(() => tables.read(places)),
    put: (write: Put) => call(() => tables.put(write)),
    commit: (writes: readonly Write[]) =>
      call(async () => {
        await tables.commit(writes);
        for (const write of writes) if (write.kind === 'put' && write.table === 'records') made.add(write.item.pk);
      }),
  } as unknown as Store;
}

/** Each try has its own faults and comes when no lock holds any more; the last ones have none. */
async function tried(path: string, body: string, faultsOfTries: readonly (readonly Fault[])[]) {
  const tables = await tablesWithPayment();
  const made = new Set<string>();
  const answers = [];
  for (const [at, faults] of [...faultsOfTries, [], []].entries()) {
    const now = NOW + at * 31_000;
    const gateway = gatewayFor('sandbox', [app], {
      store: withFaults(tables, faults, made),
      providers: mockProvider,
      now: () => now,
    });
    const signed = await keyedRequest(path, body, now);
    answers.push(await serve(gateway, routes, signed, () => {}));
  }
  return { answers, payments: made.size };
}

describe.each(REQUESTS)(
  'D8 POST $path under one key, with calls that fail or whose answers are lost',
  ({ path, body, status }) => {
    test('every try says 503, or the one answer; one payment comes of it', async () => {
      const faults = fc.array(fc.array(fc.constantFrom(...FAULTS), { maxLength: 9 }), { maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(faults, async (of) => {
          const { answers, payments } = await tried(path, body, of);
          const last = answers.at(-1);
          expect([last?.status, last?.headers?.['Idempotent-Replayed']]).toEqual([status, 'true']);
          for (const answer of answers) {
            if (answer.status === 503) expect(answer.headers?.['Retry-After']).toMatch(/^[1-9]\d?$/);
            else expect([answer.status, answer.body]).toEqual([status, last?.body]);
          }
          expect(payments).toBe(status === 201 ? 1 : 0);
        }),
        { numRuns: 60 },
      );
    });
  },
);
