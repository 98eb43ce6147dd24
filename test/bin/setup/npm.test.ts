import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../../lib/environment/project-root';
import { type Manifest, PackageRegistry } from './package-registry';

const { platform, arch } = process;
const OWN = `tool-${platform}-${arch}`;
const OTHERS = ['tool-sunos-x64', 'tool-aix-ppc64'];
/** One package for all machines, and one with a part for each, as compilers have; it would also run a script. */
const PACKAGES: readonly Manifest[] = [
  { name: 'plain', version: '1.0.0' },
  {
    name: 'tool',
    version: '1.0.0',
    scripts: { postinstall: "node -e \"require('fs').writeFileSync(process.env.INIT_CWD + '/ran', '')\"" },
    optionalDependencies: Object.fromEntries([OWN, ...OTHERS].map((name) => [name, '1.0.0'])),
  },
  { name: OWN, version: '1.0.0', os: [platform], cpu: [arch] },
  { name: 'tool-sunos-x64', version: '1.0.0', os: ['sunos'], cpu: ['x64'] },
  { name: 'tool-aix-ppc64', version: '1.0.0', os: ['aix'], cpu: ['ppc64'] },
];
const RUN = `
  const { dependencies } = await import(process.argv[1]);
  const root = process.cwd();
  const part = dependencies({ root, folder: root + '/tools', log: root + '/tools/log', say: (line) => console.error(line) });
  try {
    await part.make(new AbortController().signal);
    console.log(JSON.stringify({ done: part.isDone() }));
  } catch (error) {
    console.log(JSON.stringify({ message: error.message, fix: error.fix }));
  }`;

interface Outcome {
  readonly done?: boolean;
  readonly message?: string;
  readonly fix?: string;
  readonly said: string;
}

/** A project that depends on the made-up packages, set up by the real code with a real npm. */
class Project {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'airlock-project-')));
  readonly registry = new PackageRegistry(PACKAGES);
  private url = '';
  private child: ChildProcess | undefined;

  constructor(
    private readonly npm: string,
    { locked = PACKAGES.map(({ name }) => name), dependencies = { plain: '1.0.0', tool: '1.0.0' } } = {},
  ) {
    for (const path of ['bin/setup', 'bin/airlock.mjs', 'lib/local']) {
      cpSync(join(projectRoot(), path), this.path(path), { recursive: true });
    }
    mkdirSync(this.path('tools'));
    const packages: Record<string, object> = { '': { name: 'project', dependencies } };
    for (const { scripts, name, ...manifest } of PACKAGES) {
      const integrity = this.registry.integrity(name);
      const more = { ...(manifest.os && { optional: true }), ...(scripts && { hasInstallScript: true }) };
      if (locked.includes(name)) packages[`node_modules/${name}`] = { ...manifest, integrity, ...more };
    }
    this.write('package.json', { name: 'project', dependencies });
    this.write('package-lock.json', { name: 'project', lockfileVersion: 3, requires: true, packages });
    cpSync(join(projectRoot(), '.npmrc'), this.path('.npmrc'));
  }

  async setUp(env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    this.url ||= await this.registry.start();
    const npm = join(projectRoot(), '.emulator', 'npm', 'node_modules', this.npm, 'bin', 'npm-cli.js');
    if (!existsSync(npm)) throw new Error(`${npm} is missing; run: node bin/setup.mjs --tests`);
    const code = pathToFileURL(this.path('bin', 'setup', 'dependencies.mjs')).href;
    const child = spawn(process.execPath, ['--input-type=module', '-e', RUN, code], {
      cwd: this.root,
      env: {
        PATH: process.env['PATH'],
        HOME: this.path('tools'),
        npm_execpath: npm,
        npm_config_registry: this.url,
        npm_config_cache: this.path('cache'),
        npm_config_fetch_retries: '0',
        npm_config_update_notifier: 'false',
        ...env,
      },
    });
    this.child = child;
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        output[stream] += text;
      });
    }
    await new Promise((resolve) => child.once('close', resolve));
    return { ...JSON.parse(output.stdout || '{"message":"it was ended"}'), said: output.stderr };
  }

  /** While npm is at work. */
  kill(): void {
    this.child?.kill('SIGKILL');
  }

  get installed(): string[] {
    const folder = this.path('node_modules');
    return existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => !name.startsWith('.'))
          .sort()
      : [];
  }

  get lockfile(): string {
    return readFileSync(this.path('package-lock.json'), 'utf8');
  }

  get log(): string {
    return readFileSync(this.path('tools', 'log'), 'utf8');
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  write(file: string, content: object): void {
    writeFileSync(this.path(file), `${JSON.stringify(content, null, 2)}\n`);
  }

  async remove(): Promise<void> {
    await this.registry.stop();
    rmSync(this.root, { recursive: true, force: true });
  }
}

let project: Project;
let lockfile: string;
function use(made: Project): void {
  project = made;
  lockfile = project.lockfile;
}
afterEach(async () => {
  expect(project.lockfile).toBe(lockfile);
  expect(existsSync(project.path('ran'))).toBe(false);
  await project.remove();
});

