import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/environment/project-root';
import { bothParts } from './both-parts';
import { DIGESTS } from './recorded';
import { digestsOf } from './template-parts';

/** Prints each part of both environments' templates; with `--record` writes their digests instead. */
if (process.argv.includes('--record')) {
  writeFileSync(join(projectRoot(), DIGESTS), `${JSON.stringify(digestsOf(bothParts()), null, 1)}\n`);
} else {
  process.stdout.write(JSON.stringify(bothParts()));
}
