import type { StackInput } from '../model/side-input';
import { AuditInputError } from './audit-input-error';
import { AuditedFiles } from './audited-files';
import { locateFolder } from './audited-folder';
import { readCloudAssembly } from './cloud-assembly';
import { readGivenFile } from './given-file';
import { legible } from './legible';
import { readPlainTemplates, readTemplates } from './plain-templates';
import { locateSide } from './side-location';
import type { SideReading, SideSource } from './side-reading';
import { parseTemplate } from './template-file';

/** Where one environment's files are, and what they do not say. */
/**
 * Reads what one environment deploys.
 * @throws AuditInputError when it cannot be read; nothing of it is to be judged then
 */
export function readSide(source: SideSource): SideReading {
  try {
    return read(source);
  } catch (error) {
    if (!(error instanceof AuditInputError)) throw error;
    throw new AuditInputError(`${source.name} (${legible(source.path)}): ${error.message}`, error.fix);
  }
}

function read(source: SideSource): SideReading {
  const { folder, boundary, form, file } = locateFolder(source.path);
  const files = new AuditedFiles(folder, boundary);
  const reading =
    form === 'assembly'
      ? readCloudAssembly(files, source)
      : form === 'template'
        ? readTemplates(files, [file])
        : readPlainTemplates(files);
  const location = locateSide(source, reading.stacks);
  const { bootstrapPath } = source;
  const bootstrap = bootstrapPath === undefined ? undefined : readBootstrap(bootstrapPath, files);
  return {
    ...location,
    ...reading,
    ...(bootstrap && { bootstrap: { ...bootstrap, ...location } }),
    digest: files.digest(),
  };
}

/** The template is not below the folder; it counts for the digest all the same. */
function readBootstrap(path: string, files: AuditedFiles): StackInput {
  const bytes = readGivenFile(path, 'bootstrap template');
  files.remember('bootstrap template', bytes);
  const { template, problems } = parseTemplate(bytes, path);
  return { name: BOOTSTRAP_STACK, template, ...(problems.length > 0 && { problems }) };
}

/** Name that `cdk bootstrap` gives. */
const BOOTSTRAP_STACK = 'CDKToolkit';
