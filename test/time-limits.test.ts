import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** What would fail a test because a machine is slow. */
const OWN_LIMIT = /jest\.setTimeout|^ *\}, \d[\d_]{3,}\);|^ *\},\n *\d[\d_]{3,},\n *\);/m;

test('no test has a limit of its own: jest.shared.cjs has one for all', () => {
  expect(files.length).toBeGreaterThan(200);
  const own = files.filter((file) => OWN_LIMIT.test(readFileSync(join(__dirname, file), 'utf8')));
  expect(own).toEqual([]);
});
