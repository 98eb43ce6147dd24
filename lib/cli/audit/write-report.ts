import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '../../contract/refusal';

/**
 * Writes a report to a file, whole or not at all: it is written beside the file and then renamed.
 * @throws Refusal when it cannot be written
 */
export function saveReport(text: string, path: string): void {
  const target = targetOf(path);
  const unfinished = `${target}.${process.pid}.unfinished`;
  try {
    if (isSpecial(target)) writeFileSync(target, text);
    else {
      writeFlushed(unfinished, text);
      renameSync(unfinished, target);
    }
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw unwritable(path, error);
  }
}

/** Whether a report could be put there, before the work that makes it. @throws Refusal */
export function refuseUnwritable(path: string): void {
  try {
    accessSync(dirname(targetOf(path)), constants.W_OK);
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): Refusal {
  const { code } = error as NodeJS.ErrnoException;
  return new Refusal(`cannot write ${path} (${code})`, 'give --out a file in a folder that you may write to', 'usage');
}

function writeFlushed(path: string, text: string): void {
  const file = openSync(path, 'wx');
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** What a link leads to, so that the link stays. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** A pipe or a device cannot be replaced by a file. */
function isSpecial(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}
