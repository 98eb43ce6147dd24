const { readFileSync } = require('node:fs');
const { join, relative } = require('node:path');

/**
 * What docs/isolation.md says catches each named mistake: a test file, and a test or group of tests in it, `%s` standing for its cases.
 * @typedef {{ mistake: string, file: string, name: string }} NamedMistake
 */

/** @param {string} page the text of docs/isolation.md @returns {NamedMistake[]} */
function namedMistakes(page) {
  const [, section = ''] = page.split('\n## The named mistakes\n');
  const rows = section.split('\n## ')[0]?.split('\n') ?? [];
  return rows
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((row) => {
      const [, mistake = '', , shown = ''] = row.split('|').map((cell) => cell.trim());
      const [, file = '', name = ''] = /^`([^`]+)`: `([^`]+)`$/.exec(shown) ?? [];
      return { mistake, file, name };
    });
}

/**
 * Which of the named tests did not show, in the files that a run has run, what the page says: they did not pass, or are not there.
 * @typedef {{ title: string, ancestorTitles: string[], status: string }} Ran a test that was run, or skipped
 * @param {readonly NamedMistake[]} mistakes
 * @param {ReadonlyMap<string, readonly Ran[]>} ran the tests of each file that was run
 * @returns {string[]}
 */
function notShown(mistakes, ran) {
  return mistakes.flatMap(({ mistake, file, name }) => {
    const tests = ran.get(file);
    if (tests === undefined) return [];
    const form = new RegExp(`^${name.split('%s').map(literal).join('.*')}$`, 's');
    const named = tests.filter(({ title, ancestorTitles }) =>
      [title, ...ancestorTitles].some((each) => form.test(each)),
    );
    const amiss = named.filter(({ status }) => status !== 'passed').map(({ status }) => status);
    if (named.length > 0 && amiss.length === 0) return [];
    return [`"${mistake}": ${file} has ${named.length === 0 ? 'no test' : `a test that is ${amiss[0]}`}: ${name}`];
  });
}

/** @param {string} text */
function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Fails a run of tests in which one did not pass that docs/isolation.md points to as what catches a mistake. */
class NamedMistakes {
  /** @param {import('jest').Config & { rootDir: string, testNamePattern?: string }} config */
  constructor(config) {
    this.config = config;
    /** @type {string[]} */
    this.problems = [];
  }

  /** @param {unknown} _ @param {{ testResults: { testFilePath: string, testResults: Ran[] }[] }} results */
  onRunComplete(_, { testResults }) {
    const { rootDir, testNamePattern } = this.config;
    // Who asks for single tests wants to see no others.
    if (testNamePattern) return;
    const page = readFileSync(join(rootDir, 'docs', 'isolation.md'), 'utf8');
    const ran = new Map(testResults.map((file) => [relative(rootDir, file.testFilePath), file.testResults]));
    this.problems = notShown(namedMistakes(page), ran);
    for (const problem of this.problems) process.stderr.write(`✗ docs/isolation.md, the named mistakes: ${problem}\n`);
  }

  getLastError() {
    return this.problems.length > 0 ? new Error(this.problems.join('\n')) : undefined;
  }
}

module.exports = NamedMistakes;
module.exports.namedMistakes = namedMistakes;
module.exports.notShown = notShown;
