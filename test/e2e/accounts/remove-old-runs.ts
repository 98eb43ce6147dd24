import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endAccounts } from '../../../lib/local/processes/end-accounts';
import { holderOf } from '../../../lib/local/processes/lock.mjs';
import { isRunning } from '../../../lib/local/processes/process-identity.mjs';

/** Takes away what runs that were killed have left in the folder of all runs, their emulators too. */
export async function removeOldRuns(runs: string): Promise<void> {
  mkdirSync(runs, { recursive: true });
  for (const run of readdirSync(runs)) {
    const folder = join(runs, run);
    const holder = holderOf(join(folder, 'up.lock'));
    if (holder && isRunning(holder)) continue;
    // The tests of `airlock up` bring up accounts below the folder of their run.
    for (const inner of readdirSync(folder)) if (inner.startsWith('up-')) await endAccounts(join(folder, inner));
    await endAccounts(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}
