import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Refusal } from '../../contract/refusal';
import type { EnvironmentName } from '../../environment/modes';
import { projectRoot } from '../../environment/project-root';

export type CdkVerb = 'synth' | 'diff' | 'deploy';

export interface CdkRun {
  readonly verb: CdkVerb;
  readonly stage: EnvironmentName;
  readonly profile?: string;
  /** Passed on as they are. */
  readonly args: readonly string[];
  /** Keep stdout free for the result. */
  readonly stdoutToStderr: boolean;
}

/** The assembly folder of a stage, from the project's root; one each, so that two stages never share one (D1). */
export function assemblyFolder(stage: EnvironmentName): string {
  return join('cdk.out', stage);
}

/** What is given to the CDK CLI. What is compared or deployed is an assembly that was synthesized before. */
export function cdkArguments({ verb, stage, profile, args }: Omit<CdkRun, 'stdoutToStderr'>): readonly string[] {
  const folder = assemblyFolder(stage);
  return [
    verb,
    ...(verb === 'synth' ? ['--quiet', '-c', `stage=${stage}`, '-o', folder] : ['--app', folder]),
    ...(verb === 'deploy' ? ['--all'] : []),
    ...(profile ? ['--profile', profile] : []),
    ...args,
  ];
}

/**
 * Runs the CDK CLI that package.json pins; what is to be compared or deployed is synthesized first, in a run of its own, so that what
 * goes wrong in it is told once, as any other failure.
 * @throws Refusal when it fails; output that was not captured was printed already
 */
export async function runCdk({ verb, stage, stdoutToStderr, ...run }: CdkRun): Promise<void> {
  const start = (each: CdkVerb, args: readonly string[], output: CdkProcess['output']) =>
    spawnCdk(cdkArguments({ ...run, verb: each, stage, args }), {
      what: `cdk ${each} of ${stage}`,
      cwd: projectRoot(),
      output,
    });
  await start('synth', verb === 'synth' ? run.args : [], 'captured');
  if (verb !== 'synth') await start(verb, run.args, stdoutToStderr ? 'stderr' : 'inherited');
}

export interface CdkProcess {
  /** For a person, such as `cdk deploy of live`. */
  readonly what: string;
  readonly cwd: string;
  /** Where the CLI's output goes: as the CLI does it, all to stderr, or captured and printed only after a failure. */
  readonly output: 'inherited' | 'stderr' | 'captured';
  /** All of the environment. @default - this process's */
  readonly env?: Readonly<Record<string, string>>;
}

/** What may end this process, which then has to end the CLI and clean up. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** @throws Refusal when it fails; output that was not captured was printed already */
export async function spawnCdk(args: readonly string[], { what, cwd, output, env }: CdkProcess): Promise<void> {
  const cli = createRequire(join(projectRoot(), 'package.json')).resolve('aws-cdk/bin/cdk');
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    ...(env && { env }),
    stdio:
      output === 'captured' ? ['ignore', 'pipe', 'pipe'] : ['inherit', output === 'stderr' ? 2 : 'inherit', 'inherit'],
  });
  const written: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => written.push(bytes));
  let interrupted = false;
  const interrupt = (signal: NodeJS.Signals) => {
    interrupted = true;
    // Ctrl-C reaches the CLI too, and it decides how to end. Other signals come to this process alone: without it the CLI would go on.
    if (signal !== 'SIGINT') child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  const ended = await new Promise<number | string | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ?? code));
    // Its app may outlive it by a moment and hold its streams, which are not read any more.
    child.on('exit', (code, signal) => interrupted && resolve(signal ?? code));
  }).finally(() => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  });
  if (ended === 0) return;
  if (interrupted) {
    for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    const begun = output === 'captured' ? 'nothing was changed' : 'CloudFormation goes on with what it has begun';
    throw new Refusal(`${what} was interrupted`, `${begun}; run it again to finish it`);
  }
  throw cdkFailure(
    `${what} ended with ${typeof ended === 'number' ? `code ${ended}` : ended}`,
    Buffer.concat(written).toString(),
  );
}

/** The error that the app wrote in our own form, `✗ sentence` and its fix below; otherwise all that the CLI wrote. */
function cdkFailure(sentence: string, written: string): Refusal {
  const lines = written.split('\n').filter((line) => line.trim() !== '' && !/Subprocess exited with error/.test(line));
  const own = lines.findIndex((line) => line.startsWith('✗ '));
  if (own >= 0) {
    const [first = '', ...rest] = lines.slice(own);
    return new Refusal(first.slice(2), rest.map((line) => line.trim()).join('\n  '));
  }
  if (lines.length === 0) return new Refusal(sentence, 'what it said above says why; if that is nothing, run it again');
  return new Refusal(sentence, lines.join('\n  ').trim());
}
