#!/usr/bin/env node
/** `npm start`: sets the clone up where that is needed, then `airlock up` with the same arguments. */
import { setUpOrExit } from './setup.mjs';

refuseSwallowed(['once', 'port', 'json']);
await setUpOrExit();
process.argv.splice(2, 0, 'up');
const { run } = await import('./run.mjs');
run('bin/airlock.ts');

/** `npm start --once` gives the option to npm, which keeps it: nothing of it would be done. @param {string[]} options */
function refuseSwallowed(options) {
  const swallowed = options.filter((name) => process.env[`npm_config_${name}`] !== undefined);
  if (swallowed.length === 0) return;
  const own = swallowed.map((name) => (name === 'port' ? '--port 18080' : `--${name}`)).join(' ');
  const message = `npm took --${swallowed[0]} for itself`;
  const fix = `what is for airlock goes after --: npm start -- ${own}`;
  process.stderr.write(`✗ ${message}\n  ${fix}\n`);
  if (swallowed.includes('json')) process.stdout.write(`${JSON.stringify({ error: { message, fix } })}\n`);
  process.exit(2);
}
