import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/environment/project-root';
import { digestsOf, type TemplateParts } from './template-parts';

/** A digest of each part of both environments' templates, from the project's folder. */
export const DIGESTS = 'test/stacks/templates/digests.json';

export function recordedDigests(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(projectRoot(), DIGESTS), 'utf8'));
}

/**
 * The parts that were recorded, whole: from the code of the commit that recorded them, synthesized again beside this one. Undefined when
 * there is no such commit here, as in a shallow clone, or when it does not give what was recorded.
 */
export function recordedParts(): TemplateParts | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-recorded-'));
  try {
    const commit = run('git', ['log', '-1', '--format=%H', '--', DIGESTS], projectRoot()).toString().trim();
    const archive = run('git', ['archive', '--format=tar', commit], projectRoot());
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    symlinkSync(join(projectRoot(), 'node_modules'), join(folder, 'node_modules'));
    const parts: TemplateParts = JSON.parse(
      run(process.execPath, ['bin/run.mjs', 'test/stacks/templates/print-parts.ts'], folder).toString(),
    );
    return JSON.stringify(digestsOf(parts)) === JSON.stringify(recordedDigests()) ? parts : undefined;
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[], cwd: string): Buffer {
  // The folder of this run holds the templates as they are now.
  const env = { ...process.env, AIRLOCK_TEST_RUN: '' };
  return execFileSync(command, args, { cwd, env, maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });
}
