import { execFile } from 'node:child_process';
import { projectRoot } from '../../../lib/environment/project-root';
import { testHome } from '../test-home';

/** Runs `airlock` with its output where a shell puts it. */
function inShell(script: string): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const { PATH } = process.env;
    const env = { PATH, HOME: testHome(), NODE: process.execPath };
    execFile('bash', ['-c', script], { cwd: projectRoot(), env }, (_, stdout, stderr) => resolve({ stdout, stderr }));
  });
}

describe('a reader who closes the pipe early is no failure', () => {
  test.each(['--help', 'bootstrap live --show', 'completion bash', 'synth prod --json', 'down --json'])(
    'airlock %s',
    async (words) => {
      // `true` ends at once; Node takes longer to start than it does to end.
      const run = `AIRLOCK_EMULATOR=/nonexistent/none "$NODE" bin/airlock.mjs ${words}`;
      const { stderr } = await inShell(`{ ${run} 2>&3; echo "$?" >&3; } 3>&2 | true`);
      expect(stderr).not.toContain('EPIPE');
      expect(stderr).not.toContain('node:events');
      expect(stderr.trim().split('\n').at(-1)).toBe(words.startsWith('synth') ? '2' : '0');
    },
  );
});

const FULL = process.platform === 'linux' ? test : test.skip;
FULL('a disk that is full is a failure, in one sentence', async () => {
  const run = '"$NODE" bin/airlock.mjs completion bash >/dev/full; echo "$?"';
  const { stdout, stderr } = await inShell(run);
  expect(stderr).toMatch(/^✗ the result could not be written: ENOSPC\n {2}.+\n$/);
  expect(stdout).toBe('1\n');
});

test('without a place for errors the exit code still says it', async () => {
  expect((await inShell('"$NODE" bin/airlock.mjs aps 2>&-; echo "$?"')).stdout).toBe('2\n');
});
