import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const GATEWAY = join(__dirname, '../../lib/gateway');
const DOMAIN = ['apps', 'ledger', 'limits', 'payments', 'providers'];

/** What tells the time or rolls the dice without being handed in: by the text of the expression that names it. */
const GLOBALS = /^(Date\.now|Math\.random|performance\.now|performance\.timeOrigin|process\.hrtime(\.bigint)?)$/;

/** The same, by the name that an import gives it. */
const IMPORTS =
  /^(random(Bytes|FillSync|Fill|Int|UUID|Text)|getRandomValues|webcrypto|generateKey\w*|new(Id|PublicKey|SecretKey|WebhookSecret)|ulid|performance|hrtime)$/;

/** Every clock and die that a source names, as `line: text`. */
function namedIn(source: string): string[] {
  const file = ts.createSourceFile('x.ts', source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const tell = (node: ts.Node) =>
    found.push(`${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.getText()}`);
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && GLOBALS.test(node.getText())) tell(node);
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) tell(node);
    if (ts.isCallExpression(node) && node.expression.getText() === 'Date') tell(node);
    if (ts.isImportSpecifier(node) && IMPORTS.test((node.propertyName ?? node.name).text)) tell(node);
    if (ts.isImportDeclaration(node) && /^(ulid|node:perf_hooks)$/.test(moduleOf(node))) tell(node);
    if (ts.isPropertyAccessExpression(node) && /(^|\.)crypto\.\w*[rR]andom/.test(node.getText())) tell(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function moduleOf({ moduleSpecifier }: ts.ImportDeclaration): string {
  return ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(GATEWAY, path).split(/[\\/]/).includes('api'));
}

test.each(DOMAIN)('D20: %s is handed time and chance, and names no global of either', (folder) => {
  const files = sources(join(GATEWAY, folder));
  expect(files.length).toBeGreaterThan(0);
  expect(files.flatMap((path) => namedIn(readFileSync(path, 'utf8')).map((use) => `${path}:${use}`))).toEqual([]);
});

test.each([
  'const at = Date.now();',
  'const at = new Date();',
  'const text = Date();',
  'const dice = Math.random();',
  'const started = performance.now();',
  "import { randomUUID } from 'node:crypto';",
  "import { randomBytes as bytes } from 'node:crypto';",
  "import { newId } from '../../environment/ids';",
  "import { ulid } from 'ulid';",
  'const id = globalThis.crypto.randomUUID();',
])('sees %s', (source) => {
  expect(namedIn(source)).toHaveLength(/^import .* from 'ulid'/.test(source) ? 2 : 1);
});

test.each([
  'new Date(at).toISOString()',
  'Date.parse(text)',
  "import { createHash } from 'node:crypto';",
  'clock.now()',
])('allows %s', (source) => {
  expect(namedIn(source)).toEqual([]);
});
