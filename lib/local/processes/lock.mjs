/**
 * A lock file that names its holder, so that a holder who was killed does not hold it for ever. Plain JavaScript, because set-up uses
 * it before there are any packages.
 *
 * It also names its folder: in a copy of that folder it holds nothing.
 */
import { constants, copyFileSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { folderIdentity, identify, isRunning } from './process-identity.mjs';

const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/**
 * Takes the lock if it is free.
 * @param {string} file
 * @returns {{ release: () => void } | { holder: { pid: number, started: string } }}
 */
export function tryLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ ...identify(process.pid), folder: folderIdentity(dirname(file)) }), {
    mode: 0o600,
  });
  try {
    for (;;) {
      // A link is there whole or not at all: a lock is never read without its holder.
      if (link(own, file)) return { release: () => release(file) };
      const holder = holderOf(file);
      if (!holder) continue;
      if (isRunning(holder)) return { holder };
      stealFrom(holder, file);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Who has the lock; undefined when it is free, and one who does not run for the lock of another folder, or half a file.
 * @param {string} file
 * @returns {{ pid: number, started: string } | undefined}
 */
export function holderOf(file) {
  try {
    const { pid, started, folder } = JSON.parse(readFileSync(file, 'utf8'));
    if (folder === folderIdentity(dirname(file))) return { pid: Number(pid), started: String(started) };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
  }
  return { pid: 0, started: '' };
}

/** @param {string} file */
function release(file) {
  if (holderOf(file)?.pid === process.pid) rmSync(file, { force: true });
}

/**
 * Removes a dead holder's lock, and gives it back if another process was quicker and the lock is that one's by now.
 * @param {{ pid: number, started: string }} dead
 * @param {string} file
 */
function stealFrom(dead, file) {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const taken = holderOf(aside);
  if (taken && (taken.pid !== dead.pid || taken.started !== dead.started)) link(aside, file);
  rmSync(aside, { force: true });
}

/** @param {string} from @param {string} to @returns {boolean} false when `to` exists */
function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EEXIST') return false;
    if (NO_LINKS.includes(code ?? '')) return copy(from, to);
    throw error;
  }
}

/** For a file system without hard links. @param {string} from @param {string} to */
function copy(from, to) {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}
