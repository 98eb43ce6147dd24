import { loadEnvironments } from '../../environment/load';
import { withAccount } from '../../operations/account/with-account';
import { appName } from '../../operations/apps/app-name';
import { retireApp } from '../../operations/apps/retire-app';
import { createOutput } from '../output/output';
import type { StageOptions } from '../stage-options';
import { appFacts } from './app-facts';

export async function retire(name: string, options: StageOptions): Promise<void> {
  loadEnvironments();
  appName(name, options.stage);
  const app = await withAccount(options, (account) => retireApp(account, name));
  createOutput(options).result(
    appFacts(app),
    `✓ ${name} is retired: its keys stopped working at ${app.retiredAt}; its records stay`,
  );
}
