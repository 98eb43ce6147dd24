/**
 * Runs a TypeScript entry point of this project: bundles it (own code only, packages stay outside) into `.build/`
 * and loads the result. One esbuild call costs less than a loader hook on every file, and never runs stale code.
 */
import { mkdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** The folder that holds package.json. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} entry a .ts file, relative to the project root */
export function run(entry) {
  const folder = join(projectRoot, '.build');
  const outfile = join(folder, `${basename(entry, '.ts')}.cjs`);
  const unfinished = `${outfile}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  buildSync({
    entryPoints: [resolve(projectRoot, entry)],
    outfile: unfinished,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'error',
    define: { 'import.meta.url': 'undefined' },
  });
  renameSync(unfinished, outfile);
  process.setSourceMapsEnabled(true);
  createRequire(import.meta.url)(outfile);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [entry] = process.argv.splice(2, 1);
  run(entry);
}
