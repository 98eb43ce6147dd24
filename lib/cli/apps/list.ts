import { withAccount } from '../../operations/account/with-account';
import { listApps } from '../../operations/apps/stored-apps';
import { createOutput } from '../output/output';
import { table } from '../output/table';
import type { StageOptions } from '../stage-options';
import { appFacts } from './app-facts';

export async function list(options: StageOptions): Promise<void> {
  const apps = await withAccount(options, listApps);
  const rows = apps.map(({ name, status, traffic, provider, publicKey, createdAt }) => [
    name,
    status,
    traffic,
    provider,
    publicKey,
    createdAt.slice(0, 10),
  ]);
  const text = table(['app', 'status', 'traffic', 'provider', 'public key', 'created'], rows);
  createOutput(options).result(
    { apps: apps.map(appFacts) },
    rows.length > 0 ? text : `no apps in ${options.stage} yet`,
  );
}
