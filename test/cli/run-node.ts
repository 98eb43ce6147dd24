import { spawn } from 'node:child_process';
import { projectRoot } from '../../lib/environment/project-root';
import { testHome } from './test-home';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node in the project's folder, with nothing of this process's environment but where programs and the emulated accounts are. */
export function runNode(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  stdin = '',
): Promise<Run> {
  const { PATH, AIRLOCK_EMULATOR } = process.env;
  const child = spawn(process.execPath, words, {
    cwd: projectRoot(),
    env: { PATH, AIRLOCK_EMULATOR, HOME: testHome(), AWS_EC2_METADATA_DISABLED: 'true', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
    });
  }
  child.stdin.end(stdin);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...output }));
  });
}
