import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPorts, freePorts, portsFrom } from '../../../lib/local/emulator/account-ports';
import { makeCertificate } from '../../../lib/local/emulator/certificate';
import { emulatorEnvironment } from '../../../lib/local/emulator/emulator';
import { seed } from '../../../lib/local/seed';
import { type State, writeState } from '../../../lib/local/state';

const folder = mkdtempSync(join(tmpdir(), 'airlock-emulator-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('D14 the emulator', () => {
  test('gets a built environment: IAM and TLS on, loopback only, nothing of the developer', () => {
    process.env['AIRLOCK_TEST_TOKEN'] = 'secret';
    const certificate = { certificate: '/c.pem', key: '/k.pem' };
    const env = emulatorEnvironment({
      environment: 'live',
      account: '222222222222',
      region: 'eu-west-1',
      port: 8083,
      certificate,
      rootSecret: 'made up',
      folder: '/f',
      venv: '/v',
      runtime: '/node/bin',
      root: '/r',
    });
    delete process.env['AIRLOCK_TEST_TOKEN'];
    expect(env).toMatchObject({
      AUTH: 'true',
      USE_SSL: '1',
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: '8083',
      IOT_MTLS_ENABLED: '0',
      MINISTACK_ACCOUNT_ID: '222222222222',
      AWS_ACCESS_KEY_ID: '222222222222',
      TMPDIR: '/f/tmp',
      HOME: '/f/tmp',
    });
    expect(env['PATH']?.split(':')[0]).toBe('/node/bin');
    expect(JSON.stringify(env)).not.toContain('secret');
  });

  test('has a certificate for the names of this machine, and a key that nobody else reads', async () => {
    const { certificate, key } = await makeCertificate(folder);
    const pem = new X509Certificate(readFileSync(certificate));
    expect(pem.checkHost('localhost')).toBeDefined();
    expect(pem.checkIP('127.0.0.1')).toBeDefined();
    expect(pem.checkHost('gateway.live.airlock.example')).toBeUndefined();
    expect(statSync(key).mode & 0o777).toBe(0o600);
  });
});

describe('ports', () => {
  test('four in a row', () => {
    expect(portsFrom('8080')).toEqual({
      sandbox: { gateway: 8080, emulator: 8082 },
      live: { gateway: 8081, emulator: 8083 },
    });
  });

  test.each(['80', '65533', 'abc', '', '8080.5', '-1', '0x2000'])('%j is refused with what is allowed', (text) => {
    expect(() => portsFrom(text)).toThrow(expect.objectContaining({ name: 'Refusal', kind: 'usage' }));
  });

  test('one that is taken is named, with a way out', async () => {
    const ports = await freePorts();
    await expect(checkPorts(ports)).resolves.toBeUndefined();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(ports.live.emulator, '127.0.0.1', resolve));
    try {
      const failure = await checkPorts(ports).catch((error: unknown) => error as { message: string; fix: string });
      expect(failure?.message).toContain(`port ${ports.live.emulator} is taken`);
      const [, other = ''] = /--port (\d+)$/.exec(failure?.fix ?? '') ?? [];
      // Four others, which can be given as they are.
      expect(Math.abs(portsFrom(other).sandbox.gateway - ports.sandbox.gateway)).toBeGreaterThan(3);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

describe('the state file', () => {
  const account = {
    account: '111111111111',
    region: 'eu-west-1',
    url: 'http://localhost:1',
    authority: 'localhost:1',
    apps: [],
    endpoint: 'https://127.0.0.1:1',
    ca: '/c.pem',
    credentials: { accessKeyId: '111111111111', secretAccessKey: 'made up' },
    apiId: 'abc',
  };

  test('is whole, and nobody else reads it', () => {
    const file = join(folder, 'state.json');
    const state: State = {
      sandbox: account,
      live: account,
      notEmulated: [],
      seconds: 1,
      functionsRunOn: 'v24',
      pid: 1,
    };
    writeState(file, state);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(state);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test.each([
    { url: 'https://gateway.live.airlock.example' },
    { url: 'http://192.0.2.1:8080' },
    { url: 'http://localhost.evil.example' },
    { endpoint: 'https://sts.eu-west-1.amazonaws.com' },
    { endpoint: 'https://192.0.2.1' },
  ])('nothing is seeded but on this machine: %j', async (other) => {
    await expect(seed('live', { ...account, ...other })).rejects.toThrow(/on this machine only/);
  });
});
