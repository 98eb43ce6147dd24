/**
 * Runs every check, quickest first, and stops at the first that fails.
 * Arguments name single checks: `npm test -- lint unit`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = process.execPath;
const jest = [node, 'node_modules/jest/bin/jest.js', '--ci', '--silent=false'];
const CHECKS = {
  lint: [node, 'node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.'],
  types: [node, 'node_modules/@typescript/native/bin/tsc', '-p', '.'],
  arrows: [
    node,
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'bin',
    'lib',
  ],
  unused: [node, 'node_modules/knip/bin/knip.js'],
  unit: [...jest, '--config', 'jest.config.cjs'],
  e2e: [...jest, '--config', 'jest.e2e.config.cjs', '--runInBand'],
};

const results = join(root, '.build', 'test-results');
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(CHECKS);
const unknown = names.filter((name) => !Object.hasOwn(CHECKS, name));
if (unknown.length > 0) fail(`unknown check ${unknown.join(', ')}; there are ${Object.keys(CHECKS).join(', ')}`, 2);

run('set-up', [node, 'bin/setup.mjs', '--tests']);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const name of names) {
  const command = CHECKS[name];
  const output = join(results, `${name}.json`);
  const isJest = command.includes('node_modules/jest/bin/jest.js');
  run(name, isJest ? [...command, '--json', `--outputFile=${output}`] : command);
  if (isJest) add(output);
}
if (counts.skipped > 0 && process.env.CI)
  finish(`${counts.skipped} tests were skipped, which counts as failed here`, 1);
finish();

/** @param {string} name @param {string[]} command */
function run(name, [program, ...args]) {
  const started = Date.now();
  say(`▸ ${name}`);
  // Jest repeats its whole JSON on stdout, where nobody reads it: people read stderr.
  const { status, signal } = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', args.includes('--json') ? 'ignore' : 'inherit', 'inherit'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (status === 0) return say(`✓ ${name} (${seconds} s)`);
  add(join(results, `${name}.json`));
  finish(`${name} failed after ${seconds} s${signal ? ` (${signal})` : ''}; run it alone with: npm test -- ${name}`, 1);
}

/** @param {string} file Jest's own summary of a run */
function add(file) {
  if (!existsSync(file)) return;
  const summary = JSON.parse(readFileSync(file, 'utf8'));
  counts.passed += summary.numPassedTests;
  counts.failed += summary.numFailedTests + summary.numRuntimeErrorTestSuites;
  counts.skipped += summary.numPendingTests + summary.numTodoTests;
}

/** @param {string} [problem] @param {number} [code] */
function finish(problem, code = 0) {
  if (problem) process.stderr.write(`✗ ${problem}\n`);
  process.stdout.write(`tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  process.exit(code);
}

/** @param {string} text @param {number} code */
function fail(text, code) {
  process.stderr.write(`✗ ${text}\n`);
  process.exit(code);
}

/** @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`);
}
