import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironments } from '../../lib/environment/load';
import type { EnvironmentName } from '../../lib/environment/modes';
import { synthesizeApp, type Templates, templatesOf } from './synthesize-app';

/**
 * The templates of an environment as its file stands, with handlers of one line. A run of Jest makes them once, whichever test file asks
 * first, and keeps them in the folder that `jest.shared.cjs` names.
 */
export function templatesOnce(name: EnvironmentName): Templates {
  const kept = process.env['AIRLOCK_TEST_RUN'];
  if (!kept) return synthesized(name);
  const file = join(kept, `${name}.templates.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    const templates = synthesized(name);
    mkdirSync(kept, { recursive: true });
    // Two test files may ask at once; each renames a whole file.
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(templates));
    renameSync(`${file}.${process.pid}`, file);
    return templates;
  }
}

function synthesized(name: EnvironmentName): Templates {
  // CloudFormation's validator costs seconds; one full synth in the suite turns it on.
  process.env['CDK_VALIDATION'] ??= 'false';
  const folder = mkdtempSync(join(tmpdir(), 'airlock-synthesized-'));
  try {
    return templatesOf(synthesizeApp(loadEnvironments()[name], folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
