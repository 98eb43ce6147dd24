import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Json, member } from '../template/json';
import { AuditInputError } from './audit-input-error';
import { LARGEST_FILE } from './audited-files';
import { manifestEntries, textMember } from './manifest-file';

export interface AuditedFolder {
  /** Real path of the folder. */
  readonly folder: string;
  /** Real path of the folder that its files may come from. */
  readonly boundary: string;
  readonly form: 'assembly' | 'templates' | 'template';
  /** Name of the template, when it is only one. */
  readonly file: string;
}

/**
 * What a given path is.
 * @throws AuditInputError when there is nothing that could be audited
 */
export function locateFolder(path: string): AuditedFolder {
  let real: string;
  try {
    real = realpathSync(path);
  } catch (error) {
    throw new AuditInputError(
      (error as NodeJS.ErrnoException).code === 'ELOOP' ? 'a link to itself' : 'no such folder or file',
      'write the cloud assembly with cdk synth, or give a folder of templates',
    );
  }
  const stats = statSync(real);
  if (!stats.isDirectory())
    return { folder: dirname(real), boundary: dirname(real), form: 'template', file: basename(real) };
  if (!isAssembly(real)) return { folder: real, boundary: real, form: 'templates', file: '' };
  return { folder: real, boundary: outermostAssembly(real), form: 'assembly', file: '' };
}

/** By what CDK puts into every assembly; any other manifest.json is a file as good as another. */
function isAssembly(folder: string): boolean {
  if (!existsSync(join(folder, 'manifest.json'))) {
    if (!existsSync(join(folder, 'cdk.out'))) return false;
    throw new AuditInputError('the cloud assembly has no manifest.json', 'synthesize again, and let it finish');
  }
  const manifest = manifestOf(folder);
  return (
    manifest === undefined || member(manifest, 'artifacts') !== undefined || member(manifest, 'version') !== undefined
  );
}

/** Stages keep the assets of their app in the folder above, and so may the stages in them. */
function outermostAssembly(folder: string): string {
  const parent = dirname(folder);
  const listed = manifestEntries(manifestOf(parent), 'artifacts').some(
    ([, artifact]) =>
      textMember(artifact, 'type') === 'cdk:cloud-assembly' &&
      textMember(member(artifact, 'properties'), 'directoryName') === basename(folder),
  );
  return listed && parent !== folder ? outermostAssembly(parent) : folder;
}

function manifestOf(folder: string): Json | undefined {
  const path = join(folder, 'manifest.json');
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= LARGEST_FILE ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}
