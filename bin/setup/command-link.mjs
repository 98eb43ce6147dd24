/**
 * Puts the command where `npx airlock` finds it at once. As `bin` in package.json it would be installed into npx's own cache, with the
 * whole project, on every call. npm runs this after each install; set-up, which lets npm run nothing, calls it.
 */
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @param {string} root */
const placeIn = (root) => join(root, 'node_modules', '.bin', 'airlock');

/** @param {string} root */
export function isCommandLinked(root) {
  return existsSync(placeIn(root));
}

/** @param {string} root the folder that holds package.json */
export function linkCommand(root) {
  const link = placeIn(root);
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(join('..', '..', 'bin', 'airlock.mjs'), link);
}

const own = fileURLToPath(import.meta.url);
if (process.argv[1] === own) linkCommand(dirname(dirname(dirname(own))));
