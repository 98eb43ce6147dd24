import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapStack, bootstrapTemplate } from '../../bootstrap/bootstrap-template';
import { nameOf } from '../../contract/names';
import { loadEnvironments } from '../../environment/load';
import type { EnvironmentName } from '../../environment/modes';
import { projectRoot } from '../../environment/project-root';
import type { Environment } from '../../environment/schema';
import { AuditInputError } from '../../isolation/input/audit-input-error';
import { readGivenFile } from '../../isolation/input/given-file';
import { legible } from '../../isolation/input/legible';
import { readPair } from '../../isolation/input/read-pair';
import type { SideReading } from '../../isolation/input/side-reading';
import type { TextInput } from '../../isolation/model/side-input';
import { assemblyFolder } from '../cdk/run-cdk';

/** What the command line says of the two environments. */
export interface AuditSources {
  readonly sandbox?: string;
  readonly live?: string;
  readonly sandboxAccount?: string;
  readonly liveAccount?: string;
  readonly sandboxRegion?: string;
  readonly liveRegion?: string;
  readonly bootstrapSandbox?: string;
  readonly bootstrapLive?: string;
}

/**
 * Reads both environments; to those of this project it adds what the project knows of them.
 * @param root folder of this project
 * @throws AuditInputError, or EnvironmentFileError when this project's own files are needed and wrong
 */
export function readSources(given: AuditSources, root = projectRoot()): Record<EnvironmentName, SideReading> {
  const environments = given.sandbox !== undefined && given.live !== undefined ? undefined : loadEnvironments();
  const { sandbox, live } = readPair(
    {
      path: given.sandbox ?? ownFolder('sandbox', root),
      account: given.sandboxAccount ?? (given.sandbox === undefined ? environments?.sandbox.account : undefined),
      region: given.sandboxRegion,
      bootstrapPath: given.bootstrapSandbox,
    },
    {
      path: given.live ?? ownFolder('live', root),
      account: given.liveAccount ?? (given.live === undefined ? environments?.live.account : undefined),
      region: given.liveRegion,
      bootstrapPath: given.bootstrapLive,
    },
  );
  refuseSwapped(given, sandbox, live);
  if (!looksOwn('sandbox', sandbox) || !looksOwn('live', live)) return { sandbox, live };
  const own = environments ?? loadEnvironments();
  const context = lookedUp(root);
  return { sandbox: asOwn(sandbox, own.sandbox, context), live: asOwn(live, own.live, context) };
}

/** Before anything is synthesized for the sake of what is there. @throws AuditInputError */
export function refuseMissing({ sandbox, live, bootstrapSandbox, bootstrapLive }: AuditSources): void {
  for (const [option, path] of Object.entries({ sandbox, live })) {
    if (path === undefined || existsSync(path)) continue;
    throw new AuditInputError(
      `${option} (${legible(path)}): no such folder or file`,
      'write the cloud assembly with cdk synth, or give a folder of templates',
    );
  }
  for (const path of [bootstrapSandbox, bootstrapLive])
    if (path !== undefined) readGivenFile(path, 'bootstrap template');
}

function ownFolder(name: EnvironmentName, root: string): string {
  const folder = join(root, assemblyFolder(name));
  if (existsSync(folder)) return folder;
  throw new AuditInputError(
    `no cloud assembly of ${name} in ${assemblyFolder(name)}`,
    `make it with npx airlock synth ${name}, or name another folder with --${name}`,
  );
}

/** Each would be judged as the other, and the verdict would say little. */
function refuseSwapped(given: AuditSources, sandbox: SideReading, live: SideReading): void {
  if (!looksOwn('live', sandbox) || looksOwn('sandbox', sandbox)) return;
  if (!looksOwn('sandbox', live) || looksOwn('live', live)) return;
  throw new AuditInputError(
    `the folders are swapped: --sandbox ${given.sandbox} holds live, and --live ${given.live} holds sandbox`,
    `say --sandbox ${given.live} --live ${given.sandbox}`,
  );
}

/** By the names that this project gives its stacks. */
function looksOwn(name: EnvironmentName, { stacks }: SideReading): boolean {
  return stacks.some((stack) => stack.name.startsWith(`${nameOf(name)}-`));
}

/** What the CDK looked up in an account and remembers for every synthesis, of either side. */
function lookedUp(root: string): TextInput[] {
  const path = 'cdk.context.json';
  return existsSync(join(root, path)) ? [{ path, text: readFileSync(join(root, path), 'utf8'), kind: 'manifest' }] : [];
}

function asOwn(side: SideReading, environment: Environment, context: readonly TextInput[]): SideReading {
  if (side.account !== environment.account) return side;
  const { account, region } = environment;
  const generated = () => ({
    name: bootstrapStack(environment),
    // As it is written when it is deployed, without what JSON has not.
    template: JSON.parse(JSON.stringify(bootstrapTemplate(environment))),
    account,
    region,
  });
  return { ...side, environment, texts: [...side.texts, ...context], bootstrap: side.bootstrap ?? generated() };
}
