import { type Command, Option } from 'commander';

export interface DeployedOptions {
  readonly deployed?: boolean;
  readonly local?: boolean;
  readonly sandboxProfile?: string;
  readonly liveProfile?: string;
}

export function addDeployedOptions(command: Command): Command {
  return command
    .option('--deployed', 'read both accounts as well, one after the other, and hold them against the templates')
    .option('--sandbox-profile <name>', "with --deployed: profile of sandbox's credentials; the auditor role is enough")
    .option('--live-profile <name>', "with --deployed: profile of live's credentials")
    .addOption(
      new Option(
        '--local',
        'with --deployed: the emulated accounts that `airlock up` runs, and what they were deployed from',
      ).conflicts(['sandboxProfile', 'liveProfile']),
    )
    .hook('preAction', (_, action) => {
      const { deployed, ...others } = action.opts<DeployedOptions>();
      const [stray] = (['local', 'sandboxProfile', 'liveProfile'] as const).filter((name) => others[name]);
      if (stray && !deployed) {
        action.error(`error: --${stray.replace(/P/, '-p')} says which accounts to read: add --deployed`);
      }
    });
}
