import { spawnSync } from 'node:child_process';
import { SetupProblem } from './problem.mjs';

const NAMES = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
const OLDEST = [3, 10];
const REPORT = 'import json, sys; print(json.dumps([sys.executable, *sys.version_info[:2]]))';

/**
 * The first Python on the PATH that is new enough and can make virtual environments.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} its executable
 * @throws {SetupProblem}
 */
export function findPython(env = process.env) {
  const found = [];
  let bare;
  for (const name of NAMES) {
    const { status, stdout } = spawnSync(name, ['-c', REPORT], { env, encoding: 'utf8' });
    if (status !== 0) continue;
    const [executable, major, minor] = JSON.parse(stdout);
    found.push(`${name} is ${major}.${minor}`);
    if (major !== OLDEST[0] || minor < OLDEST[1]) continue;
    if (spawnSync(name, ['-c', 'import venv, ensurepip'], { env }).status === 0) return executable;
    bare ??= `${major}.${minor}`;
  }
  if (bare) {
    throw new SetupProblem(
      `Python ${bare} is there without its venv module, which some systems package apart`,
      'on Debian, Ubuntu and WSL: sudo apt install python3-venv; then run this again',
    );
  }
  throw new SetupProblem(
    `no Python ${OLDEST.join('.')} or later on the PATH${found.length > 0 ? ` (${found.join(', ')})` : ''}`,
    'install one: sudo apt install python3 python3-venv (Debian, Ubuntu, WSL), brew install python (macOS); then run this again',
  );
}
