import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmInstall } from './npm.mjs';
import { SetupProblem } from './problem.mjs';
import { hasStamp, stampOf, writeStamp } from './stamp.mjs';

/**
 * The project's packages, exactly as the lockfile says. `npm install` rather than `npm ci`, which fails where a registry lacks another
 * platform's optional package.
 * @param {import('./part.mjs').PartProps} props
 * @returns {import('./part.mjs').Part}
 */
export function dependencies({ root, folder: tools, log }) {
  const folder = join(root, 'node_modules');
  const lockfile = join(root, 'package-lock.json');
  const unfinished = join(tools, 'node_modules.unfinished');
  const stamp = () =>
    stampOf(
      readFileSync(lockfile, 'utf8'),
      readFileSync(join(root, 'package.json'), 'utf8'),
      `${process.platform}-${process.arch}`,
    );
  return {
    name: 'npm packages',
    isDone: () => !existsSync(unfinished) && hasStamp(folder, stamp()),
    async make(signal) {
      const before = readFileSync(lockfile, 'utf8');
      // A package that was being unpacked when npm was ended looks installed to the next npm.
      if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
      writeFileSync(unfinished, '');
      rmSync(join(folder, '.airlock-setup'), { force: true });
      await npmInstall({ cwd: root, log, signal }).catch((error) => {
        // It failed by itself, and has put back what it found.
        if (!signal.aborted) rmSync(unfinished);
        throw error;
      });
      const after = readFileSync(lockfile, 'utf8');
      // Another version of npm may order or mark things differently; what is installed must be the same.
      if (after !== before) writeFileSync(lockfile, before);
      const changed = firstDifference(before, after);
      if (changed) {
        throw new SetupProblem(
          `package-lock.json does not fit package.json: npm would change ${changed}`,
          'run `npm install` yourself, look at the change of package-lock.json and commit it',
        );
      }
      mkdirSync(folder, { recursive: true });
      writeStamp(folder, stamp());
      rmSync(unfinished);
    },
  };
}

/**
 * The first package of which two lockfiles would install something else.
 * @param {string} one @param {string} other
 */
function firstDifference(one, other) {
  const [before, after] = [one, other].map((text) => JSON.parse(text).packages);
  const content = (/** @type {any} */ entry) => entry && JSON.stringify([entry.version, entry.integrity]);
  return Object.keys({ ...before, ...after }).find((path) => content(before[path]) !== content(after[path]));
}
