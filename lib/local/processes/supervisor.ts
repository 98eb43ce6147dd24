import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { Refusal } from '../../contract/refusal';
import { identify, isRunning, type ProcessIdentity } from './process-identity.mjs';
import { killGroup, recordProcess } from './processes.mjs';

export interface Task {
  /** For a person, for example `deployment of sandbox`. */
  readonly what: string;
  /** Program, then arguments. */
  readonly command: readonly string[];
  readonly cwd: string;
  /** All of it: nothing of this process's environment is added. */
  readonly env: Readonly<Record<string, string>>;
  /** File that takes both output streams; what was there goes. */
  readonly log: string;
}

/** Starts processes, each in a group of its own and recorded in a file, and ends them all: nothing outlives the command. */
export class Supervisor {
  private readonly running = new Set<ProcessIdentity>();
  private stopping = false;

  get isStopping(): boolean {
    return this.stopping;
  }

  /** @param file where the processes are written down, for the next command after a SIGKILL */
  constructor(private readonly file: string) {}

  /** Starts a process that stays. The open standard input tells it whether we are still there. */
  start({ what, command, cwd, env, log }: Task): ChildProcess {
    if (this.stopping) throw new Stopped();
    const [program = '', ...args] = command;
    const output = openSync(log, 'w', 0o600);
    try {
      const child = spawn(program, args, { cwd, env, detached: true, stdio: ['pipe', output, output] });
      child.stdin?.on('error', () => undefined);
      if (child.pid) this.follow(child, child.pid, what);
      return child;
    } finally {
      closeSync(output);
    }
  }

  /** Runs a process to its end. @throws Refusal with the reason it gave, Stopped */
  async run(task: Task): Promise<void> {
    const child = this.start(task);
    const ended = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    if (this.stopping) throw new Stopped();
    if (ended.code === 0) return;
    const end = `it ${endOf(ended.code, ended.signal)}`;
    const reason = ended.signal ? end : (reasonIn(task.log) ?? end);
    throw new Refusal(`${task.what} failed: ${reason}`, `see ${task.log}`);
  }

  /** Ends all, at once and for good: what they hold is thrown away anyway. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const each of this.running) killGroup(each);
    while ([...this.running].some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 10));
    this.running.clear();
  }

  private follow(child: ChildProcess, pid: number, what: string): void {
    recordProcess(this.file, pid, what);
    const identity = identify(pid);
    this.running.add(identity);
    child.once('exit', () => this.running.delete(identity));
  }
}

/** The work was ended from outside: nothing to report. */
export class Stopped extends Error {
  constructor() {
    super('stopped');
    this.name = 'Stopped';
  }
}

/** How a process ended, as the rest of a sentence that begins with its name. */
export function endOf(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === 'SIGKILL') return 'was killed by SIGKILL, by someone or because the memory ran out';
  return signal ? `was ended by ${signal}` : `ended with ${code ?? 'an unknown end'}`;
}

/** The last line of a log that says what went wrong. */
function reasonIn(log: string): string | undefined {
  const telling = linesOf(log).findLast(
    (line) => /❌|✗|\b(failed|error|refused)\b/i.test(line) && !/^at |^\(/.test(line),
  );
  return telling ?? lastLineOf(log);
}

/** Undefined for a log that is empty, or gone with its folder. */
export function lastLineOf(log: string): string | undefined {
  return linesOf(log).findLast((line) => line !== '');
}

function linesOf(log: string): string[] {
  if (!existsSync(log)) return [];
  return (
    readFileSync(log, 'utf8')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
      .replace(/\u001b\[[0-9;]*m/g, '')
      .split('\n')
      .map((line) => line.trim())
  );
}
