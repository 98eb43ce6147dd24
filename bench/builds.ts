import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { projectRoot } from '../lib/environment/project-root';
import { bundleHandlers } from '../lib/stacks/synthesis/bundle-handlers';

/** Our API handler, built exactly as it is deployed. */
export function buildOurs(folder: string): string {
  return join(bundleHandlers({ to: join(folder, 'handlers') }), 'api', 'index.js');
}

/**
 * The same handler on the full stack, as esbuild bundles for Node when it is not told otherwise: each package's `main`,
 * with full zod under zod/mini's name.
 * @param minify minified like ours, so that a ratio to it shows libraries and not white space
 */
export function buildFullStack(folder: string, minify: boolean): string {
  const reference = join(projectRoot(), 'bench', 'reference');
  const outfile = join(folder, `full-stack${minify ? '.min' : ''}.js`);
  buildSync({
    entryPoints: [join(reference, 'full-stack.ts')],
    outfile,
    alias: { 'zod/mini': join(reference, 'full-zod.ts') },
    bundle: true,
    minify,
    platform: 'node',
    target: 'node24',
    logLevel: 'error',
  });
  return outfile;
}

/** The bare handler, bundled in the way that starts fastest: the reference of a ratio should be as good as it gets. */
export function buildBare(folder: string): string {
  return build(join('bench', 'reference', 'bare.ts'), join(folder, 'bare.js'));
}

/** What makes the calls that a payment took before they were put together. */
export function buildSevenCalls(folder: string): string {
  return build(join('bench', 'reference', 'seven-calls.ts'), join(folder, 'seven-calls.js'));
}

/** What runs in the measured process. */
export function buildRunner(folder: string): string {
  return build(join('bench', 'in-function.ts'), join(folder, 'in-function.cjs'));
}

function build(entry: string, outfile: string): string {
  buildSync({
    entryPoints: [join(projectRoot(), entry)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    // The handler is loaded by the name on the command line.
    define: { 'import.meta.url': 'undefined' },
  });
  return outfile;
}
