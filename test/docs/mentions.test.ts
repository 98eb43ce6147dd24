import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { airlockProgram } from '../../lib/cli/program';
import { projectRoot } from '../../lib/environment/project-root';

const root = projectRoot();
const FOLDERS = ['lib', 'test', 'bin', 'bench', 'docs', 'environments'];
const files = [
  ...readdirSync(root),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  ),
].filter((file) => statSync(join(root, file)).isFile());
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Files that a reader is told to make. */
const MADE_BY_READERS = ['environments/organization.yaml'];

const documents = files.filter((file) => file.endsWith('.md'));
/** Where comments point to other files; tests also make paths up. */
const sources = files.filter((file) =>
  /^(?:(?:lib|bin|bench)\/.*\.(?:ts|mjs|py)|[^/]+\.cjs|environments\/.*\.yaml)$/.test(file),
);

/** `a{b,c}/*.ts` as a pattern for the end of a path; `<name>` and `…` stand for anything, as `*` does. */
function pattern(path: string): string {
  const source = path
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(',', '|')})`)
    .replace(/\*+|<[^>]*>|…/g, '.*');
  return `${source}${path.endsWith('/') ? '' : '(?:$|/)'}`;
}

/** Whether a path from the root is that of a file, or of a folder with files. */
function isThere(path: string): boolean {
  const whole = new RegExp(`^${pattern(path)}`);
  return [...files, ...MADE_BY_READERS].some((file) => whole.test(file));
}

/** Whether the path of a file ends so. */
function isEndOfPath(path: string): boolean {
  const end = new RegExp(`(?:^|/)${pattern(path)}`);
  return files.some((file) => end.test(file));
}

/** Paths from the root, without the sentence's own punctuation. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w./@<>-])(?:lib|test|bin|bench|docs|environments)\/[\w./*{},<>…-]*/g)].map(([path]) =>
    path.replace(/(?:[.,]|\{)+$/, ''),
  );
}

/** What stands in backticks or in a block of code. */
function codeIn(text: string): string[] {
  const blocks = [...text.matchAll(/^ *```\w*\n([\s\S]*?)\n *```$/gm)].map(([, block = '']) => block);
  const prose = text.replace(/^ *```\w*\n[\s\S]*?\n *```$/gm, '');
  return [
    ...blocks.flatMap((block) => block.split('\n')),
    ...[...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
  ];
}

test.each(documents)('every path that %s names exists', (file) => {
  const named = pathsIn(read(file));
  expect(named.filter((path) => !isThere(path))).toEqual([]);
});

test.each(documents)('every source file that %s names by its end exists', (file) => {
  const named = codeIn(read(file)).filter((code) => /^[\w./*{},-]+\.(?:ts|mjs|cjs|py)$/.test(code));
  expect(named.filter((path) => !isEndOfPath(path))).toEqual([]);
});

test('every file that a comment or text of the code points to exists', () => {
  const named = sources.flatMap((file) =>
    pathsIn(read(file))
      .filter((path) => /\.(?:ts|mjs|py|md|yaml|json)$/.test(path))
      .map((path) => ({ file, path })),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ path }) => !isThere(path))).toEqual([]);
});

test.each(documents)('every script that %s runs is in package.json', (file) => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = [...read(file).matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
  expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});

test.each(documents)('every check that %s names for `npm test -- …` is one', (file) => {
  const checks = /const GROUPS = \[([\s\S]*?)\n\];/.exec(read('bin/test.mjs'))?.[1] ?? '';
  const named = [...read(file).matchAll(/`npm test -- ([^`]+)`/g)].flatMap(([, names = '']) => names.split(' '));
  expect(named.filter((name) => !new RegExp(`^ +'?${name}'?: `, 'm').test(checks.replaceAll('{ ', '{\n  ')))).toEqual(
    [],
  );
});

test.each(documents)('every `airlock` command and option that %s shows is one', async (file) => {
  const lines = codeIn(read(file)).flatMap((code) => {
    const [, line] = /^(?:npx )?airlock(?: ([^;|#&]*))?(?:[;|#&].*)?$/.exec(code.trim()) ?? [];
    return line === undefined ? [] : [line.split(' -- ')[0]?.trim() ?? ''];
  });
  const program = await airlockProgram();
  const wrong = lines.filter((line) => {
    const words = line.split(/\s+/).filter(Boolean);
    let command = program;
    while (words[0] !== undefined && command.commands.length > 0 && !words[0].startsWith('-')) {
      const next = command.commands.find((each) => each.name() === words[0]);
      if (!next) return true;
      command = next;
      words.shift();
    }
    const options = words.filter((word) => /^--[a-z]/.test(word)).map((word) => word.split('=')[0]);
    return options.some(
      (option) =>
        !['--help', '--version'].includes(option ?? '') && !command.options.some(({ long }) => long === option),
    );
  });
  expect(wrong).toEqual([]);
});

test.each(documents)('every link of %s leads somewhere', (file) => {
  const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const broken = links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path ? join(root, dirname(file), path) : join(root, file);
    return !existsSync(target) || (anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor));
  });
  expect(broken).toEqual([]);
});

/** As GitHub makes them of headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9 _-]/g, '')
      .replaceAll(' ', '-'),
  );
}

test.each(documents.filter((file) => file.startsWith('docs/')))('README.md or a page of docs/ links to %s', (file) => {
  const linking = documents.filter((other) => other !== file && !other.startsWith('lib/'));
  expect(
    linking.some((other) =>
      read(other).includes(`](${other.startsWith('docs/') ? '' : 'docs/'}${file.slice('docs/'.length)}`),
    ),
  ).toBe(true);
});
