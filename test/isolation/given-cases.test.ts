import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../../lib/isolation/audit';
import { readPair } from '../../lib/isolation/input/read-pair';

/** Samples that an outside look left beside the checkout. Each kind of them has tests of its own here. */
const CASES = join(__dirname, '../../../shared/cases/audit');
/** False alarms, and what needed no question. */
const KINDS = /^[i-loq]-|^n-/;
const names = existsSync(CASES) ? readdirSync(CASES).filter((name) => KINDS.test(name)) : [];
const whole = names.filter((name) => existsSync(join(CASES, name, 'live')));

test('each of them is isolated', () => {
  const verdicts = whole.map((name) => {
    const { accounts } = JSON.parse(readFileSync(join(CASES, name, 'case.json'), 'utf8'));
    const [sandbox, live] = accounts as [string, string];
    const pair = readPair(
      { path: join(CASES, name, 'sandbox'), account: sandbox },
      { path: join(CASES, name, 'live'), account: live },
    );
    return [name, audit(pair).verdict];
  });
  expect(verdicts).toEqual(whole.map((name) => [name, 'isolated']));
});
