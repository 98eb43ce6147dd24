import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface FunctionRuntime {
  /** Folder whose `node` functions run on. */
  readonly folder: string;
  /** Such as `v24.21.0`. */
  readonly version: string;
}

/**
 * What functions run on: Lambda's own version where set-up found a build of it for this machine, else the Node that runs this.
 * @param tools the `.emulator` folder that set-up made
 */
export function functionRuntime(tools: string): FunctionRuntime {
  const own = join(tools, 'node', 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
  const folder = existsSync(join(own, 'node')) ? own : dirname(process.execPath);
  return { folder, version: execFileSync(join(folder, 'node'), ['--version'], { encoding: 'utf8' }).trim() };
}
