import type { Command } from 'commander';
import { createOutput } from '../output/output';

export function register(program: Command): void {
  program
    .command('down')
    .description('end the emulated accounts: an `airlock up` elsewhere, or what one that was killed left running')
    .option('--json', 'the result as one JSON object on the last line of stdout')
    .action(down);
}

async function down(options: { readonly json?: boolean }): Promise<void> {
  const { emulatorFolder } = await import('../../client/emulated-accounts.js');
  const { endAccounts } = await import('../../local/processes/end-accounts.js');
  const ended = await endAccounts(emulatorFolder());
  const text = ended.length > 0 ? `✓ ended: ${ended.join(', ')}` : 'nothing was up';
  createOutput(options).result({ ended }, text);
}
