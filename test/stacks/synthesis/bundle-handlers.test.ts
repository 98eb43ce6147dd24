import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleHandlers } from '../../../lib/stacks/synthesis/bundle-handlers';
import { temporaryFolder } from '../temporary-folder';

const CODE = `export async function handler(event: { name: string }): Promise<string> { return 'hello ' + event.name; }`;

function source(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'handlers'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'handlers', name), text);
  return { from: join(folder, 'handlers'), to: join(folder, 'out') };
}

test('D15: each entry point becomes one CommonJS file that exports its handler', async () => {
  const folder = bundleHandlers(source({ 'api.ts': CODE, 'provider.ts': CODE, 'api.test.ts': CODE, 'notes.md': '' }));
  expect(readdirSync(folder).sort()).toEqual(['api', 'provider']);
  expect(readdirSync(join(folder, 'api'))).toEqual(['index.js']);
  const { handler } = createRequire(__filename)(join(folder, 'api', 'index.js'));
  await expect(handler({ name: 'you' })).resolves.toBe('hello you');
});

test('D15: the same source gives the same bytes, wherever it is', () => {
  const bytes = [source({ 'api.ts': CODE }), source({ 'api.ts': CODE })].map((props) =>
    readFileSync(join(bundleHandlers(props), 'api', 'index.js'), 'utf8'),
  );
  expect(bytes[0]).toBe(bytes[1]);
  expect(bytes[0]).not.toContain(tmpdir());
});

test('an unchanged bundle is left alone, a changed one replaced, and nothing unfinished stays', () => {
  const props = source({ 'api.ts': CODE });
  const file = join(bundleHandlers(props), 'api', 'index.js');
  const before = statSync(file);
  bundleHandlers(props);
  expect(statSync(file).ino).toBe(before.ino);
  writeFileSync(join(props.from, 'api.ts'), CODE.replace('hello', 'goodbye'));
  bundleHandlers(props);
  expect(readFileSync(file, 'utf8')).toContain('goodbye');
  expect(readdirSync(props.to)).toEqual(['api']);
  expect(readdirSync(join(props.to, '..')).sort()).toEqual(['handlers', 'out']);
});

test('a folder without handlers is an error, not an empty deployment', () => {
  const props = source({ 'notes.md': '' });
  expect(() => bundleHandlers(props)).toThrow(`no handlers in ${props.from}`);
});

test('code that does not build is an error', () => {
  expect(() => bundleHandlers(source({ 'api.ts': `import './missing'; export const handler = 1;` }))).toThrow(
    /Could not resolve ".\/missing"/,
  );
});

test('D15: each library is in the bundles in one of its forms, not as CommonJS and as modules', () => {
  let inputs: readonly string[] = [];
  bundleHandlers({ to: join(temporaryFolder(), 'out'), onInputs: (files) => (inputs = files) });
  const forms = new Map<string, Set<string>>();
  for (const file of inputs) {
    const [, library, form] = /^node_modules\/((?:@[^/]+\/)?[^/]+)\/(cjs|esm|lib|dist[^/]*)\//.exec(file) ?? [];
    if (library && form) forms.set(library, (forms.get(library) ?? new Set()).add(form));
  }
  expect(forms.size).toBeGreaterThan(5);
  expect([...forms].filter(([, each]) => each.size > 1)).toEqual([]);
});
