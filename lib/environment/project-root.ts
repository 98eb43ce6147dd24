import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that holds this project's package.json, whatever the working directory.
 * @throws when the code was copied out of a clone
 */
export function projectRoot(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'airlock') return folder;
  }
  throw new Error(`no airlock project above ${__dirname}; run this from inside a clone`);
}
