import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../../lib/isolation/audit';
import { readPair } from '../../lib/isolation/input/read-pair';

/** Samples that an outside look left beside a checkout of this project. Each kind of them has tests of its own here. */
const FOLDER = join(__dirname, '..', '..', '..', 'shared', 'cases', 'audit');
/** Samples that name no verdict, being about something else; what they hold is isolated. */
const ISOLATED = /^[noq]-/;

interface Sample {
  readonly expected: readonly string[] | null;
  readonly accounts: readonly [string, string];
}

// A large one is there only when its script has written it.
const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, 'live'))) : [];
const samples = names.flatMap((name) => {
  const { expected, accounts }: Sample = JSON.parse(readFileSync(join(FOLDER, name, 'case.json'), 'utf8'));
  const right = ISOLATED.test(name) ? ['isolated'] : expected;
  return right ? [{ name, accounts, right }] : [];
});

test('each sample beside the checkout has a verdict that is right for it', () => {
  const wrong = samples.flatMap(({ name, accounts: [sandbox, live], right }) => {
    const side = (environment: string, account: string) => ({ path: join(FOLDER, name, environment), account });
    const { verdict } = audit(readPair(side('sandbox', sandbox), side('live', live)));
    return right.includes(verdict) ? [] : [[name, verdict]];
  });
  expect(wrong).toEqual([]);
});
