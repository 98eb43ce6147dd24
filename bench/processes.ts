import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

const running = new Set<ChildProcess>();

/** A process that ends, with its children, no later than the bench does. */
export function started(command: string, words: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, words, { ...options, detached: true });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** Waits for a process. @throws with the end of what it said on standard error when it fails */
export async function finished(child: ChildProcess, what: string): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-4000);
  });
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  if (status !== 0) throw new Error(`${what} ended with ${String(status)}: ${said.trim() || 'it said nothing'}`);
}

process.once('exit', () => {
  for (const { pid } of running) {
    try {
      if (pid) process.kill(-pid, 'SIGTERM');
    } catch {
      // It has just ended by itself.
    }
  }
});
