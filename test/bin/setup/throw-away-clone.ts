import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../../lib/environment/project-root';

/** How the tools of a pretended machine behave; nothing of it reaches a network. */
export interface Machine {
  /** Names on the PATH and the version that each reports. @default python3 is 3.12 */
  readonly pythons?: Readonly<Record<string, string>>;
  /** @default true */
  readonly hasVenv?: boolean;
  /** What npm and pip say when they try. @default - the network is there */
  readonly npmError?: string;
  /** @default 10.8.2 */
  readonly npmVersion?: string;
  readonly pipError?: string;
  /** How long installing the project's packages takes, in milliseconds. @default 0 */
  readonly npmTakes?: number;
}

export interface Run {
  readonly code: number | null;
  readonly stderr: string;
  /** What was called: `npm install`, `venv`, `pip install` … */
  readonly calls: readonly string[];
}

/** A clone with nothing but set-up's own files in it, and a PATH with nothing on it but pretended tools. */
export class Clone {
  readonly root: string;
  private starts = 0;

  constructor() {
    this.root = join(mkdtempSync(join(tmpdir(), 'airlock-clone-')), 'clone');
    for (const path of ['bin/airlock.mjs', 'bin/setup.mjs', 'bin/setup', 'lib/local']) {
      cpSync(join(projectRoot(), path), join(this.root, path), { recursive: true });
    }
    writeFileSync(this.path('package.json'), '{"name":"clone"}');
    writeFileSync(this.path('package-lock.json'), LOCKFILE);
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  has(...parts: string[]): boolean {
    return existsSync(this.path(...parts));
  }

  async setUp(machine: Machine = {}): Promise<Run> {
    const { ended } = this.start(machine);
    return ended;
  }

  /** Starts set-up and leaves it running. */
  start(machine: Machine = {}, words: readonly string[] = []) {
    const callsFile = `${this.root}.calls-${++this.starts}`;
    const env = { PATH: this.tools(machine), MACHINE: JSON.stringify(machine), CALLS: callsFile, HOME: this.root };
    const child = spawn(process.execPath, [...words, this.path('bin', 'setup.mjs')], { env, cwd: tmpdir() });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    const calls = () => (existsSync(callsFile) ? readFileSync(callsFile, 'utf8').trim().split('\n') : []);
    const ended = new Promise<Run>((resolve) =>
      child.once('close', (code) => resolve({ code, stderr, calls: calls() })),
    );
    return { child, ended, calls };
  }

  remove(): void {
    rmSync(dirname(this.root), { recursive: true, force: true });
  }

  private tools({ pythons = { python3: '3.12' } }: Machine): string {
    const folder = `${this.root}.path-${this.starts}`;
    mkdirSync(folder);
    program(join(folder, 'npm'), NPM);
    for (const [name, version] of Object.entries(pythons)) {
      program(join(folder, name), `const VERSION = ${JSON.stringify(version)};\n${PYTHON}`);
    }
    return folder;
  }
}

/** A lockfile of one package. */
const LOCKFILE = JSON.stringify({
  packages: { '': {}, 'node_modules/x': { version: '1.0.0', integrity: 'sha512-x' } },
});

function program(path: string, script: string): void {
  writeFileSync(path, `#!${process.execPath}\n${COMMON}${script}`);
  chmodSync(path, 0o755);
}

const COMMON = `
const fs = require('node:fs');
const { join, basename } = require('node:path');
const machine = JSON.parse(process.env.MACHINE);
const args = process.argv.slice(2);
const called = (what) => fs.appendFileSync(process.env.CALLS, what + '\\n');
const fail = (text) => { process.stderr.write(text + '\\n'); process.exit(1); };
`;
const NPM = `
if (args[0] === '--version') { console.log(machine.npmVersion ?? '10.8.2'); process.exit(0); }
if (machine.npmError && args[0] === 'ping') fail(machine.npmError);
if (args[0] === 'ping') process.exit(0);
const inRuntime = basename(process.cwd()) === 'node';
called('npm install' + (inRuntime ? ' of the runtime' : ''));
if (machine.npmError) fail(machine.npmError);
if (inRuntime) {
  const bin = join('node_modules', 'node-' + process.platform + '-' + process.arch, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  fs.symlinkSync(process.execPath, join(bin, 'node'));
} else {
  fs.mkdirSync('node_modules/x', { recursive: true });
  fs.writeFileSync('node_modules/x/package.json', '{}');
  fs.writeFileSync('node_modules/x/half', '');
  fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
  setTimeout(() => fs.renameSync('node_modules/x/half', 'node_modules/x/whole'), machine.npmTakes ?? 0);
}
`;
const PYTHON = `
if (args[0] === '-c' && args[1].includes('version_info')) {
  console.log(JSON.stringify([process.argv[1], ...VERSION.split('.').map(Number)]));
} else if (args[0] === '-c') {
  process.exit(machine.hasVenv === false ? 1 : 0);
} else if (args[1] === 'venv') {
  called('venv');
  fs.mkdirSync(join(args[2], 'bin'), { recursive: true });
  fs.copyFileSync(process.argv[1], join(args[2], 'bin', 'python'));
} else {
  called(args.slice(1, 3).join(' '));
  if (!args.includes('--require-hashes')) fail('hashes are not required');
  if (machine.pipError) fail(machine.pipError);
}
`;

/** Whether a program with these words on its command line runs. */
export function runs(words: string): boolean {
  return spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout.includes(words);
}
