import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { emulatorFolder } from '../../../lib/client/emulated-accounts';
import { projectRoot } from '../../../lib/environment/project-root';
import { isRunning, type ProcessIdentity } from '../../../lib/local/processes/process-identity.mjs';
import { recordedProcesses } from '../../../lib/local/processes/processes.mjs';
import type { State } from '../../../lib/local/state';
import { until } from '../../until';

/** `airlock` with accounts of its own, apart from those that the other tests run on. */
const folder = mkdtempSync(join(emulatorFolder(), 'up-'));
const started: ChildProcess[] = [];
const seen: ProcessIdentity[] = [];

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await airlock('down').ended;
  rmSync(folder, { recursive: true, force: true });
});

function airlock(...words: string[]) {
  const env = { PATH: process.env['PATH'], HOME: join(folder, 'home'), AIRLOCK_EMULATOR: folder };
  const child = spawn(process.execPath, ['bin/airlock.mjs', ...words], { cwd: projectRoot(), env });
  started.push(child);
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
    });
  }
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, ...output })),
  );
  const said = async (words: string) => {
    while (!output.stderr.includes(words)) {
      if (child.exitCode !== null) throw new Error(`ended: ${output.stderr}`);
      remember();
      await sleep(20);
    }
    remember();
  };
  return { child, ended, said };
}

/** Every process that any of the commands has started. */
function remember(): void {
  for (const each of recordedProcesses(join(folder, 'processes'))) {
    if (!seen.some(({ pid, started: at }) => pid === each.pid && at === each.started)) seen.push(each);
  }
}

async function allEnded(): Promise<boolean> {
  return until(() => !seen.some(isRunning));
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

/** Which of the four ports from the first on are in use. */
async function taken(first: number): Promise<number[]> {
  const ports = [first, first + 1, first + 2, first + 3];
  const inUse = await Promise.all(ports.map(listens));
  return ports.filter((_, index) => inUse[index]);
}

/** The first of four free ports in a row. */
async function freeRow(): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    if ((await taken(first)).length === 0) return first;
  }
}

describe('airlock up and down', () => {
  let port: number;
  beforeAll(async () => {
    port = await freeRow();
  });

  test.each(['sandbox emulator', 'sandbox cdk bootstrap', 'live    cdk deploy'])(
    'killed after "%s" it leaves no emulator, and the next one is not in its way',
    async (step) => {
      const up = airlock('up', '--port', String(port));
      await up.said(step);
      up.child.kill('SIGKILL');
      await up.ended;
      expect(seen.length).toBeGreaterThanOrEqual(2);
      await until(async () => (await taken(port)).length === 0);
    },
  );

  test('Ctrl-C before it is up: nothing is left running or half written, and the exit code says so', async () => {
    const up = airlock('up', '--port', String(port));
    await up.said('live    emulator');
    up.child.kill('SIGINT');
    const { code, stdout, stderr } = await up.ended;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^✗ ended by SIGINT before both accounts were up/);
    // Those of the killed ones before it, too.
    expect(await allEnded()).toBe(true);
    expect(readdirSync(folder).filter((file) => /state|lock|processes/.test(file))).toEqual([]);
  });

  test('comes up after all that; a second one gives the same; down ends both', async () => {
    const first = airlock('up', '--json', '--port', String(port));
    await first.said('sandbox emulator');
    const waiting = airlock('up', '--once', '--json', '--port', '1024');
    const second = await waiting.ended;
    remember();
    expect(second.code).toBe(0);
    expect(second.stderr).toMatch(
      /waiting for another `airlock up`.*\n✓ both accounts are up already .* npx airlock down/s,
    );
    const file = join(folder, 'state.json');
    const state = JSON.parse(readFileSync(file, 'utf8')) as State;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(second.stdout.trimEnd().split('\n').at(-1) ?? '')).toEqual(state);
    expect(state).toMatchObject({
      sandbox: {
        account: '111111111111',
        region: 'eu-west-1',
        url: `http://localhost:${port}`,
        authority: `localhost:${port}`,
        apps: [
          {
            name: 'demo-test',
            mode: 'test',
            publicKey: expect.stringMatching(/^pk_test_/),
            secret: expect.stringMatching(/^sk_test_/),
          },
          { name: 'demo-sandbox', mode: 'sandbox', webhookSecret: expect.stringMatching(/^whsec_/) },
        ],
        payment: { app: 'demo-test', status: 'succeeded', fallback: false },
      },
      live: {
        account: '222222222222',
        url: `http://localhost:${port + 1}`,
        apps: [{ name: 'demo-live', mode: 'live' }],
        payment: { app: 'demo-live', status: 'requires_action', fallback: true },
      },
      notEmulated: [
        'AWS::CloudTrail::Trail',
        'AWS::IAM::OIDCProvider',
        'AWS::SecretsManager::ResourcePolicy',
        'AWS::WAFv2::WebACLAssociation',
      ],
      seconds: expect.any(Number),
    });
    expect(await (await fetch(`http://localhost:${port + 1}/health`)).json()).toEqual({
      status: 'ok',
      environment: 'live',
    });

    // What is printed is what a person pastes.
    const told = (await airlock('up').ended).stdout;
    const commands = told.split('\n').flatMap((line) => (/^ +npx airlock /.test(line) ? [line.trim()] : []));
    expect(commands).toHaveLength(4);
    for (const command of commands) {
      const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], AIRLOCK_EMULATOR: folder };
      const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
        cwd: projectRoot(),
        env,
        encoding: 'utf8',
      });
      expect({ command, status, stderr }).toMatchObject({ status: 0, stderr: expect.stringMatching(/^20[01] /m) });
      expect(JSON.parse(stdout)).toMatchObject({ object: 'payment' });
    }

    const down = await airlock('down', '--json').ended;
    expect(JSON.parse(down.stdout)).toEqual({ ended: [expect.stringContaining(`process ${first.child.pid}`)] });
    const { code, stdout } = await first.ended;
    expect(code).toBe(0);
    expect(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')).toEqual(state);
    expect(await allEnded()).toBe(true);
    expect(existsSync(file)).toBe(false);
    expect((await airlock('down').ended).stdout).toBe('nothing was up\n');
  });

  test('a taken port: one sentence with its number and the way out, exit code 1, nothing started', async () => {
    const server = createServer().listen(port + 3, '127.0.0.1');
    const { code, stderr } = await airlock('up', '--port', String(port)).ended;
    await new Promise((resolve) => server.close(resolve));
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^✗ port ${port + 3} is taken.*\n  .*--port \\d+\n$`));
    expect(readdirSync(folder).filter((file) => /state|lock|processes/.test(file))).toEqual([]);
  });
});
