/** A stamp is written last: without the right one, whatever an earlier set-up left behind does not count. */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME = '.airlock-setup';

/** @param {string[]} parts */
export function stampOf(...parts) {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

/** @param {string} folder @param {string} stamp */
export function hasStamp(folder, stamp) {
  try {
    return readFileSync(join(folder, NAME), 'utf8').trim() === stamp;
  } catch {
    return false;
  }
}

/** @param {string} folder @param {string} stamp */
export function writeStamp(folder, stamp) {
  const unfinished = join(folder, `${NAME}.${process.pid}`);
  writeFileSync(unfinished, `${stamp}\n`);
  renameSync(unfinished, join(folder, NAME));
}
