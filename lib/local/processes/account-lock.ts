import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeState, type State } from '../state';
import { tryLock } from './lock.mjs';

export type AccountLock =
  | { readonly release: () => void }
  /** The accounts are up, and this is what they are. */
  | { readonly state: State };

export function lockFile(folder: string): string {
  return join(folder, 'up.lock');
}

/** Lets one command at a time bring the accounts of a folder up; one that comes later waits for the first and gets its accounts. */
export async function lockAccounts(folder: string, say: (line: string) => void): Promise<AccountLock> {
  for (let said = false; ; said = true) {
    const lock = tryLock(lockFile(folder));
    if ('release' in lock) {
      removeState(join(folder, 'state.json'));
      return lock;
    }
    const state = stateOf(folder, lock.holder.pid);
    if (state) return { state };
    if (!said) say(`waiting for another \`airlock up\` (process ${lock.holder.pid}), which is starting or ending`);
    await sleep(200);
  }
}

/** What the process that holds the lock has written, and not what one before it left behind. */
function stateOf(folder: string, pid: number): State | undefined {
  try {
    const state = JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')) as State;
    return state.pid === pid ? state : undefined;
  } catch {
    return undefined;
  }
}
