import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironments } from '../../environment/load';
import { ENVIRONMENTS, type EnvironmentName } from '../../environment/modes';
import { projectRoot } from '../../environment/project-root';
import { AuditInputError } from '../../isolation/input/audit-input-error';
import { changedInputs } from '../../stacks/synthesis/assembly-inputs';
import { assemblyFolder, runCdk } from './run-cdk';

/** Folders given on the command line; what is not given is this project's own, in `cdk.out`. */
type Given = Partial<Readonly<Record<EnvironmentName, string | undefined>>>;

/**
 * Makes sure that what is looked at is what the project would deploy now: its own assemblies are synthesized where they are not, and one
 * that was named and is older than its inputs is refused.
 * @param again how to make a named one anew
 * @returns the named ones that do not say what they were made of
 * @throws AuditInputError, or Refusal when a synthesis fails
 */
export async function freshAssemblies(
  given: Given,
  say: (line: string) => void,
  again = (stage: EnvironmentName) => `npx airlock synth ${stage}`,
): Promise<readonly EnvironmentName[]> {
  const root = projectRoot();
  for (const stage of ENVIRONMENTS) {
    const folder = given[stage];
    if (folder !== undefined) refuseStale(stage, folder, root, again(stage));
  }
  const unknown = ENVIRONMENTS.filter((stage) => {
    const folder = given[stage];
    return folder !== undefined && changedInputs(folder, root) === undefined;
  });
  const own = ENVIRONMENTS.filter((stage) => given[stage] === undefined).flatMap((stage) => {
    const reason = staleness(assemblyFolder(stage), root);
    return reason === undefined ? [] : [{ stage, reason }];
  });
  if (own.length === 0) return unknown;
  // A mistake in the files is reported once, and not by each synthesis.
  loadEnvironments();
  for (const { reason } of own) say(`${reason}: synthesizing`);
  const runs = own.map(({ stage }) => runCdk({ verb: 'synth', stage, args: [], stdoutToStderr: true }));
  const failed = (await Promise.allSettled(runs)).find((run) => run.status === 'rejected');
  if (failed) throw failed.reason;
  return unknown;
}

/** Why an assembly of the project is not up to date; undefined when it is. */
function staleness(folder: string, root: string): string | undefined {
  if (!existsSync(join(root, folder, 'manifest.json'))) return `no cloud assembly in ${folder} yet`;
  const changed = changedInputs(join(root, folder), root);
  if (changed === undefined) return `${folder} does not say what it was made of`;
  return changed.length > 0 ? `${folder} is older than its inputs (${listed(changed)})` : undefined;
}

function refuseStale(stage: EnvironmentName, folder: string, root: string, again: string): void {
  const changed = changedInputs(folder, root) ?? [];
  if (changed.length === 0) return;
  throw new AuditInputError(
    `${stage}: ${folder} is older than its inputs: ${listed(changed)} changed since it was synthesized`,
    `make it again: ${again}`,
  );
}

const LISTED = 3;

function listed(files: readonly string[]): string {
  const more = files.length - LISTED;
  const tellingFirst = [...files].sort((one, two) => Number(two.endsWith('.yaml')) - Number(one.endsWith('.yaml')));
  return `${tellingFirst.slice(0, LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
