import { execFileSync } from 'node:child_process';
import { SetupProblem } from './problem.mjs';

/**
 * The npm that belongs to what started us, else the one on the PATH.
 * Development packages are part of the product's tools, whatever NODE_ENV or `omit` say.
 * @returns {string[]} the start of a command line
 */
export function npmInstall() {
  const own = process.env['npm_execpath'];
  const npm = own && /npm-cli\.c?js$/.test(own) ? [process.execPath, own] : ['npm'];
  const [program = '', ...args] = npm;
  try {
    execFileSync(program, [...args, '--version'], { stdio: 'ignore' });
  } catch {
    throw new SetupProblem(
      'npm was not found on the PATH',
      'install Node.js together with npm, version 20.19 or later',
    );
  }
  return [...npm, 'install', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
}
