import type { DynamoDBRecord } from 'aws-lambda';
import { type Archive, archiveRecords, type Tampering } from '../../../lib/gateway/ledger/archive-records';
import { ObjectArchive } from '../../../lib/gateway/ledger/object-archive';

const row = (id: string, of = 'sandbox', amount = '100') => ({
  pk: { S: `TRANSFER#${id}` },
  sk: { S: '-' },
  environment: { S: of },
  amount: { N: amount },
});
type Row = ReturnType<typeof row>;

function record(eventName: 'INSERT' | 'MODIFY' | 'REMOVE', item: Row, sequence = '1'): DynamoDBRecord {
  const { pk, sk } = item;
  const images = eventName === 'REMOVE' ? { OldImage: item } : { NewImage: item };
  return { eventName, dynamodb: { Keys: { pk, sk }, SequenceNumber: sequence, ...images } };
}

const keyOf = (id: string) => `rows/TRANSFER~23${id}/-.json`;

/** An archive in memory, whose objects cannot be replaced, and which fails for the keys it is told to. */
function setUp(failing: readonly string[] = []) {
  const objects = new Map<string, string>();
  const tampered: [row: string, how: Tampering][] = [];
  const failed: string[] = [];
  const archived: number[] = [];
  const bucket = new ObjectArchive({
    async putNew(key, text) {
      if (failing.includes(key)) throw new Error('503');
      if (objects.has(key)) return false;
      objects.set(key, text);
      return true;
    },
    async get(key) {
      const text = objects.get(key);
      if (text === undefined) throw new Error('404');
      return text;
    },
  });
  const run = (records: readonly DynamoDBRecord[], archive: Archive = bucket) =>
    archiveRecords(
      {
        environment: 'sandbox',
        archive,
        observe: {
          archived: (rows) => archived.push(rows),
          tampered: (key, how) => tampered.push([key, how]),
          failed: (key) => failed.push(key),
        },
      },
      records,
    );
  return { objects, tampered, failed, archived, run };
}

test('D5: each new row becomes one object that holds the row as it was written', async () => {
  const { objects, tampered, archived, run } = setUp();
  await expect(run([record('INSERT', row('1')), record('INSERT', row('2'))])).resolves.toEqual({
    batchItemFailures: [],
  });
  expect([...objects.keys()]).toEqual([keyOf('1'), keyOf('2')]);
  expect(JSON.parse(objects.get(keyOf('1')) ?? '')).toEqual(row('1'));
  expect([tampered, archived]).toEqual([[], [2]]);
});

test('D5: the same batch again, its members in another order, changes nothing and is no alarm', async () => {
  const { objects, tampered, run } = setUp();
  await run([record('INSERT', row('1'))]);
  const before = new Map(objects);
  const shuffled = Object.fromEntries(Object.entries(row('1')).reverse()) as Row;
  await expect(run([record('INSERT', shuffled)])).resolves.toEqual({ batchItemFailures: [] });
  expect([objects, tampered]).toEqual([before, []]);
});

test('D5: a changed and a removed row are told of, each once, and the archive keeps the first', async () => {
  const { objects, tampered, run } = setUp();
  await run([record('INSERT', row('1'))]);
  await run([record('MODIFY', row('1', 'sandbox', '999')), record('REMOVE', row('1'))]);
  expect(tampered).toEqual([
    [keyOf('1'), 'changed'],
    [keyOf('1'), 'removed'],
  ]);
  expect(JSON.parse(objects.get(keyOf('1')) ?? '')).toEqual(row('1'));
});

test('D5: a row that was removed and written anew with other contents is told of', async () => {
  const { tampered, run } = setUp();
  await run([record('INSERT', row('1')), record('INSERT', row('1', 'sandbox', '999'))]);
  expect(tampered).toEqual([[keyOf('1'), 'written anew']]);
});

test('ZP12: a row of another environment is told of, and kept as evidence', async () => {
  const { objects, tampered, run } = setUp();
  await run([record('INSERT', row('1', 'live'))]);
  expect(tampered).toEqual([[keyOf('1'), 'of another environment']]);
  expect(objects.has(keyOf('1'))).toBe(true);
});

test('D5: from the first row that cannot be archived on, all come again; what was told of before it is not told twice', async () => {
  const broken = setUp([keyOf('2')]);
  const batch = [
    record('MODIFY', row('0'), '10'),
    record('INSERT', row('1'), '11'),
    record('INSERT', row('2'), '12'),
    record('REMOVE', row('3'), '13'),
  ];
  await expect(broken.run(batch)).resolves.toEqual({ batchItemFailures: [{ itemIdentifier: '12' }] });
  expect([...broken.objects.keys()]).toEqual([keyOf('1')]);
  expect(broken.tampered).toEqual([[keyOf('0'), 'changed']]);
  expect([broken.failed, broken.archived]).toEqual([[keyOf('2')], [1]]);
});

test('D5: not being able to compare is a failure, never taken for equal', async () => {
  const { failed, tampered, run } = setUp();
  const archive = new ObjectArchive({
    putNew: async () => false,
    get: async () => {
      throw new Error('AccessDenied');
    },
  });
  await expect(run([record('INSERT', row('1'), '5')], archive)).resolves.toEqual({
    batchItemFailures: [{ itemIdentifier: '5' }],
  });
  expect([failed, tampered]).toEqual([[keyOf('1')], []]);
});
