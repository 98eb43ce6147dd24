import { type Command, Option } from 'commander';
import { ENVIRONMENTS, type EnvironmentName } from '../../environment/modes';
import { createOutput } from '../output/output';
import { type AccountOptions, stageOf } from '../stage-options';
import { declareCdkCommand, operands, refuseMore, runCdkCommand } from './cdk-command';

interface DiffOptions extends AccountOptions {
  readonly between?: readonly EnvironmentName[];
}

const HELP = `
With --between nothing is deployed or asked of AWS: the two assemblies, made anew where they are older than their inputs, are compared
once each one's own names are taken out, which shows what a configuration change that was verified on one side still needs on the other.
What follows from a setting of the environment files is counted by setting.`;

export function register(program: Command): void {
  const command = declareCdkCommand(
    program,
    'diff',
    "what a deployment would change in an environment's account, or what differs between the two",
  );
  command
    .addOption(
      new Option('--between <stages...>', 'compare both environments: --between sandbox live').choices(ENVIRONMENTS),
    )
    .addHelpText('after', HELP)
    .action(async (word: string | undefined, _: readonly string[], options: DiffOptions) => {
      const { own, forCdk } = operands(command, word);
      if (options.between) return between(command, own, options);
      const [first, second] = own;
      if (second !== undefined && second !== first && (ENVIRONMENTS as readonly string[]).includes(second)) {
        command.error(
          `error: diff is of one stage\n(to compare the two: npx airlock diff --between ${first} ${second})`,
        );
      }
      if (second !== undefined) refuseMore(command, second);
      return runCdkCommand('diff', stageOf(command, first), forCdk, options);
    });
}

async function between(command: Command, own: readonly string[], options: DiffOptions): Promise<void> {
  const [one, two, ...more] = options.between ?? [];
  if (own.length > 0 || command.opts()['stage']) command.error('error: either one stage or --between sandbox live');
  if (one === undefined || two === undefined || one === two || more.length > 0) {
    command.error('error: --between takes both environments: --between sandbox live');
  }
  const { compareEnvironments } = await import('../../operations/audit/compare-environments.js');
  const { differencesText } = await import('./diff-between.js');
  const output = createOutput(options);
  const differences = await compareEnvironments(output.progress);
  output.result({ differences }, differencesText(differences, one as EnvironmentName));
}
