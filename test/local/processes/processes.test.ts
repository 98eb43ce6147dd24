import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  folderIdentity,
  identify,
  isRunning,
  type ProcessIdentity,
} from '../../../lib/local/processes/process-identity.mjs';
import { endRecorded, recordedProcesses, recordProcess } from '../../../lib/local/processes/processes.mjs';
import { Stopped, Supervisor, type Task } from '../../../lib/local/processes/supervisor';
import { until } from '../../until';

const folder = mkdtempSync(join(tmpdir(), 'airlock-processes-'));
const file = join(folder, 'processes');
const log = join(folder, 'log');
afterEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program that starts another one and then waits, as the emulator does with functions. */
const FAMILY = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  console.log(child.pid);
  setInterval(() => {}, 1000);`;

function task(script: string, more: Partial<Task> = {}): Task {
  return { what: 'a task', command: [process.execPath, '-e', script], cwd: folder, env: {}, log, ...more };
}

async function family(pid: number): Promise<ProcessIdentity[]> {
  for (;;) {
    const child = existsSync(log) ? Number(readFileSync(log, 'utf8')) : 0;
    if (child) return [identify(pid), identify(child)];
    await sleep(20);
  }
}

async function ended(processes: readonly ProcessIdentity[]): Promise<boolean> {
  return until(() => !processes.some(isRunning));
}

describe('what a killed command left running', () => {
  test('is ended with its children, and forgotten', async () => {
    const child = new Supervisor(file).start(task(FAMILY, { what: 'emulator of sandbox' }));
    const both = await family(child.pid ?? 0);
    expect(both.every(isRunning)).toBe(true);
    expect(await endRecorded(file)).toEqual(['emulator of sandbox']);
    expect(await ended(both)).toBe(true);
    expect(existsSync(file)).toBe(false);
    expect(await endRecorded(file)).toEqual([]);
  });

  test('a process that was given the number of one of ours is left alone', async () => {
    const stranger = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { detached: true });
    const identity = identify(stranger.pid ?? 0);
    appendFileSync(
      file,
      `${JSON.stringify({ ...identity, started: 'another time', folder: folderIdentity(folder), what: 'ours' })}\n`,
    );
    expect(recordedProcesses(file)).toEqual([]);
    expect(await endRecorded(file)).toEqual([]);
    expect(isRunning(identity)).toBe(true);
    stranger.kill('SIGKILL');
  });

  test('a last line that was never finished is passed over', () => {
    recordProcess(file, process.pid, 'this');
    appendFileSync(file, '{"pid":');
    expect(recordedProcesses(file)).toEqual([{ ...identify(process.pid), what: 'this' }]);
  });
});

describe('the supervisor', () => {
  test('ends all that it started, with their children, and starts nothing afterwards', async () => {
    rmSync(log, { force: true });
    const supervisor = new Supervisor(file);
    const running = supervisor.run(task(FAMILY));
    const stopped = expect(running).rejects.toThrow(Stopped);
    const [{ pid = 0 } = {}] = recordedProcesses(file);
    const both = await family(pid);
    await supervisor.stop();
    await stopped;
    expect(await ended(both)).toBe(true);
    expect(() => supervisor.start(task(''))).toThrow(Stopped);
  });

  test('gives a task its own environment and nothing of ours', async () => {
    process.env['AIRLOCK_TEST_TOKEN'] = 'secret';
    const env = { ONLY: 'this' };
    await new Supervisor(file).run(task('console.log(JSON.stringify(process.env))', { env }));
    delete process.env['AIRLOCK_TEST_TOKEN'];
    expect(JSON.parse(readFileSync(log, 'utf8'))).toEqual(env);
  });

  test.each([
    [
      'the line that tells why',
      'console.log("going on"); console.log("❌ it broke: why"); console.log("bye"); process.exit(3)',
      '❌ it broke: why',
    ],
    ['its last line, where none does', 'console.log("one\\ntwo"); process.exit(3)', 'two'],
    ['its code, where it said nothing', 'process.exit(3)', 'it ended with 3'],
    [
      'the signal, and no line of a log about something else',
      'console.log("error: of no importance"); process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)',
      'it was ended by SIGTERM',
    ],
    [
      'SIGKILL, and what may be behind it',
      'console.log("error: of no importance"); process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000)',
      'it was killed by SIGKILL, by someone or because the memory ran out',
    ],
  ])('says of a task that failed %s', async (_, script, reason) => {
    await expect(new Supervisor(file).run(task(script))).rejects.toMatchObject({
      name: 'Refusal',
      message: `a task failed: ${reason}`,
      fix: `see ${log}`,
    });
  });
});
