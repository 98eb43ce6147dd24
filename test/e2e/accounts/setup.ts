import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { emulatedStateFile } from '../../../lib/client/emulated-accounts';
import { projectRoot } from '../../../lib/environment/project-root';
import { type Accounts, startAccounts } from '../../../lib/local/accounts';
import { freePorts } from '../../../lib/local/emulator/account-ports';
import { lockAccounts } from '../../../lib/local/processes/account-lock';
import type { Progress } from '../../../lib/local/progress';
import { removeOldRuns } from './remove-old-runs';

declare global {
  var airlockAccounts: { readonly accounts: Accounts; readonly release: () => void } | undefined;
}

/**
 * Brings both accounts up once for the whole run, on ports and in a folder of its own, so that it disturbs neither an `airlock up` nor
 * another run. `AIRLOCK_E2E_REUSE=1` takes the accounts that are up already, to save seconds while writing a test.
 */
export default async function setUp(): Promise<void> {
  if (process.env['AIRLOCK_E2E_REUSE'] === '1' && existsSync(emulatedStateFile())) return;
  const runs = join(projectRoot(), '.emulator', 'test');
  await removeOldRuns(runs);
  const folder = join(runs, String(process.pid));
  process.env['AIRLOCK_EMULATOR'] = folder;
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const lock = await lockAccounts(folder, say);
  if (!('release' in lock)) throw new Error(`${folder} is in use`);
  const accounts = await startAccounts({ folder, ports: await freePorts(), progress });
  globalThis.airlockAccounts = { accounts, release: lock.release };
  say(`both accounts are up after ${accounts.state.seconds} s`);
}

const progress: Progress = {
  started: () => undefined,
  ended: (environment, step, outcome, milliseconds) =>
    say(`${outcome === 'done' ? '✓' : '✗'} ${environment} ${step} (${(milliseconds / 1000).toFixed(1)} s)`),
};

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
