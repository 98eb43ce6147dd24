import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorFolder, requireEmulatedAccount } from '../../client/emulated-accounts';
import { loadEnvironments } from '../../environment/load';
import type { EnvironmentName } from '../../environment/modes';
import { projectRoot } from '../../environment/project-root';
import type { Environment } from '../../environment/schema';
import { emulatedConfig } from '../../operations/account/emulated-config';
import { assemblyFolder, type CdkProcess, type CdkVerb, runCdk, spawnCdk } from '../../operations/cdk/run-cdk';
import { writeLocalAssembly } from '../assembly/local-assembly';
import { writeLocalBootstrap } from '../assembly/local-bootstrap';
import { readTemplate, templatesIn } from '../assembly/templates';
import { attachDroppedSettings } from '../attached-by-api/attach';
import { attachPermissionsBoundaries } from '../attached-by-api/permissions-boundaries';
import { personSession } from '../role-session';
import { cdkEnvironment } from './cdk-cli';

export interface LocalRun {
  /** Passed on to the CDK CLI as they are. */
  readonly args: readonly string[];
  readonly output: CdkProcess['output'];
}

/**
 * Synthesizes a stage as for AWS, and compares or deploys its local form with an emulated account that is up, as its deployer.
 * @throws Refusal
 */
export async function runLocally(verb: CdkVerb, stage: EnvironmentName, { args, output }: LocalRun): Promise<void> {
  const environment = loadEnvironments()[stage];
  const account = requireEmulatedAccount(stage);
  await runCdk({ verb: 'synth', stage, args: [], stdoutToStderr: true });
  const folder = join(emulatorFolder(), stage);
  const from = join(projectRoot(), assemblyFolder(stage));
  const next = mkdtempSync(join(folder, 'next-'));
  try {
    writeLocalAssembly({ from, to: next, authority: account.authority });
    const deployer = await personSession(environment, emulatedConfig(account), 'deployer');
    const words =
      verb === 'deploy'
        ? ['deploy', '--all', '--require-approval', 'never', '--outputs-file', join(folder, 'outputs.json')]
        : [verb];
    await spawnCdk([...words, '--app', next, '--no-notices', ...args], {
      what: `cdk ${verb} of ${stage} in its emulated account`,
      cwd: projectRoot(),
      output,
      env: cdkEnvironment(folder, { ...account, environment, credentials: deployer }),
    });
    if (verb === 'deploy') await finishDeployment(environment, { folder, from, next });
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

/** Keeps the assemblies that the account was deployed from, and attaches what the emulator's CloudFormation drops of them. */
async function finishDeployment(
  environment: Environment,
  { folder, from, next }: { readonly folder: string; readonly from: string; readonly next: string },
): Promise<void> {
  for (const [source, kept] of [
    [from, 'aws-assembly'],
    [next, 'assembly'],
  ] as const) {
    rmSync(join(folder, kept), { recursive: true, force: true });
    cpSync(source, join(folder, kept), { recursive: true });
  }
  await attachDroppedSettings(environment, requireEmulatedAccount(environment.name), folder);
}

/** The bootstrap in its local form, and how it gets into the emulated account. */
export function localBootstrap(environment: Environment, output: CdkProcess['output']) {
  const account = requireEmulatedAccount(environment.name);
  const folder = join(emulatorFolder(), environment.name);
  const { template, file, calls } = writeLocalBootstrap(environment, folder, true);
  return {
    wanted: template,
    deploy: async () => {
      for (const call of calls) {
        await spawnCdk([...call, '--force', '--no-notices'], {
          what: `cdk ${call[0]} of the bootstrap of ${environment.name} in its emulated account`,
          cwd: folder,
          output,
          env: cdkEnvironment(folder, { ...account, environment }),
        });
      }
      const stacks = templatesIn(join(folder, 'assembly'));
      await attachPermissionsBoundaries(emulatedConfig(account), environment.account, [readTemplate(file), ...stacks]);
    },
  };
}
