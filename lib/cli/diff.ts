import { type Command, Option } from 'commander';
import { ENVIRONMENTS, type EnvironmentName } from '../environment/modes';
import { type CdkOptions, declareCdkCommand, runCdkCommand } from './cdk-command';
import { createOutput } from './output';
import { stageArgument } from './stage-options';

interface DiffOptions extends CdkOptions {
  readonly between?: readonly EnvironmentName[];
}

const HELP = `
With --between nothing is deployed or asked of AWS: the two assemblies, made anew where they are older than their inputs, are compared once each one's own names are taken out,
which shows what a configuration change that was verified on one side still needs on the other. Differences that the environment files
declare are marked.`;

export function register(program: Command): void {
  const command = declareCdkCommand(
    program,
    'diff',
    "what a deployment would change in an environment's account, or what differs between the two",
    stageArgument().argOptional(),
  );
  command
    .addOption(new Option('--between <stages...>', 'compare the assemblies of both environments').choices(ENVIRONMENTS))
    .addHelpText('after', HELP)
    .action(async (stage: EnvironmentName | undefined, args: readonly string[], options: DiffOptions) => {
      const { between } = options;
      if (stage !== undefined && between === undefined) return runCdkCommand('diff', stage, args, options);
      if (stage !== undefined) command.error('error: either one stage or --between sandbox live');
      if (between === undefined) command.error('error: missing stage: sandbox or live, or --between sandbox live');
      const [one, two, ...more] = between ?? [];
      if (one === undefined || two === undefined || one === two || more.length > 0) {
        command.error('error: --between takes both environments: --between sandbox live');
      }
      const { compareAssemblies } = await import('./diff-between.js');
      const { freshAssemblies } = await import('./fresh-assemblies.js');
      const output = createOutput(options);
      await freshAssemblies({}, output.progress);
      output.result(...compareAssemblies(one as EnvironmentName));
    });
}
