import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { identify } from '../../lib/local/processes/process-identity.mjs';
import { killGroup, recordProcess } from '../../lib/local/processes/processes.mjs';
import { noNetwork, SetupProblem } from './problem.mjs';

const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|Connection refused|Network is unreachable|Temporary failure in name resolution/;

/**
 * Runs a tool and keeps what it says in the log of the set-up.
 * @param {{ command: string[], cwd: string, env?: NodeJS.ProcessEnv, log: string, signal: AbortSignal }} options
 * @returns {Promise<string>} what it printed, both streams
 * @throws {SetupProblem} when it cannot be started or fails
 */
export async function runTool({ command, cwd, env = process.env, log, signal }) {
  const [program = '', ...args] = command;
  const { code, output } = await new Promise((resolve, reject) => {
    // A process group of its own, so that stopping it stops what it has started too.
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    if (child.pid) recordProcess(`${log}.processes`, child.pid, command.join(' '));
    const leader = identify(child.pid ?? 0);
    // At once: npm would first take minutes' work apart again, and what is half done is made anew anyway.
    const stop = () => killGroup(leader);
    signal.addEventListener('abort', stop, { once: true });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      signal.removeEventListener('abort', stop);
      resolve({ code, output });
    });
    if (signal.aborted) stop();
  });
  signal.throwIfAborted();
  appendFileSync(log, `$ ${command.join(' ')}\n${output}\n`);
  if (code === 0) return output;
  throw failure(command, output, log);
}

/** @param {string[]} command @param {string} output @param {string} log */
function failure(command, output, log) {
  const tool = command.includes('-m') ? 'pip' : 'npm';
  if (NO_NETWORK.test(output)) return noNetwork(tool);
  const reason = output.split('\n').findLast((line) => /\berror\b|\bERR!/i.test(line) && !/A complete log/.test(line));
  return new SetupProblem(`${tool} failed: ${reason?.trim() ?? 'it gave no reason'}`, `see ${log}`, { output });
}
