import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { npmInstall } from './npm.mjs';
import { noNetwork, SetupProblem } from './problem.mjs';
import { hasStamp, stampOf, writeStamp } from './stamp.mjs';

/**
 * The Node that functions run on in the emulated accounts, of the version that Lambda has. It is installed apart, because a `node`
 * package would take over the whole project's `node_modules/.bin`. Where no build of it exists for this machine, functions run on
 * the Node that runs this, and that is said.
 * @param {import('./part.mjs').PartProps} props
 * @returns {import('./part.mjs').Part}
 */
export function functionRuntime({ root, folder, log, say }) {
  const source = join(root, 'lib', 'local', 'emulator', 'node');
  const target = join(folder, 'node');
  const lockfile = join(source, 'package-lock.json');
  const packageName = `node-${process.platform}-${process.arch}`;
  const expected = () => JSON.parse(readFileSync(lockfile, 'utf8')).packages[`node_modules/${packageName}`]?.version;
  const binary = join(target, 'node_modules', packageName, 'bin', 'node');
  const stamp = () => stampOf(readFileSync(lockfile, 'utf8'), packageName);
  return {
    name: 'function runtime',
    isDone: () => hasStamp(target, stamp()),
    async make(signal) {
      rmSync(target, { recursive: true, force: true });
      mkdirSync(target, { recursive: true });
      const version = expected();
      if (version) {
        for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(source, file), join(target, file));
        const { online } = await npmInstall({ cwd: target, log, signal });
        // npm passes over an optional package that it cannot fetch.
        if (!existsSync(binary) || statSync(binary).size === 0) {
          if (!online) throw noNetwork('npm');
          throw new SetupProblem(`npm could not install ${packageName} ${version}`, `run this again; see ${log}`);
        }
      }
      if (!version || spawnSync(binary, ['--version']).status !== 0) {
        rmSync(join(target, 'node_modules'), { recursive: true, force: true });
        say(`functions run on this machine's Node ${process.version}: there is no build of Lambda's version for it`);
      }
      writeStamp(target, stamp());
    },
  };
}
