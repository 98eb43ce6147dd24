import type { Command } from 'commander';
import type { EnvironmentName } from '../environment/modes';
import type { CdkVerb } from '../operations/cdk';
import { createOutput } from './output';
import { stageArgument } from './stage-options';

export interface CdkOptions {
  readonly profile?: string;
  readonly json?: boolean;
}

/** A wrapper over one verb of the CDK CLI: the right stage, its own folder, and never in another account. */
export function addCdkCommand(program: Command, verb: CdkVerb, description: string): void {
  declareCdkCommand(program, verb, description, stageArgument()).action(
    (stage: EnvironmentName, args: readonly string[], options: CdkOptions) => runCdkCommand(verb, stage, args, options),
  );
}

/** The command without what it does. */
export function declareCdkCommand(
  program: Command,
  verb: CdkVerb,
  description: string,
  stage: ReturnType<typeof stageArgument>,
): Command {
  const command = program
    .command(verb)
    .description(description)
    .addArgument(stage)
    .argument('[arguments...]', 'after --, passed on to cdk')
    .option('--json', 'the result as one JSON object on the last line of stdout');
  if (verb !== 'synth') command.option('--profile <name>', 'profile of the AWS configuration to take credentials from');
  return command;
}

export async function runCdkCommand(
  verb: CdkVerb,
  stage: EnvironmentName,
  args: readonly string[],
  options: CdkOptions,
): Promise<void> {
  const { assemblyFolder, runCdk } = await import('../operations/cdk.js');
  const output = createOutput(options);
  if (verb === 'synth') {
    // What is wrong in the files is said here, and not by a synthesis that has to start first.
    (await import('../environment/load.js')).loadEnvironments();
  } else {
    const { connect } = await import('../operations/connection.js');
    const connection = await connect({ stage, ...options });
    connection.close();
    output.progress(`✓ ${stage} is account ${connection.caller.account}, as ${connection.caller.arn}`);
  }
  await runCdk({ verb, stage, ...options, args, stdoutToStderr: output.json });
  const folder = assemblyFolder(stage);
  output.result({ stage, verb, assembly: folder }, `✓ ${verb} of ${stage}, assembly in ${folder}`);
}
