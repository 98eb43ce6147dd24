import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npmInstall } from './npm.mjs';
import { hasStamp, stampOf, writeStamp } from './stamp.mjs';

/**
 * The versions of npm that set-up itself is tested with. Apart from the other packages, because they would take over
 * `node_modules/.bin`.
 * @param {import('./part.mjs').PartProps} props
 * @returns {import('./part.mjs').Part}
 */
export function npmVersions({ root, folder, log }) {
  const source = join(root, 'test', 'bin', 'setup', 'npm');
  const target = join(folder, 'npm');
  const stamp = () => stampOf(readFileSync(join(source, 'package-lock.json'), 'utf8'));
  return {
    name: 'npm versions for tests',
    isDone: () => hasStamp(target, stamp()),
    async make(signal) {
      rmSync(target, { recursive: true, force: true });
      mkdirSync(target, { recursive: true });
      for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(source, file), join(target, file));
      await npmInstall({ cwd: target, log, signal });
      writeStamp(target, stamp());
    },
  };
}
