import { loadEnvironments } from '../lib/environment/load';
import { ENVIRONMENTS, isEnvironmentName } from '../lib/environment/modes';
import { EnvironmentFileError } from '../lib/environment/problem';
import { bundleHandlers } from '../lib/stacks/bundle-handlers';
import { EnvironmentApp } from '../lib/stacks/environment-app';

/** What `-c stage=…` said; the CDK CLI hands its context to the app in this variable. */
function stage(): unknown {
  return JSON.parse(process.env['CDK_CONTEXT_JSON'] ?? '{}').stage;
}

function main(): void {
  const name = stage();
  if (typeof name !== 'string' || !isEnvironmentName(name)) {
    const received = name === undefined ? 'no stage was given' : `there is no stage ${JSON.stringify(name)}`;
    fail(`✗ ${received}; say which with ${ENVIRONMENTS.map((each) => `-c stage=${each}`).join(' or ')}`);
  }
  // Both files are read, so that a live looser than sandbox is refused here too; only one is used.
  new EnvironmentApp({ environment: loadEnvironments()[name], handlers: bundleHandlers() });
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

try {
  main();
} catch (error) {
  if (error instanceof EnvironmentFileError) fail(error.message);
  throw error;
}
