import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockAccounts } from '../../../lib/local/processes/account-lock';
import { holderOf, tryLock } from '../../../lib/local/processes/lock.mjs';
import { folderIdentity, identify, isRunning, startOf } from '../../../lib/local/processes/process-identity.mjs';
import { until } from '../../until';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlock-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

function take() {
  const lock = tryLock(file);
  if (!('release' in lock)) throw new Error(`taken by ${lock.holder.pid}`);
  return lock;
}

/** What a lock of this folder says. */
function here(holder: { readonly pid: number; readonly started: string }): string {
  return JSON.stringify({ ...holder, folder: folderIdentity(folder) });
}

/** A process that has ended, so that its number belongs to no process. */
async function endedProcess() {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  const identity = identify(child.pid ?? 0);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  return identity;
}

describe('a lock that names its holder', () => {
  test('is taken once, and free again after its release', () => {
    const lock = take();
    expect(tryLock(file)).toEqual({ holder: identify(process.pid) });
    lock.release();
    expect(holderOf(file)).toBeUndefined();
    take().release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['a holder that was killed', async () => here(await endedProcess())],
    ['a number that another process has by now', async () => here({ pid: process.pid, started: 'long ago' })],
    ['half a file', async () => '{"pid":12'],
    ['an empty file', async () => ''],
  ])('is taken over from %s', async (_, content) => {
    writeFileSync(file, await content());
    take();
    expect(holderOf(file)).toEqual(identify(process.pid));
  });

  test('is not released by someone else', () => {
    const lock = take();
    const other = here({ pid: 1, started: 'x' });
    writeFileSync(file, other);
    lock.release();
    expect(readFileSync(file, 'utf8')).toBe(other);
  });

  test('of eight who find a dead holder, one at a time has it', async () => {
    writeFileSync(file, here(await endedProcess()));
    const script = `
      const { tryLock } = await import(${JSON.stringify(join(__dirname, '../../../lib/local/processes/lock.mjs'))});
      const { appendFileSync } = await import('node:fs');
      for (let taken = 0; taken < 20; ) {
        const lock = tryLock(${JSON.stringify(file)});
        if (!('release' in lock)) { await new Promise((r) => setTimeout(r, 1)); continue; }
        appendFileSync(${JSON.stringify(join(folder, 'log'))}, 'in ' + process.pid + '\\n');
        appendFileSync(${JSON.stringify(join(folder, 'log'))}, 'out ' + process.pid + '\\n');
        taken += 1;
        lock.release();
      }`;
    const children = Array.from({ length: 8 }, () => spawn(process.execPath, ['--input-type=module', '-e', script]));
    const codes = await Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve))));
    expect(codes).toEqual(Array(8).fill(0));
    const lines = readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(320);
    for (let line = 0; line < lines.length; line += 2) {
      expect(lines[line + 1]).toBe(lines[line]?.replace('in', 'out'));
    }
  });
});

describe('who a process is', () => {
  test('a process is itself, and not a later one with its number', async () => {
    expect(isRunning(identify(process.pid))).toBe(true);
    expect(isRunning({ pid: process.pid, started: 'earlier' })).toBe(false);
    expect(isRunning(await endedProcess())).toBe(false);
    expect(startOf(2 ** 22 + 1)).toBeUndefined();
  });

  test('also where there is no /proc, by ps', async () => {
    const ended = await endedProcess();
    const { platform } = process;
    Object.defineProperty(process, 'platform', { value: 'darwin' });
    try {
      expect(startOf(process.pid)).toMatch(/^\w+ \w+ +\d+ \d\d:\d\d:\d\d \d{4}$/);
      expect(isRunning(identify(process.pid))).toBe(true);
      expect(startOf(ended.pid)).toBeUndefined();
    } finally {
      Object.defineProperty(process, 'platform', { value: platform });
    }
  });
});

describe('only one `airlock up` in a folder', () => {
  test('the second gets the accounts of the first', async () => {
    writeFileSync(join(folder, 'up.lock'), here(identify(process.pid)));
    const state = { pid: process.pid, seconds: 12 };
    writeFileSync(join(folder, 'state.json'), JSON.stringify(state));
    expect(await lockAccounts(folder, () => undefined)).toEqual({ state });
  });

  test('it waits while the first is starting, and says so once', async () => {
    writeFileSync(join(folder, 'up.lock'), here(identify(process.pid)));
    // What one before left behind is not what the first brings up.
    writeFileSync(join(folder, 'state.json'), JSON.stringify({ pid: 1 }));
    const said: string[] = [];
    const second = lockAccounts(folder, (line) => said.push(line));
    await until(() => said.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 700));
    rmSync(join(folder, 'up.lock'));
    expect(await second).toHaveProperty('release');
    expect(said).toEqual([expect.stringContaining(`process ${process.pid}`)]);
    expect(readdirSync(folder)).toEqual(['up.lock']);
  });
});
