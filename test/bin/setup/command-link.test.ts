import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/environment/project-root';

const folder = mkdtempSync(join(tmpdir(), 'airlock-link-'));
afterAll(() => rmSync(folder, { recursive: true }));
const env = {
  PATH: process.env['PATH'],
  HOME: folder,
  npm_config_update_notifier: 'false',
  npm_config_registry: 'http://127.0.0.1:9/',
};
const run = (program: string, ...words: string[]) => spawnSync(program, words, { cwd: folder, env, encoding: 'utf8' });

describe('npx airlock', () => {
  const {
    name,
    private: isPrivate,
    bin,
    scripts,
  } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8'));

  test('is refused before an install, and asks no registry for the name, which is somebody else’s there', () => {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, private: isPrivate, bin, scripts }));
    const { status, stderr } = run('npx', '--yes', 'airlock', '--help');
    expect(status).not.toBe(0);
    expect(stderr).toContain('could not determine executable to run');
  });

  test('is this checkout’s command after an install of npm’s own', () => {
    for (const path of ['bin/setup', '.npmrc'])
      cpSync(join(projectRoot(), path), join(folder, path), { recursive: true });
    writeFileSync(join(folder, 'bin', 'airlock.mjs'), '#!/usr/bin/env node\nconsole.log("this checkout")\n', {
      mode: 0o755,
    });
    expect(run('npm', 'install', '--no-audit', '--no-fund')).toMatchObject({ status: 0 });
    expect(run('npx', '--no', 'airlock')).toMatchObject({ status: 0, stdout: 'this checkout\n' });
  });
});
