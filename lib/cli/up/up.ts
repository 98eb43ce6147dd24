import type { Command } from 'commander';
import type { Accounts } from '../../local/accounts';
import { createOutput, type Output } from '../output/output';

interface UpOptions {
  readonly once?: boolean;
  readonly json?: boolean;
  readonly port?: string;
}

const FIRST_PORT = '8080';

const HELP = `
Sandbox's gateway is on the port, live's on the next one, their AWS services on the two after that; only this machine reaches them.
While both are up, .emulator/state.json holds the same object as --json prints, with the demo apps' secrets.
Ctrl-C, or \`airlock down\` from elsewhere, ends everything.`;

export function register(program: Command): void {
  program
    .command('up')
    .description('both emulated accounts on this machine: deployed, with demo apps, and a first payment in each')
    .option('--once', 'end them again as soon as they are up')
    .option('--port <n>', `first of four ports in a row (default: ${FIRST_PORT})`)
    .option('--json', 'the result as one JSON object on the last line of stdout')
    .addHelpText('after', HELP)
    .action(up);
}

async function up(options: UpOptions): Promise<void> {
  const { emulatorFolder } = await import('../../client/emulated-accounts.js');
  const { lockAccounts } = await import('../../local/processes/account-lock.js');
  const { portsFrom } = await import('../../local/emulator/account-ports.js');
  const { summary } = await import('./up-summary.js');
  const output = createOutput(options);
  const ports = portsFrom(options.port ?? FIRST_PORT);
  const lock = await lockAccounts(emulatorFolder(), output.progress);
  if ('state' in lock) {
    output.progress(`✓ both accounts are up already (process ${lock.state.pid}); end them with: npx airlock down`);
    if (options.port !== undefined && !lock.state.sandbox.url.endsWith(`:${ports.sandbox.gateway}`)) {
      output.progress(`! they are at ${lock.state.sandbox.url} and not on --port ${options.port}: end them first`);
    }
    output.result(lock.state, summary(lock.state));
    return;
  }
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort(signal));
  try {
    await bringUp(options, { folder: emulatorFolder(), ports }, output, interrupted.signal);
  } finally {
    lock.release();
    // Requests that are still retried at an account that is gone must not keep the process alive.
    setTimeout(() => process.exit(), 500).unref();
  }
}

async function bringUp(
  { once }: UpOptions,
  where: { readonly folder: string; readonly ports: import('../../local/emulator/account-ports').Ports },
  output: Output,
  signal: AbortSignal,
): Promise<void> {
  const { startAccounts } = await import('../../local/accounts.js');
  const { createUpProgress } = await import('./up-progress.js');
  const { summary } = await import('./up-summary.js');
  const progress = createUpProgress(process.stderr);
  let accounts: Accounts;
  try {
    accounts = await startAccounts({ ...where, progress, signal, since: 0 });
  } catch (error) {
    progress.close();
    if ((error as Error).name !== 'Stopped') throw error;
    output.progress(`✗ ended by ${signal.reason} before both accounts were up; nothing is left running`);
    process.exitCode = signal.reason === 'SIGINT' ? 130 : 143;
    return;
  }
  progress.close();
  if (once) {
    await accounts.stop();
    output.progress('✓ both accounts came up, and are ended again');
  }
  output.result(accounts.state, summary(accounts.state, !once));
  if (!once) await stayUp(accounts, output, signal);
}

async function stayUp(accounts: Accounts, output: Output, signal: AbortSignal): Promise<void> {
  output.progress('Both accounts stay up. Ctrl-C ends them.');
  const asked = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const ended = await Promise.race([asked, accounts.ended]);
  await accounts.stop();
  if (ended) throw ended;
  output.progress('✓ both accounts are ended; nothing is left running');
}
