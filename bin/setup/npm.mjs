import { execFileSync } from 'node:child_process';
import { runTool } from './command.mjs';
import { SetupProblem } from './problem.mjs';

/** The first npm that reads lockfiles of this form; earlier ones would pass over it and install whatever is newest. */
const OLDEST_NPM = 7;
/**
 * Whatever the machine's own configuration says: development packages are part of the product's tools, the lockfile counts, and no
 * package runs a script of its own while it is installed: none here needs to.
 */
const EXACTLY = ['--include=dev', '--include=optional', '--package-lock', '--no-legacy-peer-deps', '--ignore-scripts'];
const QUIETLY = ['--no-audit', '--no-fund'];

/** @type {Promise<boolean> | undefined} */
let registryAnswers;

/**
 * Installs what a folder's lockfile says, which is never written. `npm ci` wants to see every optional package of the registry's in
 * the lockfile, also those of other machines; where it sees more, `npm install` lets them be.
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
  const run = (/** @type {string[]} */ ...words) =>
    runTool({ command: [...npm, ...words, ...EXACTLY, ...QUIETLY, ...patience], ...props });
  try {
    // Offline what is there may be all there is, and `npm ci` begins by removing it.
    if (online) await run('ci');
  } catch (error) {
    if (!(error instanceof SetupProblem && /\bcode EUSAGE\b/.test(error.output))) throw error;
    await run('install', '--no-save');
  }
  if (!online) await run('install', '--no-save');
  return { online };
}

/**
 * The hash of what the registry has under a version. npm passes over an optional package that it cannot fetch, for whatever reason.
 * @param {string} spec name@version
 * @param {{ cwd: string, log: string, signal: AbortSignal }} props
 * @returns {Promise<string | undefined>} undefined when it has nothing
 * @throws {SetupProblem} when what it sends is not what it says it has
 */
export async function integrityInRegistry(spec, props) {
  try {
    const output = await runTool({
      command: [...findNpm(), 'pack', spec, '--dry-run', '--json', '--loglevel=error'],
      ...props,
    });
    return /"integrity": *"([^"]+)"/.exec(output)?.[1];
  } catch (error) {
    props.signal.throwIfAborted();
    if (!(error instanceof SetupProblem) || /\bcode EINTEGRITY\b/.test(error.output)) throw error;
    return undefined;
  }
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
  const fix = 'install Node.js together with npm, version 20.19 or later';
  let version;
  try {
    version = execFileSync(program, [...args, '--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    throw new SetupProblem('npm was not found on the PATH', fix);
  }
  if (Number.parseInt(version, 10) < OLDEST_NPM) {
    throw new SetupProblem(`npm ${version.trim()} cannot read the lockfile; ${OLDEST_NPM} or later is needed`, fix);
  }
  return npm;
}
