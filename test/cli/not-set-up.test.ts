import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../lib/environment/project-root';
import { runNode } from './run-node';

const fresh = mkdtempSync(join(tmpdir(), 'airlock-fresh-'));
afterAll(() => rmSync(fresh, { recursive: true, force: true }));

test('section 1: without packages the command line says how they come', async () => {
  cpSync(join(projectRoot(), 'bin'), join(fresh, 'bin'), { recursive: true });
  const { code, stdout, stderr } = await runNode([join(fresh, 'bin', 'airlock.mjs'), 'info', 'live', '--json']);
  expect(stderr).toMatch(/^✗ the package esbuild is not installed here\n {2}run npm install in .+\n$/);
  expect(stderr).toContain(fresh);
  expect([code, Object.keys(JSON.parse(stdout).error)]).toEqual([1, ['message', 'fix']]);
});

test.each([
  [{ npm_config_once: 'true' }, 'npm start -- --once'],
  [{ npm_config_port: 'true' }, 'npm start -- --port 18080'],
  [{ npm_config_once: 'true', npm_config_json: 'true' }, 'npm start -- --once --json'],
])('section 1: an option that npm kept for itself is not passed over: %j', async (env, fix) => {
  const { code, stdout, stderr } = await runNode(['bin/start.mjs'], env);
  expect(stderr).toMatch(/^✗ npm took --\w+ for itself\n/);
  expect(stderr).toContain(`${fix}\n`);
  expect(code).toBe(2);
  expect(stdout === '').toBe(!('npm_config_json' in env));
});
