import { mkdirSync, readFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../contract/refusal';
import type { EnvironmentName } from '../../environment/modes';
import { endOf, lastLineOf, Stopped, type Supervisor } from '../processes/supervisor';
import type { Certificate } from './certificate';

export interface EmulatorProps {
  readonly environment: EnvironmentName;
  readonly account: string;
  readonly region: string;
  readonly port: number;
  readonly certificate: Certificate;
  /** Of the account's root key, whose id is the account's. */
  readonly rootSecret: string;
  /** The account's own folder: its log, its temporary files. */
  readonly folder: string;
  /** Folder of the virtual environment that set-up made. */
  readonly venv: string;
  /** Folder of the `node` that functions run on. */
  readonly runtime: string;
  /** The project's folder. */
  readonly root: string;
}

export interface Emulator {
  readonly endpoint: string;
  /** Settles when the emulator ends by itself. */
  readonly ended: Promise<Refusal>;
}

const READY_WITHIN_MILLISECONDS = 60_000;

/**
 * Starts one account's emulator, with IAM enforced and TLS on, and waits until it answers.
 * @throws Refusal when it ends, or does not answer within a minute
 */
export async function startEmulator(supervisor: Supervisor, props: EmulatorProps): Promise<Emulator> {
  const { environment, port, folder } = props;
  const log = join(folder, 'emulator.log');
  const what = `emulator of ${environment}`;
  const env = emulatorEnvironment(props);
  mkdirSync(env['TMPDIR'] ?? folder, { recursive: true, mode: 0o700 });
  const command = [join(props.venv, 'bin', 'python'), join(props.root, 'lib', 'local', 'emulator', 'emulator.py')];
  const child = supervisor.start({ what, command, cwd: folder, env, log });
  const ended = new Promise<Refusal>((resolve) => {
    const tell = (end: string, why?: string) => {
      const message = `the ${what} (process ${child.pid ?? 'never started'}) ${end}${why ? `; its last line: ${why}` : ''}`;
      resolve(new Refusal(message, `bring both accounts up again with \`npx airlock up\`; its log is ${log}`));
    };
    child.once('error', (error) => tell(`could not be started: ${error.message}`));
    // A killed process could not log why: the last line of its log is about something else.
    child.once('exit', (code, signal) => tell(endOf(code, signal), signal ? undefined : lastLineOf(log)));
  });
  const deadline = Date.now() + READY_WITHIN_MILLISECONDS;
  const ca = readFileSync(props.certificate.certificate);
  for (;;) {
    const failed = await Promise.race([ended, answers(port, ca)]);
    if (failed instanceof Refusal) throw supervisor.isStopping ? new Stopped() : failed;
    if (failed) return { endpoint: `https://127.0.0.1:${port}`, ended };
    if (Date.now() > deadline) throw new Refusal(`the ${what} does not answer on port ${port}`, `see ${log}`);
    await sleep(40);
  }
}

/** All that the emulator sees of this machine. Functions inherit it, so nothing of the developer's own is in it. */
export function emulatorEnvironment(props: EmulatorProps): Record<string, string> {
  const { account, region, port, certificate, folder } = props;
  return {
    PATH: [props.runtime, '/usr/bin', '/bin'].join(':'),
    HOME: join(folder, 'tmp'),
    TMPDIR: join(folder, 'tmp'),
    LANG: 'C.UTF-8',
    PYTHONUNBUFFERED: '1',
    AUTH: 'true',
    USE_SSL: '1',
    MINISTACK_SSL_CERT: certificate.certificate,
    MINISTACK_SSL_KEY: certificate.key,
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    MINISTACK_ACCOUNT_ID: account,
    MINISTACK_REGION: region,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: props.rootSecret,
    AWS_ENDPOINT_URL: `https://127.0.0.1:${port}`,
    AWS_CA_BUNDLE: certificate.certificate,
    NODE_EXTRA_CA_CERTS: certificate.certificate,
  };
}

function answers(port: number, ca: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(
      { host: '127.0.0.1', port, path: '/_ministack/health', ca, agent: false, timeout: 2000 },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
