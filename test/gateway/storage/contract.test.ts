import fc from 'fast-check';
import { DIFFERENCES } from './contract/differences';
import { DOCUMENTED } from './contract/documented';
import { type EmulatedDynamoDb, startEmulatedDynamoDb } from './contract/emulated-dynamodb';
import { cases } from './contract/generate-cases';
import { endOf, runEmulated, runInMemory } from './contract/run-case';

/** Another one tries other cases. */
const SEED = Number(process.env['AIRLOCK_SEED'] ?? 20);
const RUNS = Number(process.env['AIRLOCK_RUNS'] ?? 120);

let emulated: EmulatedDynamoDb;
beforeAll(async () => {
  emulated = await startEmulatedDynamoDb();
});
afterAll(() => emulated?.stop());

describe('D20 what AWS documents, in memory and on the emulator', () => {
  test.each(DOCUMENTED)('$what: $ends', async ({ what, made, ends }) => {
    const memory = await runInMemory(made);
    expect(endOf(memory)).toBe(ends);
    const other = await runEmulated(made, emulated);
    const different = DIFFERENCES.find((difference) => difference.what === what);
    expect(endOf(other)).toBe(different?.emulator ?? ends);
    // A difference that is none any more is taken out of the list.
    if (different) expect(other).not.toEqual(memory);
    else expect(other).toEqual(memory);
  });

  test('the emulator differs only in what is documented here', () => {
    const known = DOCUMENTED.map(({ what }) => what);
    expect(known.filter((what, at) => known.indexOf(what) < at)).toEqual([]);
    expect(DIFFERENCES.map(({ what }) => what).filter((what) => !known.includes(what))).toEqual([]);
  });
});

test(`D20 generated calls end alike in memory and on the emulator, and leave the same (AIRLOCK_SEED=${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (made) => {
      expect(await runInMemory(made)).toEqual(await runEmulated(made, emulated));
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
