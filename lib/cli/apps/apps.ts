import { type Command, Option } from 'commander';
import {
  type AccountOptions,
  addAccountOptions,
  addStageArgument,
  addStageOptions,
  type StageOptions,
  stageOf,
} from '../stage-options';
import type { CreateOptions } from './create';
import type { TrafficOptions } from './traffic';

/** Each command's file is loaded when it runs. */
export function register(program: Command): void {
  const apps = program.command('apps').description("products' apps: their keys, and whether they take payments");
  addStageOptions(apps.command('create').description('create an app and print its three credentials, once'))
    .argument('<name>', '<product>-test, <product>-sandbox or <product>-live')
    .option('--provider <provider>', 'default provider; needed where a mode has several')
    .action(async (name: string, options: CreateOptions) => (await import('./create.js')).create(name, options));
  const all = addAccountOptions(addStageArgument(apps.command('list').description('all apps of the account')));
  all.action(async (word: string | undefined, options: AccountOptions) => {
    const stage = stageOf(all, word);
    return (await import('./list.js')).list({ ...options, stage });
  });
  addStageOptions(apps.command('show').description('one app, without secrets, and who changed its traffic'))
    .argument('<name>')
    .action(async (name: string, options: StageOptions) => (await import('./show.js')).show(name, options));
  addStageOptions(apps.command('retire').description('end an app and its credentials now; its records stay'))
    .argument('<name>')
    .action(async (name: string, options: StageOptions) => (await import('./retire.js')).retire(name, options));
  addStageOptions(apps.command('traffic').description('let an app move money, or stop it, by a recorded decision'))
    .argument('<name>')
    .addOption(new Option('--open', 'let payments through').conflicts('close'))
    .addOption(new Option('--close', 'refuse payments'))
    .option('--reason <text>', 'why, at most 500 characters, to open at least 10; kept with your identity')
    .action(async (name: string, options: Partial<TrafficOptions> & StageOptions, command: Command) => {
      // Not a mandatory option, since commander would then speak of it before a mistyped one.
      const { reason } = options;
      if (reason === undefined) return command.error("error: required option '--reason <text>' not specified");
      if (!options.open && !options.close) command.error('error: say --open or --close');
      return (await import('./traffic.js')).traffic(name, { ...options, reason });
    });
}
