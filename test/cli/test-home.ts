import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty home for what a test runs: without credentials and settings of the person who runs it, and gone with the run. */
export function testHome(): string {
  const home = join(process.env['AIRLOCK_TEST_RUN'] ?? tmpdir(), 'home');
  mkdirSync(home, { recursive: true });
  return home;
}
