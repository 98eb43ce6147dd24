import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { AuditInputError } from './audit-input-error';
import { AuditedFiles } from './audited-files';
import { legible } from './legible';

/**
 * A file given on the command line, with the limits of all that is audited.
 * @param what for the sentence, such as `bootstrap template`
 * @throws AuditInputError when it cannot be read
 */
export function readGivenFile(path: string, what: string): Buffer {
  let real: string;
  try {
    real = realpathSync(path);
  } catch {
    throw new AuditInputError(`no ${what} at ${legible(path)}`, 'give the path of a file that is there');
  }
  return new AuditedFiles(dirname(real)).read(basename(real));
}
