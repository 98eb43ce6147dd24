import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../../../lib/environment/project-root';
import type { RandomCase } from '../random-cases';

/** What the emulator decides: a trust policy knows no implicit deny. */
export type EmulatorDecision = 'Allow' | 'Deny' | 'ImplicitDeny';

/**
 * Asks the emulator's evaluator, in one process for all the cases.
 * @throws when the emulator is not installed
 */
export function askEmulator(cases: readonly RandomCase[]): EmulatorDecision[] {
  const input = cases.map(({ boundary, session, ...rest }) =>
    JSON.stringify({ ...rest, limits: [...(boundary ? [[boundary]] : []), ...(session ? [session] : [])] }),
  );
  const { status, stdout, stderr, error } = spawnSync(emulatorPython(), [join(__dirname, 'emulator_evaluator.py')], {
    input: `${input.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: process.env['PATH'] ?? '', PYTHONDONTWRITEBYTECODE: '1' },
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`the emulator's evaluator failed: ${stderr}`);
  return stdout.trim().split('\n') as EmulatorDecision[];
}

function emulatorPython(): string {
  const python = process.env['AIRLOCK_EMULATOR_PYTHON'] ?? join(projectRoot(), '.emulator', 'venv', 'bin', 'python');
  if (existsSync(python)) return python;
  throw new Error(
    `no emulator at ${python}; run npm start or npm test, which install it, or set AIRLOCK_EMULATOR_PYTHON to a Python that has ministack`,
  );
}
