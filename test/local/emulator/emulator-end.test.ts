import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorFolder } from '../../../lib/client/emulated-accounts';
import { projectRoot } from '../../../lib/environment/project-root';
import { freePorts } from '../../../lib/local/emulator/account-ports';
import { type Certificate, makeCertificate } from '../../../lib/local/emulator/certificate';
import { startEmulator } from '../../../lib/local/emulator/emulator';
import { recordedProcesses } from '../../../lib/local/processes/processes.mjs';
import { Supervisor } from '../../../lib/local/processes/supervisor';

const tools = join(projectRoot(), '.emulator');
let folder: string;
let certificate: Certificate;
let supervisor: Supervisor;
beforeEach(async () => {
  folder = mkdtempSync(join(emulatorFolder(), 'end-'));
  certificate = await makeCertificate(folder);
  supervisor = new Supervisor(join(folder, 'processes'));
});
afterEach(async () => {
  await supervisor.stop();
  rmSync(folder, { recursive: true });
});

async function start(root = projectRoot()) {
  return startEmulator(supervisor, {
    environment: 'live',
    account: '222222222222',
    region: 'eu-west-1',
    port: (await freePorts()).live.emulator,
    certificate,
    rootSecret: 'clearly-made-up',
    folder,
    venv: join(tools, 'venv'),
    runtime: '/usr/bin',
    root,
  });
}

describe('an emulator that ends by itself: what happened is said, and what to do', () => {
  test.each([
    ['SIGKILL', 'was killed by SIGKILL, by someone or because the memory ran out'],
    ['SIGSEGV', 'was ended by SIGSEGV'],
  ] as const)('by %s', async (signal, end) => {
    const { ended } = await start();
    const [{ pid = 0 } = {}] = recordedProcesses(join(folder, 'processes'));
    process.kill(pid, signal);
    expect(await ended).toMatchObject({
      name: 'Refusal',
      message: `the emulator of live (process ${pid}) ${end}`,
      fix: `bring both accounts up again with \`npx airlock up\`; its log is ${join(folder, 'emulator.log')}`,
    });
  });

  test('by an error of its own, with its last line', async () => {
    mkdirSync(join(folder, 'lib', 'local', 'emulator'), { recursive: true });
    writeFileSync(
      join(folder, 'lib', 'local', 'emulator', 'emulator.py'),
      'print("error: earlier")\nraise SystemExit("no room left")',
    );
    await expect(start(folder)).rejects.toMatchObject({
      message: expect.stringMatching(
        /^the emulator of live \(process \d+\) ended with 1; its last line: no room left$/,
      ),
    });
  });
});
