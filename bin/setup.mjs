/**
 * Makes a fresh clone ready: npm packages, the emulator's virtual environment and the functions' runtime, each only when missing,
 * outdated or half made. Uses nothing but Node, since it runs before there are packages. All it says goes to stderr.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tryLock } from '../lib/local/processes/lock.mjs';
import { endRecorded } from '../lib/local/processes/processes.mjs';
import { dependencies } from './setup/dependencies.mjs';
import { emulator } from './setup/emulator.mjs';
import { functionRuntime } from './setup/function-runtime.mjs';
import { npmVersions } from './setup/npm-versions.mjs';
import { SetupProblem } from './setup/problem.mjs';

const OLDEST_NODE = [20, 19];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, '.emulator');

/** @param {{ tests?: boolean }} [options] tests: also what only they need @throws {SetupProblem} */
export async function setUp({ tests = false } = {}) {
  checkMachine();
  const log = join(folder, 'setup.log');
  const props = { root, folder, log, say };
  const parts = [dependencies(props), emulator(props), functionRuntime(props)];
  if (tests) parts.push(npmVersions(props));
  if (parts.every((part) => part.isDone())) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = await waitForLock(join(folder, 'setup.lock'));
  try {
    // What a killed set-up left running would write into the same folders.
    await endRecorded(`${log}.processes`);
    writeFileSync(log, '');
    await makeAll(parts.filter((part) => !part.isDone()));
    await endRecorded(`${log}.processes`);
  } finally {
    lock.release();
  }
}

/** Side by side; the first to fail ends the others. @param {import('./setup/part.mjs').Part[]} parts */
async function makeAll(parts) {
  const abort = new AbortController();
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const interrupt = (/** @type {NodeJS.Signals} */ signal) =>
    abort.abort(
      new SetupProblem(`set-up was ended by ${signal}`, 'run this again to finish it', {
        exitCode: 128 + constants.signals[signal],
      }),
    );
  for (const signal of signals) process.on(signal, interrupt);
  const make = async (/** @type {import('./setup/part.mjs').Part} */ part) => {
    const started = Date.now();
    say(`▸ ${part.name}`);
    await part.make(abort.signal).catch((error) => {
      abort.abort(error);
      throw abort.signal.reason;
    });
    say(`✓ ${part.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  };
  try {
    const results = await Promise.allSettled(parts.map(make));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw abort.signal.reason;
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}

/** @param {string} file */
async function waitForLock(file) {
  for (let said = false; ; said = true) {
    const lock = tryLock(file);
    if ('release' in lock) return lock;
    if (!said) say(`waiting for another set-up of this clone (process ${lock.holder.pid})`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function checkMachine() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new SetupProblem(
      `this is Node ${process.versions.node}, and ${OLDEST_NODE.join('.')} or later is needed`,
      'install a current Node.js, for example with nvm, brew or your package manager',
    );
  }
  if (process.platform === 'win32') {
    throw new SetupProblem(
      'Windows itself is not supported',
      'run this inside WSL, in a folder of the Linux file system',
    );
  }
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Set-up as a command, or the start of one: says what is wrong in one sentence and ends the process.
 * @param {{ tests?: boolean }} [options]
 */
export async function setUpOrExit(options) {
  try {
    await setUp(options);
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    say(`✗ ${error.message}\n  ${error.fix}`);
    if (process.argv.includes('--json')) {
      process.stdout.write(`${JSON.stringify({ error: { message: error.message, fix: error.fix } })}\n`);
    }
    process.exit(error.exitCode);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setUpOrExit({ tests: process.argv.includes('--tests') });