describe.each(['npm-10', 'npm-11'])('FACTS J: set-up with %s', (npm) => {
  beforeEach(() => use(new Project(npm)));

  test('a registry with all optional packages: what is for this machine, and no script, no warning', async () => {
    expect(await project.setUp()).toEqual({ done: true, said: '' });
    expect(project.installed).toEqual(['plain', 'tool', OWN].sort());
    expect(project.log).not.toMatch(/\bwarn\b|allowScripts/i);
    expect(realpathSync(project.path('node_modules', '.bin', 'airlock'))).toBe(project.path('bin', 'airlock.mjs'));
  });

  test.each([
    ['some', OTHERS.slice(0, 1), [OWN]],
    ['none', [OWN, ...OTHERS], []],
  ])('a registry with %s', async (_, lost, there) => {
    project.registry.lose(...lost);
    const { done, said } = await project.setUp();
    expect(done).toBe(true);
    expect(project.installed).toEqual(['plain', 'tool', ...there].sort());
    expect(said).toBe(
      there.length > 0
        ? ''
        : `the registry has no ${OWN}@1.0.0, which is for this machine; what needs it will say so\n`,
    );
  });

  test('a lockfile that was made where the registry lacked some: added packages do not stop it', async () => {
    await project.remove();
    use(new Project(npm, { locked: ['plain', 'tool'] }));
    expect(await project.setUp()).toEqual({ done: true, said: '' });
    expect(project.installed).toEqual(expect.arrayContaining(['plain', 'tool']));
  });

  test.each([
    ['that everybody needs', 'plain', /plain/],
    ['that is optional, and for this machine', OWN, new RegExp(OWN)],
  ])('other content behind the version of a package %s: refused, by name', async (_, name, said) => {
    project.registry.tamper(name);
    const { message, fix } = await project.setUp();
    expect(message).toMatch(said);
    expect(message).toMatch(/is not what package-lock\.json has the hash of|has other content than was locked/);
    expect(fix).toMatch(/do not/);
    expect(existsSync(project.path('node_modules', name))).toBe(false);
  });

  test('offline with a warm cache', async () => {
    await project.setUp();
    rmSync(project.path('node_modules'), { recursive: true });
    await project.registry.stop();
    expect(await project.setUp()).toMatchObject({ done: true });
    expect(project.installed).toEqual(['plain', 'tool', OWN].sort());
  });
});

describe('FACTS J: set-up', () => {
  const npm = 'npm-11';
  beforeEach(() => use(new Project(npm)));

  test('other content behind the version of a package for another machine is not even asked for', async () => {
    project.registry.tamper('tool-aix-ppc64');
    expect(await project.setUp()).toMatchObject({ done: true });
  });

  test('a package.json that asks for another version than is locked: refused, with the fix', async () => {
    const manifest = { name: 'project', dependencies: { plain: '1.0.0', tool: '1.0.0', [OWN]: '1.0.0' } };
    project.write('package.json', manifest);
    // What was optional is needed now: no other version, nothing to refuse.
    expect(await project.setUp()).toMatchObject({ done: true });
    await project.remove();
    use(new Project(npm, { locked: PACKAGES.map(({ name }) => name).filter((name) => name !== 'plain') }));
    expect(await project.setUp()).toMatchObject({
      message: 'package-lock.json does not fit what npm would install: node_modules/plain is not in it',
      fix: expect.stringContaining('run `npm install`, look at the change of package-lock.json and commit it'),
    });
  });

  test('offline with nothing in the cache: said, and what is installed stays', async () => {
    await project.setUp();
    rmSync(project.path('cache'), { recursive: true });
    rmSync(project.path('node_modules', '.airlock-setup'));
    rmSync(project.path('node_modules', 'plain'), { recursive: true });
    await project.registry.stop();
    expect(await project.setUp()).toMatchObject({ message: 'npm cannot reach its package registry' });
    expect(project.installed).toEqual(['tool', OWN].sort());
    expect(existsSync(project.path('tools', 'node_modules.unfinished'))).toBe(false);
  });

  test("whatever the machine's own settings of npm say", async () => {
    const settings = {
      omit: 'dev,optional',
      package_lock: 'false',
      ignore_scripts: 'false',
      legacy_peer_deps: 'true',
      save: 'true',
    };
    const env = Object.fromEntries(Object.entries(settings).map(([name, value]) => [`npm_config_${name}`, value]));
    expect(await project.setUp({ ...env, NODE_ENV: 'production' })).toEqual({ done: true, said: '' });
    expect(project.installed).toEqual(['plain', 'tool', OWN].sort());
  });

  test('killed in the middle, it leaves the lockfile alone and is finished by the next one', async () => {
    const first = project.setUp();
    while (!existsSync(project.path('node_modules')) && !existsSync(project.path('node_modules', '.airlock-setup'))) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    project.kill();
    await first;
    expect(project.lockfile).toBe(lockfile);
    expect(await project.setUp()).toMatchObject({ done: true });
  });
});
