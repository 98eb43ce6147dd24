import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { loadEnvironments } from '../../lib/environment/load';
import { projectRoot } from '../../lib/environment/project-root';
import { makeCertificate } from '../../lib/local/emulator/certificate';
import { until } from '../until';
import { testHome } from './test-home';

// An emulated account whose services take a request and never answer: every command that enters it hangs.

const folder = mkdtempSync(join(tmpdir(), 'airlock-interrupted-'));
const sockets = new Set<Duplex>();
let requests = 0;
let server: Server;

beforeAll(async () => {
  const { certificate, key } = await makeCertificate(folder);
  server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, () => {
    requests += 1;
  });
  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const account = (name: 'sandbox' | 'live') => ({
    account: loadEnvironments()[name].account,
    region: 'eu-west-1',
    url: 'http://localhost:1',
    authority: 'localhost:1',
    apps: [],
    endpoint: `https://127.0.0.1:${port}`,
    ca: certificate,
    credentials: { accessKeyId: 'FAKE', secretAccessKey: 'fake' },
  });
  writeFileSync(join(folder, 'state.json'), JSON.stringify({ sandbox: account('sandbox'), live: account('live') }));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

test.each([
  [['apps', 'list', 'sandbox', '--local'], 'SIGINT'],
  [['info', 'live', '--local'], 'SIGTERM'],
  [['doctor', 'sandbox', '--local'], 'SIGINT'],
  [['deploy', 'sandbox', '--local'], 'SIGINT'],
  [['bootstrap', 'sandbox', '--local'], 'SIGHUP'],
] as const)('airlock %j ends at once on %s, and keeps no connection to the account', async (words, signal) => {
  requests = 0;
  const child = spawn(process.execPath, ['bin/airlock.mjs', ...words], {
    cwd: projectRoot(),
    env: { PATH: process.env['PATH'], HOME: testHome(), AIRLOCK_EMULATOR: folder, AWS_EC2_METADATA_DISABLED: 'true' },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.on('exit', (code, by) => resolve(by ?? code)));
  await until(() => requests > 0);
  child.kill(signal);
  expect(await ended).toBe(signal);
  await until(() => sockets.size === 0);
});
