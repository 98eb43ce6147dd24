import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from './command.mjs';
import { findPython } from './python.mjs';
import { hasStamp, stampOf, writeStamp } from './stamp.mjs';

/**
 * The AWS emulator, in a virtual environment made in its place: moving one breaks the paths inside it, which is why the stamp names
 * the folder.
 * @param {import('./part.mjs').PartProps} props
 * @returns {import('./part.mjs').Part}
 */
export function emulator({ root, folder, log }) {
  const venv = join(folder, 'venv');
  const python = join(venv, 'bin', 'python');
  const requirements = join(root, 'lib', 'local', 'emulator', 'requirements.txt');
  const stamp = () => stampOf(readFileSync(requirements, 'utf8'), venv);
  return {
    name: 'emulator',
    isDone: () => existsSync(python) && hasStamp(venv, stamp()),
    async make(signal) {
      const host = findPython();
      rmSync(venv, { recursive: true, force: true });
      await runTool({ command: [host, '-m', 'venv', venv], cwd: root, log, signal });
      const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--no-compile'];
      // Wheels only: a source package would build itself with tools that are not pinned.
      const exactly = ['--require-hashes', '--only-binary', ':all:', '--requirement', requirements];
      await runTool({ command: [python, ...install, ...exactly], cwd: root, log, signal });
      writeStamp(venv, stamp());
    },
  };
}
