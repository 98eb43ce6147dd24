import { type Command, Option } from 'commander';
import { ENVIRONMENTS, type EnvironmentName, isEnvironmentName } from '../environment/modes';

/** Whose credentials a command works with, and in which form it answers. */
export interface AccountOptions {
  readonly profile?: string;
  readonly local?: boolean;
  readonly json?: boolean;
}

/** What every command takes that works in the account of one stage. */
export interface StageOptions extends AccountOptions {
  readonly stage: EnvironmentName;
}

/** A command whose stage is its option, such as `apps show NAME --stage live`. */
export function addStageOptions(command: Command): Command {
  return addAccountOptions(addStageOption(command)).hook('preAction', (_, action) => {
    // Not a mandatory option, since commander would then speak of it before a mistyped one.
    if (!action.opts()['stage']) action.error('error: --stage sandbox or --stage live is needed');
  });
}

/** A command whose stage may be its first word or its option, such as `deploy live` and `deploy --stage live`. */
export function addStageArgument(command: Command): Command {
  return addStageOption(
    command.argument('[stage]', `environment (choices: ${ENVIRONMENTS.map((name) => `"${name}"`).join(', ')})`),
  );
}

export function addAccountOptions(command: Command): Command {
  return command
    .option('--profile <name>', 'profile of the AWS configuration to take credentials from')
    .addOption(
      new Option('--local', 'the emulated account that `airlock up` runs, instead of AWS').conflicts('profile'),
    )
    .option('--json', 'the result as one JSON object on the last line of stdout');
}

function addStageOption(command: Command): Command {
  return command.addOption(new Option('--stage <stage>', 'environment to work in').choices(ENVIRONMENTS));
}

/** The stage that was given, in either way. Ends the command when there is none, or two different ones. */
export function stageOf(command: Command, word: string | undefined): EnvironmentName {
  const { stage: option } = command.opts<{ readonly stage?: EnvironmentName }>();
  if (word === undefined) {
    return option ?? command.error(`error: ${ENVIRONMENTS.map((name) => `--stage ${name}`).join(' or ')} is needed`);
  }
  if (!isEnvironmentName(word)) {
    const allowed = `Allowed choices are ${ENVIRONMENTS.join(', ')}.`;
    command.error(`error: command-argument value '${word}' is invalid for argument 'stage'. ${allowed}`);
  }
  if (option !== undefined && option !== word) {
    command.error(`error: the stage is ${word}, and --stage says ${option}\n(say it once)`);
  }
  return word;
}
