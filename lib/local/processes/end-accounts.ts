import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeState } from '../state';
import { lockFile } from './account-lock';
import { holderOf } from './lock.mjs';
import { isRunning } from './process-identity.mjs';
import { endRecorded } from './processes.mjs';

/** For a command that ends by itself what it started. */
const PATIENCE_MILLISECONDS = 15_000;

/**
 * Ends the command that keeps a folder's accounts up, wherever it runs, and whatever one that was killed left behind.
 * @returns what was ended, in words; empty when nothing ran
 */
export async function endAccounts(folder: string): Promise<readonly string[]> {
  const ended: string[] = [];
  const holder = holderOf(lockFile(folder));
  if (holder && isRunning(holder)) {
    process.kill(holder.pid, 'SIGTERM');
    const deadline = Date.now() + PATIENCE_MILLISECONDS;
    while (isRunning(holder) && Date.now() < deadline) await sleep(50);
    if (isRunning(holder)) process.kill(holder.pid, 'SIGKILL');
    while (isRunning(holder)) await sleep(20);
    ended.push(`airlock up (process ${holder.pid})`);
  }
  ended.push(...(await endRecorded(join(folder, 'processes'))));
  removeState(join(folder, 'state.json'));
  rmSync(lockFile(folder), { force: true });
  return ended;
}
