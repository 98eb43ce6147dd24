import type { Command } from 'commander';
import { createOutput } from './output/output';
import { addPlaceOptions, addStage, type PlaceOptions, type StageOptions, stageOf } from './stage-options';

export function register(program: Command): void {
  const command = addPlaceOptions(
    addStage(
      program.command('info').description('which providers the gateway has loaded for each mode; holds no secret'),
    ),
  );
  command.action((word: string | undefined, options: PlaceOptions) =>
    info({ ...options, stage: stageOf(command, word) }),
  );
}

async function info(options: StageOptions): Promise<void> {
  const { connect } = await import('../operations/account/connection.js');
  const { gatewayInfo } = await import('../operations/gateway-info.js');
  const connection = await connect(options);
  try {
    const found = await gatewayInfo(connection);
    const { table } = await import('./output/table.js');
    const rows = found.providers.map(({ provider, mode, state, loaded, serves, host, reason }) => [
      mode,
      provider,
      state,
      loaded ? 'loaded' : 'not loaded',
      serves ? 'yes' : 'no',
      host ?? '',
      reason ?? '',
    ]);
    createOutput(options).result(
      found,
      table(['mode', 'provider', 'state', 'credentials', 'serves', 'host', 'reason'], rows),
    );
  } finally {
    connection.close();
  }
}
