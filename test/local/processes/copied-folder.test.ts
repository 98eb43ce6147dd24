import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockAccounts, lockFile } from '../../../lib/local/processes/account-lock';
import { endAccounts } from '../../../lib/local/processes/end-accounts';
import { holderOf } from '../../../lib/local/processes/lock.mjs';
import { identify, isRunning, type ProcessIdentity } from '../../../lib/local/processes/process-identity.mjs';
import { endRecorded, recordedProcesses } from '../../../lib/local/processes/processes.mjs';
import { Supervisor } from '../../../lib/local/processes/supervisor';

const base = mkdtempSync(join(tmpdir(), 'airlock-copied-'));
const original = join(base, 'original');
const copy = join(base, 'copy');
let up: ChildProcess;
let emulator: ProcessIdentity;
afterAll(() => rmSync(base, { recursive: true }));

/** A folder whose lock another process has, and with an emulator written down in it; and its copy. */
beforeEach(async () => {
  mkdirSync(original);
  const lock = join(__dirname, '../../../lib/local/processes/lock.mjs');
  const script = `
    const { tryLock } = await import(${JSON.stringify(lock)});
    tryLock(${JSON.stringify(lockFile(original))});
    process.on('SIGTERM', () => process.exit());
    console.log('held');
    setInterval(() => {}, 1000);`;
  up = spawn(process.execPath, ['--input-type=module', '-e', script]);
  await new Promise((resolve) => up.stdout?.once('data', resolve));
  writeFileSync(join(original, 'state.json'), JSON.stringify({ pid: up.pid }));
  new Supervisor(join(original, 'processes')).start({
    what: 'emulator of sandbox',
    command: [process.execPath, '-e', 'setInterval(() => {}, 1000)'],
    cwd: original,
    env: {},
    log: join(original, 'log'),
  });
  [emulator = identify(0)] = recordedProcesses(join(original, 'processes'));
  cpSync(original, copy, { recursive: true });
});
afterEach(async () => {
  await endAccounts(original);
  up.kill('SIGKILL');
  for (const folder of [original, copy]) rmSync(folder, { recursive: true, force: true });
});

describe('D14 a copied checkout', () => {
  test('`down` in the copy ends nothing of the folder it was copied from; there it ends all', async () => {
    const holder = holderOf(lockFile(original));
    expect(await endAccounts(copy)).toEqual([]);
    expect([isRunning(identify(up.pid ?? 0)), isRunning(emulator)]).toEqual([true, true]);
    expect(readdirSync(copy)).toEqual(['log']);
    expect(await endAccounts(original)).toEqual([`airlock up (process ${holder?.pid})`, 'emulator of sandbox']);
    expect([isRunning(identify(up.pid ?? 0)), isRunning(emulator)]).toEqual([false, false]);
  });

  test('`up` in the copy neither waits for the other one, nor takes its accounts, nor ends them', async () => {
    const said: string[] = [];
    const lock = await lockAccounts(copy, (line) => said.push(line));
    expect(lock).toHaveProperty('release');
    expect(said).toEqual([]);
    expect(existsSync(join(copy, 'state.json'))).toBe(false);
    expect(await endRecorded(join(copy, 'processes'))).toEqual([]);
    expect([isRunning(identify(up.pid ?? 0)), isRunning(emulator)]).toEqual([true, true]);
    if ('release' in lock) lock.release();
    expect(existsSync(lockFile(copy))).toBe(false);
    expect(existsSync(lockFile(original))).toBe(true);
  });

  test('a copy whose files are the same ones, by hard links, is a copy', async () => {
    rmSync(copy, { recursive: true });
    const copied = spawn('cp', ['-al', original, copy]);
    await new Promise((resolve) => copied.once('close', resolve));
    expect(await endAccounts(copy)).toEqual([]);
    expect(isRunning(emulator)).toBe(true);
    expect(existsSync(lockFile(original))).toBe(true);
  });
});
