import { type Command, Option } from 'commander';
import type { Environment } from '../../environment/schema';
import { printable } from '../../environment/visible';
import type { Connection } from '../../operations/account/connection';
import type { StoredApp } from '../../operations/apps/find-app';
import type { TrafficDecision } from '../../operations/apps/set-traffic';
import { createOutput, type Output } from '../output/output';
import {
  addPlaceOptions,
  addStage,
  addStageOptions,
  type PlaceOptions,
  type StageOptions,
  stageOf,
} from '../stage-options';

export function register(program: Command): void {
  const apps = program.command('apps').description("products' apps: their keys, and whether they take payments");
  addStageOptions(apps.command('create').description('create an app and print its three credentials, once'))
    .argument('<name>', '<product>-test, <product>-sandbox or <product>-live')
    .option('--provider <provider>', 'default provider; needed where a mode has several')
    .action((name: string, options: StageOptions & { provider?: string }) =>
      run(options, create(name, options), async (environment) => {
        const { checkNewApp } = await import('../../operations/apps/create-app.js');
        checkNewApp({ name, ...options }, environment);
      }),
    );
  const all = addPlaceOptions(addStage(apps.command('list').description('all apps of the account')));
  all.action((word: string | undefined, options: PlaceOptions) => run({ ...options, stage: stageOf(all, word) }, list));
  addStageOptions(apps.command('show').description('one app, without secrets, and who changed its traffic'))
    .argument('<name>')
    .action((name: string, options: StageOptions) => run(options, show(name), named(name)));
  addStageOptions(apps.command('retire').description('end an app and its credentials now; its records stay'))
    .argument('<name>')
    .action((name: string, options: StageOptions) => run(options, retire(name), named(name)));
  addStageOptions(apps.command('traffic').description('let an app move money, or stop it, by a recorded decision'))
    .argument('<name>')
    .addOption(new Option('--open', 'let payments through').conflicts('close'))
    .addOption(new Option('--close', 'refuse payments'))
    .requiredOption('--reason <text>', 'why, at most 500 characters, to open at least 10; kept with your identity')
    .action((name: string, options: TrafficOptions, command: Command) => {
      if (!options.open && !options.close) command.error('error: say --open or --close');
      const decision = { name, to: options.open ? ('open' as const) : ('closed' as const), reason: options.reason };
      return run(options, traffic(decision), async (environment) => {
        const { checkDecision } = await import('../../operations/apps/set-traffic.js');
        checkDecision(decision, environment.name);
      });
    });
}

type Action = (connection: Connection, output: Output) => Promise<void>;
type Check = (environment: Environment) => Promise<void>;
type TrafficOptions = StageOptions & { readonly open?: boolean; readonly close?: boolean; readonly reason: string };

/** @param check of the words alone: whoever mistyped one is told so before credentials are asked for */
async function run(options: StageOptions, action: Action, check?: Check): Promise<void> {
  const { loadEnvironments } = await import('../../environment/load.js');
  await check?.(loadEnvironments()[options.stage]);
  const { connect } = await import('../../operations/account/connection.js');
  const connection = await connect(options);
  try {
    await action(connection, createOutput(options));
  } finally {
    connection.close();
  }
}

function named(name: string): Check {
  return async (environment) =>
    void (await import('../../operations/apps/app-name.js')).appName(name, environment.name);
}

function create(name: string, { provider, stage }: StageOptions & { provider?: string }): Action {
  return async (connection, output) => {
    const { createApp } = await import('../../operations/apps/create-app.js');
    const { TRIPLE } = await import('../../client/credentials.js');
    const { app, secret, webhookSecret, resumed } = await createApp(connection, {
      name,
      ...(provider && { provider }),
    });
    if (resumed) output.progress(`finished ${name}, which an earlier run had begun`);
    output.progress(
      `✓ ${name} in ${stage} (account ${connection.environment.account}), default provider ${app.provider}`,
    );
    output.progress('The secrets are shown this once and cannot be read again: store them now.');
    if (app.traffic !== 'open') {
      output.progress(
        `Its traffic is ${app.traffic}: payments are refused until it is opened: npx airlock apps traffic ${name} --open --reason '…' --stage ${stage}`,
      );
    }
    output.result(
      { ...shown(app), secret, webhookSecret },
      [
        `${TRIPLE.publicKey}=${app.publicKey}`,
        `${TRIPLE.secret}=${secret}`,
        `${TRIPLE.webhookSecret}=${webhookSecret}`,
      ].join('\n'),
    );
  };
}

async function list(connection: Connection, output: Output): Promise<void> {
  const { listApps } = await import('../../operations/apps/find-app.js');
  const apps = await listApps(connection);
  const { table } = await import('../output/table.js');
  const rows = apps.map(({ name, status, traffic: state, provider, publicKey, createdAt }) => [
    name,
    status,
    state,
    provider,
    publicKey,
    createdAt.slice(0, 10),
  ]);
  const text = table(['app', 'status', 'traffic', 'provider', 'public key', 'created'], rows);
  output.result({ apps: apps.map(shown) }, rows.length > 0 ? text : `no apps in ${connection.environment.name} yet`);
}

function show(name: string): Action {
  return async (connection, output) => {
    const { requireApp, trafficChanges } = await import('../../operations/apps/find-app.js');
    const app = await requireApp(connection, name);
    const changes = await trafficChanges(connection, app.appId);
    const { pairs } = await import('../output/table.js');
    const { secretVersions, ...facts } = shown(app);
    const lines = [
      pairs({ ...facts, secretVersions: secretVersions.map(({ versionId }) => versionId).join(', ') }),
      ...changes.map(
        ({ at, from, to, by, reason }) => `${at}  ${from} → ${to}  ${printable(by)}\n  ${printable(reason)}`,
      ),
    ];
    output.result({ ...shown(app), trafficChanges: changes }, lines.join('\n'));
  };
}

function retire(name: string): Action {
  return async (connection, output) => {
    const { retireApp } = await import('../../operations/apps/retire-app.js');
    const app = await retireApp(connection, name);
    output.result(shown(app), `✓ ${name} is retired: its keys stopped working at ${app.retiredAt}; its records stay`);
  };
}

function traffic(decision: TrafficDecision): Action {
  return async (connection, output) => {
    const { setTraffic } = await import('../../operations/apps/set-traffic.js');
    const { notServed } = await import('./not-served.js');
    const { name, to } = decision;
    const { app, change } = await setTraffic(connection, decision);
    const warnings = to === 'open' ? notServed(connection.environment, app) : [];
    for (const warning of warnings) output.progress(`! ${warning}`);
    output.result(
      { ...shown(app), change: change ?? null, warnings },
      change
        ? `✓ ${name}: ${change.from} → ${change.to}, recorded for ${change.by}`
        : `${name} is ${app.traffic} already; nothing was changed or recorded`,
    );
  };
}

/** What is said of an app; its secrets are not part of it. */
function shown(app: StoredApp) {
  const { name, product, mode, environment, appId, publicKey, status, traffic: state, provider } = app;
  const { secretVersions, createdAt, createdBy = null, retiredAt = null } = app;
  return {
    name,
    product,
    mode,
    environment,
    appId,
    publicKey,
    status,
    traffic: state,
    provider,
    createdAt,
    createdBy,
    retiredAt,
    secretVersions,
  };
}
