import type { Command } from 'commander';
import { createOutput } from './output/output';
import { table } from './output/table';
import { type AccountOptions, addAccountOptions, addStageArgument, type StageOptions, stageOf } from './stage-options';

export function register(program: Command): void {
  const command = addAccountOptions(
    addStageArgument(
      program.command('info').description('which providers the gateway has loaded for each mode; holds no secret'),
    ),
  );
  command.action((word: string | undefined, options: AccountOptions) =>
    info({ ...options, stage: stageOf(command, word) }),
  );
}

async function info(options: StageOptions): Promise<void> {
  const { withAccount } = await import('../operations/account/with-account.js');
  const { gatewayInfo } = await import('../operations/gateway-info.js');
  const loaded = await withAccount(options, gatewayInfo);
  const rows = loaded.providers.map(({ provider, mode, state, loaded: hasCredentials, serves, host, reason }) => [
    mode,
    provider,
    state,
    hasCredentials ? 'loaded' : 'not loaded',
    serves ? 'yes' : 'no',
    host ?? '',
    reason ?? '',
  ]);
  createOutput(options).result(
    loaded,
    table(['mode', 'provider', 'state', 'credentials', 'serves', 'host', 'reason'], rows),
  );
}
