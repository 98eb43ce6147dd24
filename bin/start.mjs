#!/usr/bin/env node
/** `npm start`: sets the clone up where that is needed, then `airlock up` with the same arguments. */
import { setUpOrExit } from './setup.mjs';

await setUpOrExit();
process.argv.splice(2, 0, 'up');
const { run } = await import('./run.mjs');
run('bin/airlock.ts');
