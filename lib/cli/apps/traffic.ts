import { loadEnvironments } from '../../environment/load';
import { withAccount } from '../../operations/account/with-account';
import { unservedPayments } from '../../operations/apps/app-provider';
import { checkDecision, setTraffic } from '../../operations/apps/set-traffic';
import { createOutput } from '../output/output';
import type { StageOptions } from '../stage-options';
import { appFacts } from './app-facts';

export interface TrafficOptions extends StageOptions {
  readonly open?: boolean;
  readonly close?: boolean;
  readonly reason: string;
}

export async function traffic(name: string, options: TrafficOptions): Promise<void> {
  const decision = { name, to: options.open ? ('open' as const) : ('closed' as const), reason: options.reason };
  const environment = loadEnvironments()[options.stage];
  checkDecision(decision, options.stage);
  const { app, change } = await withAccount(options, (account) => setTraffic(account, decision));
  const output = createOutput(options);
  const warnings = decision.to === 'open' ? unservedPayments(environment, app) : [];
  for (const warning of warnings) output.progress(`! ${warning}`);
  output.result(
    { ...appFacts(app), change: change ?? null, warnings },
    change
      ? `✓ ${name}: ${change.from} → ${change.to}, recorded for ${change.by}`
      : `${name} is ${app.traffic} already; nothing was changed or recorded`,
  );
}
