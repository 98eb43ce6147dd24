import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCommandLinked, linkCommand } from './command-link.mjs';
import { firstDifference, missingHere } from './lockfile.mjs';
import { integrityInRegistry, npmInstall } from './npm.mjs';
import { SetupProblem } from './problem.mjs';
import { hasStamp, stampOf, writeStamp } from './stamp.mjs';

/**
 * The project's packages, exactly as the lockfile says, and the command where `npx` finds it.
 * @param {import('./part.mjs').PartProps} props
 * @returns {import('./part.mjs').Part}
 */
export function dependencies({ root, folder: tools, log, say }) {
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
    isDone: () => !existsSync(unfinished) && hasStamp(folder, stamp()) && isCommandLinked(root),
    async make(signal) {
      const locked = packagesIn(lockfile);
      if (!existsSync(unfinished) && isComplete(locked)) return finish();
      // A package that was being unpacked when npm was ended looks installed to the next npm.
      if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true });
      writeFileSync(unfinished, '');
      rmSync(join(folder, '.airlock-setup'), { force: true });
      const { online } = await npmInstall({ cwd: root, log, signal }).catch((error) => {
        // What was there before is there still.
        if (error.isNoNetwork) rmSync(unfinished);
        throw asChangedContent(error, locked) ?? error;
      });
      const installed = packagesIn(join(folder, '.package-lock.json'));
      const difference = firstDifference(locked, installed) ?? (online && (await firstRefused()));
      if (difference) {
        throw new SetupProblem(
          `package-lock.json does not fit what npm would install: ${difference}`,
          'if you changed package.json, run `npm install`, look at the change of package-lock.json and commit it; else do not use that registry',
        );
      }
      finish();

      async function firstRefused() {
        for (const { spec, integrity } of missingHere(locked, installed)) {
          const served = await integrityInRegistry(spec, { cwd: root, log, signal }).catch((error) => {
            throw asChangedContent(error, locked, spec) ?? error;
          });
          if (served && served !== integrity) return `${spec} has other content than was locked`;
          if (!served) say(`the registry has no ${spec}, which is for this machine; what needs it will say so`);
        }
        return undefined;
      }
    },
  };

  /** Whether all of it is there already: package.json has more in it than what is to be installed. @param {import('./lockfile.mjs').Packages} locked */
  function isComplete(locked) {
    const installed = packagesIn(join(folder, '.package-lock.json'));
    const asked = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return (
      asksFor(asked) === asksFor(JSON.parse(readFileSync(lockfile, 'utf8')).packages['']) &&
      !firstDifference(locked, installed) &&
      missingHere(locked, installed).length === 0 &&
      Object.keys(installed).every((path) => existsSync(join(root, path, 'package.json')))
    );
  }

  function finish() {
    linkCommand(root);
    writeStamp(folder, stamp());
    rmSync(unfinished, { force: true });
  }
}

/** @param {Record<string, Record<string, string> | undefined>} manifest */
function asksFor({ dependencies, devDependencies, optionalDependencies, peerDependencies, overrides }) {
  const fields = [dependencies, devDependencies, optionalDependencies, peerDependencies, overrides];
  return JSON.stringify(fields.map((field) => Object.entries(field ?? {}).sort()));
}

/** @param {string} lockfile @returns {import('./lockfile.mjs').Packages} without the project itself */
function packagesIn(lockfile) {
  if (!existsSync(lockfile)) return {};
  const { packages } = JSON.parse(readFileSync(lockfile, 'utf8'));
  delete packages[''];
  return packages;
}

/**
 * What npm says of a hash that does not fit, with the package's name, which it leaves out.
 * @param {unknown} error
 * @param {import('./lockfile.mjs').Packages} locked
 * @param {string} [spec] where it is known
 */
function asChangedContent(error, locked, spec) {
  if (!(error instanceof SetupProblem) || !/\bcode EINTEGRITY\b/.test(error.output)) return undefined;
  const wanted = /\bwanted (sha\d+-\S+)/.exec(error.output)?.[1];
  const path = Object.keys(locked).find((each) => locked[each]?.integrity === wanted);
  return new SetupProblem(
    `what the registry sends for ${spec ?? path ?? 'a package'} is not what package-lock.json has the hash of`,
    'do not install it; use another registry, or see in its history why it changed',
  );
}
