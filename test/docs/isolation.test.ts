import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../lib/environment/project-root';

interface NamedMistake {
  readonly mistake: string;
  readonly file: string;
  readonly name: string;
}
interface Ran {
  readonly title: string;
  readonly ancestorTitles: readonly string[];
  readonly status: string;
}
// What a run of tests itself uses, which is why it is no TypeScript.
const {
  namedMistakes,
  notShown,
}: {
  namedMistakes(page: string): NamedMistake[];
  notShown(mistakes: readonly NamedMistake[], ran: ReadonlyMap<string, readonly Ran[]>): string[];
} = require('../named-mistakes.cjs');

const text = readFileSync(join(projectRoot(), 'docs', 'isolation.md'), 'utf8');

/** The rows below a heading, each as its cells. */
function rowsBelow(heading: string): string[][] {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  const rows = own.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const mistakes = namedMistakes(text);

describe('BG4 ZP12 the named mistakes of docs/isolation.md', () => {
  test('there are as many as one would expect', () => {
    expect(mistakes.length).toBeGreaterThan(20);
  });

  test.each(mistakes)('$mistake', ({ file, name }) => {
    expect(file).toMatch(/^test\/.+\.test\.ts$/);
    expect(name).not.toBe('');
    expect([file, existsSync(join(projectRoot(), file))]).toEqual([file, true]);
  });

  test('a run fails in which the named test of a file did not pass, was skipped, or is not there', () => {
    const [first = { mistake: '', file: '', name: '' }] = mistakes;
    const shownBy = (...tests: Ran[]) => notShown([first], new Map([[first.file, tests]]));
    const title = first.name.replace('%s', 'a key of live');
    const ran = (status: string, more: Partial<Ran> = {}): Ran => ({ title, ancestorTitles: [], status, ...more });
    expect(shownBy(ran('passed'))).toEqual([]);
    expect(shownBy(ran('passed', { title: 'one of a group', ancestorTitles: [title] }))).toEqual([]);
    expect(shownBy(ran('passed'), ran('failed'))).toEqual([expect.stringContaining('failed')]);
    expect(shownBy(ran('pending'))).toEqual([expect.stringContaining(`"${first.mistake}"`)]);
    expect(shownBy(ran('passed', { title: `${title} no more` }))).toEqual([expect.stringContaining('no test')]);
    expect(shownBy()).toEqual([expect.stringContaining('no test')]);
    expect(notShown(mistakes, new Map())).toEqual([]);
  });

  test.each(['jest.config.cjs', 'jest.e2e.config.cjs'])('the runs of %s are held to it', (config) => {
    expect(require(join(projectRoot(), config)).reporters).toContainEqual(expect.stringContaining('named-mistakes'));
  });
});

test('every file that docs/isolation.md points to exists', () => {
  const named = rowsBelow('The layers').flatMap(([, , where = '']) => [
    ...where.matchAll(/`((?:lib|environments)\/[^`]*)`/g),
  ]);
  expect(named.length).toBeGreaterThan(8);
  for (const [, path = ''] of named) {
    const folder = path.includes('*') ? path.slice(0, path.lastIndexOf('/')) : path;
    expect([path, existsSync(join(projectRoot(), folder))]).toEqual([path, true]);
  }
});

test('every table of the auditor is said to be generated or picked by hand', () => {
  const root = join(projectRoot(), 'lib', 'isolation');
  const [, section = ''] = text.split('\n### The tables\n');
  const named = [...(section.split('\n## ')[0] ?? '').matchAll(/`((?!lib\/)[a-z-]+\/[\w./-]*)`/g)].map(
    ([, path = '']) => path,
  );
  for (const path of named) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  // What says its source was read there by somebody; a report's form is not of AWS.
  const picked = files.filter(
    (file) =>
      file.endsWith('.ts') && !file.startsWith('report/') && /\bSource:/.test(readFileSync(join(root, file), 'utf8')),
  );
  const tables = files.filter((file) => /^tables\/.+\.(?:ts|json)$/.test(file));
  expect([picked.length > 25, tables.length > 20]).toEqual([true, true]);
  const isNamed = (file: string) =>
    named.some((path) => path === file || (path.endsWith('/') && file.startsWith(path)));
  expect([...picked, ...tables].filter((file) => !isNamed(file))).toEqual([]);
});
