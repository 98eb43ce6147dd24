import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Refusal } from '../client/refusal';
import type { EnvironmentName } from '../environment/modes';
import { projectRoot } from '../environment/project-root';

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

/** What is given to the CDK CLI: the same that works without this wrapper. */
export function cdkArguments({ verb, stage, profile, args }: Omit<CdkRun, 'stdoutToStderr'>): readonly string[] {
  return [
    verb,
    ...(verb === 'deploy' ? ['--all'] : []),
    ...(verb === 'synth' ? ['--quiet'] : []),
    '-c',
    `stage=${stage}`,
    '-o',
    assemblyFolder(stage),
    ...(profile ? ['--profile', profile] : []),
    ...args,
  ];
}

/** Runs the CDK CLI that package.json pins. @throws Refusal when it fails, after it has said why */
export function runCdk(run: CdkRun): Promise<void> {
  const { verb, stage, stdoutToStderr } = run;
  return spawnCdk(cdkArguments(run), { what: `cdk ${verb} of ${stage}`, cwd: projectRoot(), stdoutToStderr });
}

export interface CdkProcess {
  /** For a person, such as `cdk deploy of live`. */
  readonly what: string;
  readonly cwd: string;
  readonly stdoutToStderr: boolean;
}

/** @throws Refusal when it fails, after it has said why */
export function spawnCdk(args: readonly string[], { what, cwd, stdoutToStderr }: CdkProcess): Promise<void> {
  const cli = createRequire(join(projectRoot(), 'package.json')).resolve('aws-cdk/bin/cdk');
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    stdio: ['inherit', stdoutToStderr ? 2 : 'inherit', 'inherit'],
  });
  // Ctrl-C reaches the CLI too; it decides how to end, and we end after it.
  const wait = () => undefined;
  process.on('SIGINT', wait);
  return new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Refusal(`${what} ended with ${signal ?? `code ${code}`}`, 'its own output above says why')),
    );
  }).finally(() => process.off('SIGINT', wait));
}
