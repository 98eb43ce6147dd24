import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../lib/environment/project-root';

const root = projectRoot();
const text = readFileSync(join(root, 'docs', 'glossary.md'), 'utf8');

/** The lists of the page, each as its terms in lower case, in their order. */
const sections = text
  .split(/^## /m)
  .slice(1)
  .map((section) => section.split('\n').filter((line) => line.startsWith('- ')))
  .filter((lines) => lines.length > 0);
const entries = sections.flat().map((line) => /^- \*\*([^*]+)\*\* — (.+)$/.exec(line) ?? [line, line, '']);
const terms = new Set(entries.flatMap(([, names = '']) => names.toLowerCase().split(', ')));

/** Folders whose names are other people's words and mean what they always mean. */
const PLAIN = new Set(
  'api audit aws client code conditions configuration constructs costs document evaluation handlers html http input json local memory model names node operations patterns report request resources sarif secrets stacks tables template text'.split(
    ' ',
  ),
);

/** The folders that a reader meets first, and those of the two parts with words of their own. */
const FOLDERS = ['', 'gateway', 'isolation'].flatMap((below) =>
  readdirSync(join(root, 'lib', below), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(below, name)),
);

/** A plural as its singular. */
const singular = (word: string) => word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');

test('each line is a term and what it is, said once and in the order of the alphabet', () => {
  expect(entries.length).toBeGreaterThan(80);
  expect(entries.filter(([, , meaning]) => !meaning || !/[.)]$/.test(meaning)).map(([line]) => line)).toEqual([]);
  expect(terms.size).toBe(entries.flatMap(([, names = '']) => names.split(', ')).length);
  for (const lines of sections) {
    const names = lines.map((line) => /\*\*([^*]+)\*\*/.exec(line)?.[1]?.toLowerCase() ?? '');
    expect(names).toEqual([...names].sort((left, right) => left.localeCompare(right, 'en')));
  }
});

test('what a folder of lib/ is called is a term, or a word that everybody has', () => {
  const named = FOLDERS.filter((path) => {
    const name = path.split('/').at(-1) ?? '';
    return !PLAIN.has(name) && !terms.has(name) && !terms.has(singular(name)) && !text.includes(`lib/${path}/`);
  });
  expect(named).toEqual([]);
});

/** What a reader of the code, the docs or an error meets and cannot look up elsewhere. */
test.each(
  `acknowledgement adversary app attempt boundary bootstrap channel checkout claim deadline decision digest drift
   environment evidence fallback finding fingerprint flow guard infix label ledger limit matrix mode nonce observation
   opening parity payment port probe problem provider record refusal replay rule seal shard side stage store traffic
   transition triple unknown verdict`.split(/\s+/),
)('%s is in the glossary', (term) => {
  expect(terms).toContain(term);
});

test('README.md and docs/architecture.md lead to it', () => {
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain('](docs/glossary.md)');
  expect(readFileSync(join(root, 'docs', 'architecture.md'), 'utf8')).toContain('](glossary.md)');
});
