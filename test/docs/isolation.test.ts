import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../lib/environment/project-root';

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

/** A test's name as its file may write it. */
function writes(source: string, name: string): boolean {
  return [`'${name.replaceAll("'", "\\'")}'`, `"${name}"`, `\`${name}\``].some((literal) => source.includes(literal));
}

const mistakes = rowsBelow('The named mistakes');

describe('BG4 ZP12 the named mistakes of docs/isolation.md', () => {
  test('there are as many as one would expect', () => {
    expect(mistakes.length).toBeGreaterThan(20);
  });

  test.each(mistakes)('%s', (_mistake, _caught, shown = '') => {
    const [, file = '', name = ''] = /^`([^`]+)`: `([^`]+)`$/.exec(shown) ?? [];
    expect(file).toMatch(/^test\/.+\.test\.ts$/);
    const path = join(projectRoot(), file);
    expect([file, existsSync(path)]).toEqual([file, true]);
    expect([name, writes(readFileSync(path, 'utf8'), name)]).toEqual([name, true]);
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
