import { audit } from '../../lib/isolation/audit';
import { ownApp } from './apps/own-app';
import { unrelatedApps } from './apps/unrelated-apps';
import { judgeMutant } from './audited-mutant';
import { RIGHT } from './judge';
import { mutantsOf } from './mutants';

process.env['CDK_VALIDATION'] = 'false';
const bases = [ownApp(), ...unrelatedApps()];
const baselines = new Map(bases.map(({ name, sides }) => [name, audit(sides)]));

/** One edit of so many: `npm run audit:mutations` makes all of them, which takes minutes. */
const EVERY = 43;

test.each([...baselines].map(([name, { verdict }]) => [name, verdict]))('%s as it stands is isolated', (_, verdict) => {
  expect(verdict).toBe('isolated');
});

test('DC5: of a sample of edits each opening is caught at its place, and nothing else is flagged or left open to question', () => {
  const sample = mutantsOf(bases).filter((_, index) => index % EVERY === 0);
  expect(sample.length).toBeGreaterThan(100);
  const wrong = sample.flatMap((mutant) => {
    const { outcome, because } = judgeMutant(mutant, baselines);
    return RIGHT.includes(outcome) ? [] : [`${outcome} ${mutant.id}: ${because}`];
  });
  expect(wrong).toEqual([]);
});
