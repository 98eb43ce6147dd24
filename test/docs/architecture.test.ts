import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from '../../lib/environment/project-root';

interface ImportRule {
  readonly name: string;
  readonly from: { readonly path: string };
  readonly to: { readonly pathNot?: string | readonly string[] };
}

const root = projectRoot();
const text = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');
const { forbidden }: { forbidden: readonly ImportRule[] } = createRequire(__filename)(
  join(root, '.dependency-cruiser.cjs'),
);

/** The first cells of the table below a heading. */
function folders(heading: string): string[] {
  const [, section = ''] = text.split(`${heading}\n`);
  const [own = ''] = section.split(/\n##/);
  return [...own.matchAll(/^\| `([^`]+)\/` \|/gm)].map(([, folder = '']) => folder);
}

function foldersBelow(path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^[._]|node_modules|cdk\.out/.test(entry.name))
    .map(({ name }) => name);
}

describe('docs/architecture.md', () => {
  test('has a line for each folder, and no other', () => {
    const there = [
      ...foldersBelow('.').filter((name) => name !== 'lib'),
      ...foldersBelow('lib').map((name) => `lib/${name}`),
    ];
    expect(folders('## Where things belong').sort()).toEqual(there.sort());
  });

  test.each(['lib/gateway', 'lib/isolation'])('has a line for each folder of %s, and no other', (path) => {
    expect(folders(`### Inside \`${path}\``).sort()).toEqual(foldersBelow(path).sort());
  });

  test('draws the imports that .dependency-cruiser.cjs allows between the folders of lib/', () => {
    const [, drawing = ''] = /### What may import what[\s\S]*?```mermaid\nflowchart LR\n([\s\S]*?)```/.exec(text) ?? [];
    const drawn = [...drawing.matchAll(/^ +(\w+) --> (.+)$/gm)].flatMap(([, from, targets = '']) =>
      targets.split(' & ').map((to) => `${from} → ${to}`),
    );
    const allowed = forbidden.flatMap(({ from, to }) => {
      const [, folder] = /^\^lib\/(\w+)\/$/.exec(from.path) ?? [];
      const targets = [to.pathNot ?? []].flat().map((path) => /^\^lib\/(\w+)/.exec(path)?.[1]);
      return targets
        .filter((target) => target && folder && ![folder, 'contract'].includes(target))
        .map((target) => `${folder} → ${target}`);
    });
    expect(allowed.length).toBeGreaterThan(15);
    expect(drawn.sort()).toEqual([...new Set(allowed)].sort());
  });
});
