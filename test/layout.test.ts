import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { projectRoot } from '../lib/environment/project-root';

const root = projectRoot();

/** Tests of the whole: they have the structure of what they do. */
const OF_THE_WHOLE = [
  'docs',
  'e2e',
  'examples',
  'gateway/calls',
  'gateway/money',
  'mutations',
  'screenshots',
  'seals',
  'stacks/templates',
];

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => statSync(join(root, file)).isFile());
}

/** The path of what a test is about, were it called like it: `test/cli/usage.test.ts` → `lib/cli/usage.ts`. */
function subjectOf(test: string): string {
  const path = test.replace(/^test\//, '').replace(/\.test\.ts$/, '.ts');
  return /^(?:bin|bench)\//.test(path) ? path : join('lib', path);
}

const tests = filesBelow('test').filter((file) => file.endsWith('.test.ts'));
const mirrored = tests.filter((file) => {
  const isOfTheWhole = OF_THE_WHOLE.some((folder) => file.startsWith(`test/${folder}/`));
  return file.split('/').length > 2 && !isOfTheWhole;
});
const sources = ['lib', 'bin', 'bench'].flatMap(filesBelow).filter((file) => /\.(?:ts|mjs)$/.test(file));

test('each folder of tests is a folder of what they test', () => {
  expect(mirrored.length).toBeGreaterThan(150);
  const folders = new Set(mirrored.map((file) => dirname(subjectOf(file))));
  expect([...folders].filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
});

/** Where a name is looked for: the gateway's and the auditor's folders are parts of their own. */
function partOf(source: string): string {
  const folders = dirname(source).split('/');
  return folders.slice(0, ['gateway', 'isolation'].includes(folders[1] ?? '') ? 3 : 2).join('/');
}

const nameOf = (source: string) => basename(source).replace(/\.(?:ts|mjs)$/, '');

test('a test that is called like a file is in the folder of that file', () => {
  const misplaced = mirrored.filter((file) => {
    const subject = subjectOf(file);
    const namesakes = sources.filter(
      (source) => nameOf(source) === nameOf(subject) && partOf(source) === partOf(subject),
    );
    return namesakes.length > 0 && !namesakes.some((source) => dirname(source) === dirname(subject));
  });
  expect(misplaced).toEqual([]);
});

test('no folder holds more files than a reader takes in at once', () => {
  const counts = new Map<string, number>();
  for (const file of [...sources, ...filesBelow('test')]) {
    if (/\.(?:ts|mjs)$/.test(file)) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  }
  expect([...counts].filter(([, count]) => count > 25)).toEqual([]);
});
