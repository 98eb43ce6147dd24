import type { Command } from 'commander';
import type { EnvironmentName } from '../../environment/modes';
import type { CdkVerb } from '../../operations/cdk/run-cdk';
import { createOutput } from '../output/output';
import { type AccountOptions, addAccountOptions, addStageArgument, stageOf } from '../stage-options';

/** A wrapper over one verb of the CDK CLI: the right stage, its own folder, and never in another account. */
export function addCdkCommand(program: Command, verb: CdkVerb, description: string): Command {
  const command = declareCdkCommand(program, verb, description);
  return command.action((word: string | undefined, _: readonly string[], options: AccountOptions) => {
    const { own, forCdk } = operands(command, word);
    if (own.length > 1) refuseMore(command, own[1] ?? '');
    return runCdkCommand(verb, stageOf(command, own[0]), forCdk, options);
  });
}

/** The command without its action. */
export function declareCdkCommand(program: Command, verb: CdkVerb, description: string): Command {
  const command = addStageArgument(program.command(verb).description(description)).argument(
    '[arguments...]',
    'after --, passed on to cdk',
  );
  if (verb === 'synth') return command.option('--json', 'the result as one JSON object on the last line of stdout');
  return addAccountOptions(command);
}

/** Parts what stands before `--` from what stands after it; commander gives both as one list. */
export function operands(command: Command, word: string | undefined): { own: string[]; forCdk: string[] } {
  const all = word === undefined ? [] : command.args;
  const { rawArgs = [] } = (command.parent ?? command) as unknown as { readonly rawArgs?: readonly string[] };
  const at = rawArgs.indexOf('--');
  const after = at < 0 ? 0 : rawArgs.length - at - 1;
  return { own: all.slice(0, all.length - after), forCdk: all.slice(all.length - after) };
}

export function refuseMore(command: Command, word: string): never {
  return command.error(`error: one stage at a time, and nothing after it: ${word}\n(what is for cdk goes after --)`);
}

export async function runCdkCommand(
  verb: CdkVerb,
  stage: EnvironmentName,
  args: readonly string[],
  options: AccountOptions,
): Promise<void> {
  const { assemblyFolder, runCdk } = await import('../../operations/cdk/run-cdk.js');
  const output = createOutput(options);
  if (verb === 'synth') {
    // A mistake in the files is reported at once, and not by a synthesis that has to start first.
    (await import('../../environment/load.js')).loadEnvironments();
  } else {
    const { withAccount } = await import('../../operations/account/with-account.js');
    const { account, arn } = await withAccount({ stage, ...options }, async ({ caller }) => caller);
    output.progress(`✓ ${stage} is account ${account}, as ${arn}`);
  }
  if (options.local) {
    const { runLocally } = await import('../../local/cdk/run-cdk-locally.js');
    await runLocally(verb, stage, { args, output: output.json ? 'stderr' : 'inherited' });
  } else {
    const { profile } = options;
    await runCdk({ verb, stage, ...(profile && { profile }), args, stdoutToStderr: output.json });
  }
  const folder = assemblyFolder(stage);
  output.result({ stage, verb, assembly: folder }, `✓ ${verb} of ${stage}, assembly in ${folder}`);
}
