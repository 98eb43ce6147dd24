import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder whose `node` functions run on: Lambda's own version where set-up found a build of it for this machine, else the Node that
 * runs this.
 * @param tools the `.emulator` folder that set-up made
 */
export function functionRuntime(tools: string): { readonly folder: string; readonly isLambdas: boolean } {
  const folder = join(tools, 'node', 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
  return existsSync(join(folder, 'node'))
    ? { folder, isLambdas: true }
    : { folder: dirname(process.execPath), isLambdas: false };
}
