/**
 * Runs every check, quickest first, and stops after the first group with a failure: what is in one group runs side by side, so that all
 * cores have work. Arguments name single checks: `npm test -- lint unit`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = join(root, '.build', 'test-results');
const node = process.execPath;
const jest = (/** @type {string} */ name, /** @type {string[]} */ ...args) => [
  node,
  'node_modules/jest/bin/jest.js',
  '--ci',
  '--silent=false',
  ...args,
  '--json',
  `--outputFile=${join(results, `${name}.json`)}`,
];

/** @type {Record<string, string[]>[]} */
const GROUPS = [
  {
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
  },
  { unit: jest('unit', '--config', 'jest.config.cjs') },
  {
    // Each brings up accounts of its own; within one, tests share them and go one by one.
    e2e: jest('e2e', '--config', 'jest.e2e.config.cjs', '--runInBand'),
    'e2e-up': jest('e2e-up', '--config', 'jest.e2e-up.config.cjs', '--runInBand'),
  },
];

const known = GROUPS.flatMap((group) => Object.keys(group));
const names = process.argv.length > 2 ? process.argv.slice(2) : known;
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) fail(`unknown check ${unknown.join(', ')}; there are ${known.join(', ')}`, 2);

await run('set-up', [node, 'bin/setup.mjs', '--tests']);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const group of GROUPS) {
  const wanted = Object.entries(group).filter(([name]) => names.includes(name));
  const outcomes = await Promise.all(wanted.map(([name, command]) => run(name, command)));
  for (const [name] of wanted) add(join(results, `${name}.json`));
  const failed = outcomes.filter((problem) => problem !== undefined);
  if (failed.length > 0) finish(failed.join('\n✗ '), 1);
}
if (counts.skipped > 0 && process.env.CI)
  finish(`${counts.skipped} tests were skipped, which counts as failed here`, 1);
finish();

/**
 * @param {string} name @param {string[]} command
 * @returns {Promise<string | undefined>} what is wrong
 */
async function run(name, [program = '', ...args]) {
  const started = Date.now();
  say(`▸ ${name}`);
  // Jest repeats its whole JSON on stdout, which is dropped: people read stderr. It goes through this process, so that Jest neither draws
  // nor erases lines: two may write at once.
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', args.includes('--json') ? 'ignore' : 'inherit', 'pipe'],
    env: { ...process.env, NODE_NO_WARNINGS: '1', FORCE_COLOR: process.stderr.isTTY ? '1' : '0' },
  });
  child.stderr.pipe(process.stderr, { end: false });
  const [status, signal] = await new Promise((resolve) => child.once('close', (...ended) => resolve(ended)));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (status === 0) {
    say(`✓ ${name} (${seconds} s)`);
    return undefined;
  }
  return `${name} failed after ${seconds} s${signal ? ` (${signal})` : ''}; run it alone with: npm test -- ${name}`;
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
