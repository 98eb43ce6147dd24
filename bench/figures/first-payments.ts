import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../lib/environment/project-root';
import type { Figure, Run } from '../figure';
import { finished, started } from '../processes';
import { rounded } from '../statistics';

/** From a clean clone to the first payment in each environment: what a newcomer waits for. */
export const firstPayments: Figure = {
  name: 'first-payments',
  about: 'seconds from git clone until both environments were up, each with a payment, and were stopped again',
  unit: 'seconds',
  aim: 120,
  onlyWhenAsked: true,
  measure,
};

async function measure({ folder, say }: Run) {
  const root = projectRoot();
  if (execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' })) {
    say('  what is not committed is not in the clone, and so not measured');
  }
  const clone = join(folder, 'clone');
  const port = await freePorts(4);
  const before = performance.now();
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone], { stdio: ['ignore', 'ignore', 'inherit'] });
  const child = started('npm', ['start', '--silent', '--', '--once', '--json', '--port', String(port)], {
    cwd: clone,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output] = await Promise.all([text(child.stdout as Readable), finished(child, 'npm start -- --once --json')]);
  const seconds = (performance.now() - before) / 1000;
  rmSync(clone, { recursive: true, force: true });
  return {
    value: seconds,
    ours: { seconds: rounded(seconds), secondsOfStart: secondsOfStart(output), n: 1 },
    how: `Node ${process.version}, npm and pip as this machine has them, their caches as they were; secondsOfStart is what npm start says of itself`,
  };
}

/** The last line is the object that `airlock up --json` prints. @throws when it lacks one of the environments */
function secondsOfStart(output: string): number {
  const up = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  for (const name of ['sandbox', 'live']) {
    if (!up[name]?.url) throw new Error(`npm start named no url for ${name}`);
  }
  return up.seconds;
}

/** The first of some free ports in a row. */
async function freePorts(count: number): Promise<number> {
  for (let first = 18_080; first < 19_000; first += count) {
    const free = await Promise.all(Array.from({ length: count }, (_, at) => isFree(first + at)));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`there are no ${count} free ports in a row from 18080 to 19000`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
