import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../contract/refusal';
import { loadEnvironments } from '../environment/load';
import { ENVIRONMENTS } from '../environment/modes';
import { projectRoot } from '../environment/project-root';
import { startAccount } from './account';
import { checkPorts, type Ports } from './emulator/account-ports';
import { makeCertificate } from './emulator/certificate';
import { functionRuntime } from './emulator/function-runtime';
import { endRecorded } from './processes/processes.mjs';
import { Stopped, Supervisor } from './processes/supervisor';
import type { Progress } from './progress';
import { removeState, type State, writeState } from './state';

export interface AccountsProps {
  /** What this run makes, `state.json` among it; that only one run has it is the caller's business. */
  readonly folder: string;
  /** Folder that set-up made: the emulator's virtual environment, the functions' runtime. @default .emulator */
  readonly tools?: string;
  readonly ports: Ports;
  readonly progress: Progress;
  /** Ends the start, wherever it is. @default - nothing does */
  readonly signal?: AbortSignal;
  /** What `seconds` counts from, on the clock of `performance.now()`; 0 is the start of this process. @default - now */
  readonly since?: number;
}

export interface Accounts {
  readonly state: State;
  /** Settles when an account ends by itself; also after `stop`. */
  readonly ended: Promise<Refusal>;
  /** Ends everything; what is left in the folder are logs. */
  stop(): Promise<void>;
}

/** What a step that cannot be interrupted gets to notice that its account is gone. */
const GRACE_MILLISECONDS = 2000;

/**
 * Brings both accounts up, side by side: emulator, bootstrap, deployment, the gateway on a port of its own, demo apps and payments.
 * @throws Refusal saying which step of which account failed, Stopped; nothing is left running then
 */
export async function startAccounts({ folder, ports, signal, ...props }: AccountsProps): Promise<Accounts> {
  const since = props.since ?? performance.now();
  const stateFile = join(folder, 'state.json');
  const processes = join(folder, 'processes');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeState(stateFile);
  await endRecorded(processes);
  await checkPorts(ports);

  const tools = props.tools ?? join(projectRoot(), '.emulator');
  if (!existsSync(join(tools, 'venv', 'bin', 'python'))) {
    throw new Refusal('the emulator is not installed in this clone', 'run `npm start`, which installs it first');
  }
  const runtime = functionRuntime(tools);
  const environments = loadEnvironments();
  const supervisor = new Supervisor(processes);
  const closing: (() => Promise<void>)[] = [];
  const stop = async () => {
    removeState(stateFile);
    await Promise.allSettled(closing.splice(0).map((close) => close()));
    await supervisor.stop();
    for (const name of ENVIRONMENTS) rmSync(join(folder, name, 'tmp'), { recursive: true, force: true, maxRetries: 5 });
    rmSync(processes, { force: true });
  };

  const certificate = await makeCertificate(folder);
  const starts = ENVIRONMENTS.map((name) =>
    startAccount({
      progress: props.progress,
      tools,
      runtime,
      environment: environments[name],
      folder: join(folder, name),
      ports: ports[name],
      supervisor,
      certificate,
      onStop: (close) => void closing.push(close),
    }),
  );
  try {
    const [sandbox, live] = await Promise.race([Promise.all(starts), aborted(signal)]);
    if (!sandbox || !live) throw new Error('an account is missing');
    const state: State = {
      sandbox: sandbox.state,
      live: live.state,
      notEmulated: [...new Set([...sandbox.notEmulated, ...live.notEmulated])].sort(),
      seconds: Math.round((performance.now() - since) / 100) / 10,
      functionsRunOn: runtime.version,
      pid: process.pid,
    };
    writeState(stateFile, state);
    return { state, ended: Promise.race([sandbox.ended, live.ended]), stop };
  } catch (error) {
    // The first to fail ends the other, whose own failure is then of no interest.
    await supervisor.stop();
    await Promise.race([Promise.allSettled(starts), sleep(GRACE_MILLISECONDS, undefined, { ref: false })]);
    await stop();
    throw error;
  }
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(new Stopped());
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
  });
}
