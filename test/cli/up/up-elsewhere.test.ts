import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockAccounts } from '../../../lib/local/processes/account-lock';
import { airlock } from '../run-airlock';

const folder = mkdtempSync(join(tmpdir(), 'airlock-up-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What this process, which holds the folder, says of its accounts. */
const account = (port: number) => ({
  url: `http://localhost:${port}`,
  authority: `localhost:${port}`,
  ca: join(folder, 'ca.pem'),
  apps: [],
  payment: null,
});
const state = {
  pid: process.pid,
  sandbox: account(8080),
  live: account(8081),
  notEmulated: [],
  functionsRunOn: 'v24.0.0',
};

test.each([
  [['--port', '8090'], true],
  [['--port', '8080'], false],
  [[], false],
])(
  'accounts that are up already are shown where they are, also when %j asked for others: %s',
  async (words, warned) => {
    const lock = await lockAccounts(folder, () => undefined);
    if (!('release' in lock)) throw new Error('the folder is taken');
    try {
      writeFileSync(join(folder, 'state.json'), JSON.stringify(state));
      const { code, stderr, stdout } = await airlock(['up', '--json', ...words], { env: { AIRLOCK_EMULATOR: folder } });
      expect(stderr).toContain('both accounts are up already');
      expect(stderr.includes('! they are at http://localhost:8080 and not on --port 8090')).toBe(warned);
      expect([code, JSON.parse(stdout).sandbox.url]).toEqual([0, 'http://localhost:8080']);
    } finally {
      lock.release();
    }
  },
);
