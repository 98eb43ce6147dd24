import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../../../lib/contract/refusal';
import { ENVIRONMENTS } from '../../../lib/environment/modes';
import { cdkArguments, runCdk, spawnCdk } from '../../../lib/operations/cdk/run-cdk';
import { until } from '../../until';

describe('D1 each stage has its own synth and its own folder', () => {
  test.each(ENVIRONMENTS)('%s', (stage) => {
    expect(cdkArguments({ verb: 'synth', stage, args: [] })).toEqual([
      'synth',
      '--quiet',
      '-c',
      `stage=${stage}`,
      '-o',
      `cdk.out/${stage}`,
    ]);
    expect(cdkArguments({ verb: 'deploy', stage, profile: 'p', args: ['--require-approval', 'never'] })).toEqual([
      'deploy',
      '--app',
      `cdk.out/${stage}`,
      '--all',
      '--profile',
      'p',
      '--require-approval',
      'never',
    ]);
  });
});

test.each(['diff', 'deploy'] as const)(
  'what the app says of a synthesis that fails is all that %s says, and nothing is compared or deployed',
  async (verb) => {
    const stage = 'elsewhere' as 'live';
    const failure = await runCdk({ verb, stage, args: [], stdoutToStderr: true }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Refusal);
    expect((failure as Refusal).message).toMatch(/^there is no stage "elsewhere"/);
    expect(`${failure} ${(failure as Refusal).fix}`).not.toContain('Subprocess');
  },
);

test('Ctrl-C is told as what it is', async () => {
  const run = runCdk({ verb: 'synth', stage: 'elsewhere' as 'live', args: [], stdoutToStderr: true });
  const failure = run.catch((error: unknown) => error);
  process.emit('SIGINT');
  expect(await failure).toMatchObject({ message: 'cdk synth of elsewhere was interrupted', fix: expect.any(String) });
});

test.each(['SIGTERM', 'SIGHUP'] as const)('%s ends the CLI too, which would go on by itself', async (signal) => {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-cdk-'));
  const before = process.listenerCount(signal);
  const started = join(folder, 'started');
  // An app that stays, as a synthesis or a deployment that takes long.
  const app = `node -e "require('fs').writeFileSync('${started}', String(process.pid)); setInterval(() => {}, 1000)"`;
  const run = spawnCdk(['synth', '--app', app, '-o', join(folder, 'out')], {
    what: 'cdk',
    cwd: folder,
    output: 'captured',
  });
  const failure = run.catch((error: unknown) => error);
  await until(() => existsSync(started) && readFileSync(started, 'utf8') !== '');
  process.emit(signal, signal);
  expect(await failure).toMatchObject({ message: 'cdk was interrupted' });
  expect(process.listenerCount(signal)).toBe(before);
  process.kill(Number(readFileSync(started, 'utf8')));
  rmSync(folder, { recursive: true });
});
