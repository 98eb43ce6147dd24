import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '../lib/environment/project-root';

const root = projectRoot();
const files = ['lib', 'bin', 'bench', 'test']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.(?:ts|mts|mjs|py)$/.test(file) && statSync(join(root, file)).isFile());

const EXPORTED = /^export (?:declare |abstract |async )*(const|function\*?|class|interface|type|enum) (\w+)/gm;
const exported = files.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(EXPORTED)].map(([, kind = '', name = '']) => ({
    file,
    kind,
    name,
  })),
);

/** Types that two parts of lib/ may each have: the same thing as each of them sees it. */
const SEEN_TWICE: Readonly<Record<string, string>> = {
  Markup: 'HTML that is escaped: of the checkout page and of the audit, which must not import each other',
  Payment: 'as the API answers it to the client, and as the gateway stores it',
  NewPayment: 'as a client asks for it, and as the gateway makes it',
  Condition: 'of an IAM policy: as the bootstrap writes it, and as the audit reads it',
  Statement: 'of an IAM policy: as the bootstrap writes it, and as the audit reads it',
  PolicyDocument: 'as the bootstrap writes it, and as the audit reads it',
};

test('a type of lib/ has a name of its own: one word, one meaning', () => {
  const types = exported.filter(
    ({ file, kind }) => file.startsWith('lib/') && ['class', 'interface', 'type', 'enum'].includes(kind),
  );
  expect(types.length).toBeGreaterThan(400);
  const byName = new Map<string, string[]>();
  for (const { name, file } of types) byName.set(name, [...(byName.get(name) ?? []), file]);
  const shared = [...byName].filter(([name, { length }]) => length > 1 && !Object.hasOwn(SEEN_TWICE, name));
  expect(shared.map(([name, declared]) => `${name}: ${declared.join(', ')}`)).toEqual([]);
  expect(Object.keys(SEEN_TWICE).filter((name) => (byName.get(name)?.length ?? 0) < 2)).toEqual([]);
});

/** From the glossary: words that say nothing, or that mean something else here. */
const glossary = readFileSync(join(root, 'docs', 'glossary.md'), 'utf8');
const avoided = (/## Words that we do not use\n([\s\S]*)/.exec(glossary)?.[1] ?? '')
  .split('\n')
  .filter((line) => /^\| (?!instead of|-)/.test(line))
  .flatMap((line) => line.split('|')[1]?.split(/[,;]/) ?? [])
  .map((word) => word.trim());

/** `makeTestApp`, `make-test-app.ts` → make, test, app. */
const wordsOf = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

test('no file and nothing exported is called by a word that the glossary avoids', () => {
  expect(avoided.length).toBeGreaterThan(10);
  const names = [...files.map((file) => ({ file, name: basename(file) })), ...exported];
  const called = names.filter(({ name }) => wordsOf(name).some((word) => avoided.includes(word)));
  expect(called.map(({ file, name }) => `${name} in ${file}`)).toEqual([]);
});
