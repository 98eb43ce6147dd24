import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/environment/project-root';
import { lockAccounts } from '../../../lib/local/processes/account-lock';
import { removeOldRuns } from './remove-old-runs';

/** A folder for the accounts that the tests of `airlock up` bring up, apart from those of the other tests, which run beside them. */
export default async function setUp(): Promise<void> {
  const runs = join(projectRoot(), '.emulator', 'test-up');
  await removeOldRuns(runs);
  const folder = join(runs, String(process.pid));
  mkdirSync(folder, { recursive: true });
  process.env['AIRLOCK_EMULATOR'] = folder;
  await lockAccounts(folder, () => undefined);
}
