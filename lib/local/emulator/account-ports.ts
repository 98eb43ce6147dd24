import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { Refusal } from '../../contract/refusal';
import { ENVIRONMENTS, type EnvironmentName } from '../../environment/modes';

export interface AccountPorts {
  /** Where people reach the gateway, plain http. */
  readonly gateway: number;
  /** Where the account's AWS services answer, TLS. */
  readonly emulator: number;
}
export type Ports = Readonly<Record<EnvironmentName, AccountPorts>>;

const HIGHEST = 65_535;

/**
 * Four ports in a row: sandbox's gateway, live's, sandbox's emulator, live's.
 * @throws Refusal when they do not fit
 */
export function portsFrom(text: string): Ports {
  const first = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isInteger(first) || first < 1024 || first + 3 > HIGHEST) {
    throw new Refusal(
      `--port ${text} is no port to start from`,
      `four ports in a row are used: give one of 1024 to ${HIGHEST - 3}`,
      'usage',
    );
  }
  return {
    sandbox: { gateway: first, emulator: first + 2 },
    live: { gateway: first + 1, emulator: first + 3 },
  };
}

/** Ports that are free at this moment, for tests. */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all([0, 0, 0, 0].map((port) => listen(port, '127.0.0.1')));
  const [a = 0, b = 0, c = 0, d = 0] = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return { sandbox: { gateway: a, emulator: b }, live: { gateway: c, emulator: d } };
}

/** @throws Refusal naming the first port that is taken, and the process that has it where that can be seen */
export async function checkPorts(ports: Ports): Promise<void> {
  for (const port of ENVIRONMENTS.flatMap((name) => [ports[name].gateway, ports[name].emulator])) {
    try {
      const server = await listen(port, '127.0.0.1');
      await new Promise((resolve) => server.close(resolve));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const why = code === 'EADDRINUSE' ? `is taken${by(port)}` : `cannot be used (${code})`;
      const first = ports.sandbox.gateway;
      const other = first < HIGHEST - 1_100 ? first + 1_000 : 18_080;
      throw new Refusal(`port ${port} ${why}`, `end that, or choose four other ports in a row: --port ${other}`);
    }
  }
}

function listen(port: number, host: string) {
  const server = createServer();
  return new Promise<typeof server>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** ` by node (process 4711)`, or nothing where no tool of this machine tells. */
function by(port: number): string {
  const asked: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], /p(?<pid>\d+)\nc(?<name>.+)/],
    ['ss', ['-ltnpH', `sport = :${port}`], /users:\(\("(?<name>[^"]+)",pid=(?<pid>\d+)/],
  ];
  for (const [tool, args, form] of asked) {
    try {
      const { name, pid } = form.exec(execFileSync(tool, args, { encoding: 'utf8', stdio: 'pipe' }))?.groups ?? {};
      if (pid) return ` by ${name} (process ${pid})`;
    } catch {
      // Not there, or it sees nothing: the port is taken all the same.
    }
  }
  return '';
}
