import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../../lib/environment/project-root';

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly inBundle?: boolean;
  readonly link?: boolean;
}

const FILES = ['.', 'lib/local/emulator/node', 'test/bin/setup/npm'].map((folder) => join(folder, 'package-lock.json'));

describe.each(FILES)('FACTS J: %s', (file) => {
  const text = readFileSync(join(projectRoot(), file), 'utf8');
  const packages = (JSON.parse(text) as { packages: Readonly<Record<string, Entry>> }).packages;

  test('names every package that it needs, also the optional ones of every machine', () => {
    const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies }).flatMap((name) =>
        found(path, name) ? [] : [`${name}, which ${path || 'package.json'} names`],
      ),
    );
    expect(missing).toEqual([]);
  });

  test('has the version and the hash of each', () => {
    const without = Object.entries(packages).filter(
      ([path, entry]) => path !== '' && !entry.inBundle && !(entry.version && entry.integrity?.startsWith('sha512-')),
    );
    expect(without.map(([path]) => path)).toEqual([]);
  });

  test('says nothing of where to download from', () => {
    expect(Object.values(packages).filter(({ resolved, link }) => resolved || link)).toEqual([]);
    expect(text).not.toMatch(/https?:\/\/[^"]*\.tgz|registry\./);
  });

  test('says of the project what package.json says, so that `npm install` changes nothing', () => {
    const project = JSON.parse(readFileSync(join(projectRoot(), dirname(file), 'package.json'), 'utf8'));
    expect(packages['']?.version).toEqual(project.version);
    expect(packages['']?.dependencies).toEqual(project.dependencies);
    expect(packages['']?.bin).toEqual(project.bin);
    expect(packages['']?.devDependencies).toEqual(project.devDependencies);
    expect(packages['']?.hasInstallScript ?? false).toBe('postinstall' in (project.scripts ?? {}));
  });

  /** As Node looks for it: beside the package, then beside those above it. */
  function found(path: string, name: string): boolean {
    for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
      if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
      if (folder === '') return false;
    }
  }
});
