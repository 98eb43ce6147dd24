import { loadEnvironments } from '../../environment/load';
import { printable } from '../../environment/visible';
import { withAccount } from '../../operations/account/with-account';
import { appName } from '../../operations/apps/app-name';
import { requireApp, trafficChanges } from '../../operations/apps/stored-apps';
import { createOutput } from '../output/output';
import { pairs } from '../output/table';
import type { StageOptions } from '../stage-options';
import { appFacts } from './app-facts';

export async function show(name: string, options: StageOptions): Promise<void> {
  loadEnvironments();
  appName(name, options.stage);
  const { app, changes } = await withAccount(options, async (account) => {
    const found = await requireApp(account, name);
    return { app: found, changes: await trafficChanges(account, found.appId) };
  });
  const { secretVersions, ...facts } = appFacts(app);
  const lines = [
    pairs({ ...facts, secretVersions: secretVersions.map(({ versionId }) => versionId).join(', ') }),
    ...changes.map(
      ({ at, from, to, by, reason }) => `${at}  ${from} → ${to}  ${printable(by)}\n  ${printable(reason)}`,
    ),
  ];
  createOutput(options).result({ ...appFacts(app), trafficChanges: changes }, lines.join('\n'));
}
