import { execFileSync } from 'node:child_process';
import { runTool } from './command.mjs';
import { SetupProblem } from './problem.mjs';

/** @type {Promise<boolean> | undefined} */
let registryAnswers;

/**
 * Installs what a folder's lockfile says. Development packages are part of the product's tools, whatever NODE_ENV or `omit` say.
 * @param {{ cwd: string, log: string, signal: AbortSignal }} props
 * @returns {Promise<{ online: boolean }>} offline, what is not in npm's cache and optional is missing
 * @throws {SetupProblem}
 */
export async function npmInstall(props) {
  const npm = findNpm();
  registryAnswers ??= ping(npm, props);
  // Without a network npm tries again for many minutes; what is in its cache it can still install.
  const online = await registryAnswers;
  const patience = online ? [] : ['--prefer-offline', '--fetch-retries=0'];
  const install = ['install', '--no-audit', '--no-fund', '--include=dev', '--include=optional', ...patience];
  await runTool({ command: [...npm, ...install], ...props });
  return { online };
}

/**
 * Whether the network is there. A registry that does not know the question has answered it.
 * @param {string[]} npm
 * @param {{ cwd: string, log: string, signal: AbortSignal }} props
 */
async function ping(npm, props) {
  try {
    await runTool({ command: [...npm, 'ping', '--fetch-retries=0', '--fetch-timeout=10000'], ...props });
    return true;
  } catch (error) {
    props.signal.throwIfAborted();
    return !(error instanceof SetupProblem && error.isNoNetwork);
  }
}

/**
 * The npm that belongs to what started us, else the one on the PATH.
 * @returns {string[]} the start of a command line
 */
function findNpm() {
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
  return npm;
}
