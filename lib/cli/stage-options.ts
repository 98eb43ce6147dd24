import { Argument, type Command, Option } from 'commander';
import { ENVIRONMENTS, type EnvironmentName } from '../environment/modes';

/** What every command takes that works in one account. */
export interface StageOptions {
  readonly stage: EnvironmentName;
  readonly profile?: string;
  readonly local?: boolean;
  readonly json?: boolean;
}

export function addStageOptions(command: Command): Command {
  return command
    .addOption(new Option('--stage <stage>', 'account to work in').choices(ENVIRONMENTS))
    .hook('preAction', (_, action) => {
      // Not a mandatory option, since commander would then speak of it before a mistyped one.
      if (!action.opts()['stage']) action.error('error: --stage sandbox or --stage live is needed');
    })
    .option('--profile <name>', 'profile of the AWS configuration to take credentials from')
    .option('--local', 'the emulated account that `airlock up` runs, instead of AWS')
    .option('--json', 'the result as one JSON object on the last line of stdout');
}

export function stageArgument(): Argument {
  return new Argument('<stage>', 'environment').choices(ENVIRONMENTS);
}
