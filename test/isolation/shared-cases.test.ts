import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../../lib/isolation/audit';
import { readPair } from '../../lib/isolation/input/read-pair';

/** Samples of kinds of openings that lie beside a checkout of this project, where somebody has put them. */
const FOLDER = join(__dirname, '..', '..', '..', 'shared', 'cases', 'audit');

interface Sample {
  readonly expected: readonly string[] | null;
  readonly accounts: readonly [string, string];
}

const samples = existsSync(FOLDER)
  ? readdirSync(FOLDER).flatMap((name) => {
      const sample: Sample = JSON.parse(readFileSync(join(FOLDER, name, 'case.json'), 'utf8'));
      return /^[a-h]-/.test(name) && sample.expected ? [{ name, ...sample, expected: sample.expected }] : [];
    })
  : [];

test('each sample beside the checkout has a verdict that is expected of it', () => {
  const verdicts = samples.map(({ name, accounts: [sandbox, live] }) => {
    const side = (environment: string, account: string) => ({ path: join(FOLDER, name, environment), account });
    return [name, audit(readPair(side('sandbox', sandbox), side('live', live))).verdict];
  });
  const wrong = verdicts.filter(([, verdict = ''], index) => !samples[index]?.expected.includes(verdict));
  expect(wrong).toEqual([]);
});
