import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clone, runs } from './setup/throw-away-clone';

/** There are builds of Lambda's Node for these only. */
const hasRuntime = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
const EVERYTHING = ['npm install', ...(hasRuntime ? ['npm install of the runtime'] : []), 'pip install', 'venv'];
const OFFLINE = 'npm error code ENOTFOUND';

let clone: Clone;
beforeEach(() => {
  clone = new Clone();
});
afterEach(() => clone.remove());

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

describe('set-up of a clone', () => {
  test('makes everything once; the next run calls nothing and says nothing', async () => {
    const first = await clone.setUp();
    expect({ ...first, calls: [...first.calls].sort() }).toMatchObject({ code: 0, calls: EVERYTHING });
    expect(await clone.setUp()).toEqual({ code: 0, stderr: '', calls: [] });
  });

  test('installs packages again when the lockfile changed, and nothing else', async () => {
    await clone.setUp();
    const lockfile = readFileSync(clone.path('package-lock.json'), 'utf8');
    writeFileSync(clone.path('package-lock.json'), lockfile.replace('1.0.0', '1.0.1'));
    expect((await clone.setUp()).calls).toEqual(['npm install']);
    expect((await clone.setUp()).calls).toEqual([]);
  });

  test('installs nothing when package.json changed in what is not installed', async () => {
    await clone.setUp();
    writeFileSync(clone.path('package.json'), '{"name":"clone","scripts":{"start":"x"}}');
    expect(await clone.setUp()).toMatchObject({ code: 0, calls: [] });
    writeFileSync(clone.path('package.json'), '{"name":"clone","dependencies":{"x":"1.0.1"}}');
    expect((await clone.setUp()).calls).toEqual(['npm install']);
  });

  test('makes the virtual environment again when its requirements changed', async () => {
    await clone.setUp();
    appendFileSync(clone.path('lib/local/emulator/requirements.txt'), '# changed\n');
    expect((await clone.setUp()).calls).toEqual(['venv', 'pip install']);
  });

  test('makes the virtual environment again in a clone that was moved, where its paths lead nowhere', async () => {
    await clone.setUp();
    const moved = new Clone();
    rmSync(moved.root, { recursive: true });
    cpSync(clone.root, moved.root, { recursive: true });
    expect((await moved.setUp()).calls).toEqual(['venv', 'pip install']);
    moved.remove();
  });

  test('finishes what was begun: a virtual environment, and packages whose npm was killed', async () => {
    mkdirSync(clone.path('.emulator/venv/bin'), { recursive: true });
    writeFileSync(clone.path('.emulator/venv/bin/python'), 'half');
    const first = clone.start({ npmTakes: 60_000 });
    await until(() => clone.has('node_modules/x/half'));
    first.child.kill('SIGKILL');
    await first.ended;
    writeFileSync(clone.path('node_modules/x/broken'), '');
    expect(await clone.setUp()).toMatchObject({ code: 0 });
    expect([clone.has('node_modules/x/whole'), clone.has('node_modules/x/broken')]).toEqual([true, false]);
    expect(runs(`${clone.root}.path-1/npm`)).toBe(false);
    expect((await clone.setUp()).calls).toEqual([]);
  });

  test('two at once: one works, the other waits for it, says so and has nothing to do', async () => {
    const first = clone.start({ npmTakes: 1500 });
    await until(() => clone.has('node_modules/x/half'));
    const second = await clone.setUp({ npmTakes: 1500 });
    expect(second).toMatchObject({ code: 0, stderr: expect.stringContaining(`process ${first.child.pid}`) });
    expect(await first.ended).toMatchObject({ code: 0 });
    expect(second.calls).not.toContain('npm install');
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it and what it started, at once', async (signal, code) => {
    const { child, ended } = clone.start({ npmTakes: 60_000 });
    await until(() => clone.has('node_modules/x/half'));
    child.kill(signal);
    expect(await ended).toMatchObject({ code, stderr: expect.stringContaining(`✗ set-up was ended by ${signal}\n`) });
    expect(runs(`${clone.root}.path-1/npm`)).toBe(false);
    expect(clone.has('.emulator/setup.lock')).toBe(false);
  });
});

describe('what is wrong with a machine is said in one sentence, with the fix', () => {
  test.each([
    ['no network for npm', { npmError: OFFLINE }, 'npm cannot reach its package registry', 'connect to the network'],
    [
      'no network for pip',
      { pipError: "NewConnectionError('Failed to establish a new connection')" },
      'pip cannot reach its package registry',
      'connect to the network',
    ],
    ['no Python', { pythons: {} }, 'no Python 3.10 or later on the PATH', 'sudo apt install python3'],
    [
      'an old Python',
      { pythons: { python3: '3.9', python: '2.7' } },
      '(python3 is 3.9, python is 2.7)',
      'brew install python',
    ],
    [
      'Python without venv',
      { hasVenv: false },
      'Python 3.12 is there without its venv module',
      'apt install python3-venv',
    ],
    ['an npm of another time', { npmVersion: '6.14.18' }, 'npm 6.14.18 cannot read the lockfile', 'install Node.js'],
    ['npm failing', { npmError: 'npm ERR! broken pipe' }, 'npm failed: npm ERR! broken pipe', '.emulator/setup.log'],
    [
      'a file that pip does not trust',
      { pipError: 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES' },
      'pip failed: ERROR: THESE PACKAGES DO NOT MATCH THE HASHES',
      'setup.log',
    ],
  ])('%s', async (_, machine, sentence, fix) => {
    const { code, stderr } = await clone.setUp(machine);
    expect(code).toBe(1);
    const [problem = '', advice = '', ...more] = stderr.slice(stderr.indexOf('✗')).split('\n');
    expect(problem).toContain(sentence);
    expect(advice).toContain(fix);
    expect(more).toEqual(['']);
    expect(await clone.setUp()).toMatchObject({ code: 0 });
  });

  test('a later Python under another name will do', async () => {
    expect(await clone.setUp({ pythons: { python3: '3.9', 'python3.11': '3.11' } })).toMatchObject({ code: 0 });
  });

  test('an old Node', async () => {
    const old = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.18.3" } })';
    const { code, stderr, calls } = await clone.start({}, [
      '--import',
      `data:text/javascript,${encodeURIComponent(old)}`,
    ]).ended;
    expect({ code, calls }).toEqual({ code: 1, calls: [] });
    expect(stderr).toMatch(/^✗ this is Node 20\.18\.3, and 20\.19 or later is needed\n {2}install a current Node/);
  });
});
