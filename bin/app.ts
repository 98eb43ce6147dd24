import { loadEnvironments } from '../lib/environment/load';
import { ENVIRONMENTS, isEnvironmentName, otherEnvironment } from '../lib/environment/modes';
import { loadOrganization } from '../lib/environment/organization';
import { EnvironmentFileError } from '../lib/environment/problem';
import { BoundaryOpened } from '../lib/stacks/boundary-guard';
import { bundleHandlers } from '../lib/stacks/bundle-handlers';
import { EnvironmentApp } from '../lib/stacks/environment-app';
import { OrganizationApp } from '../lib/stacks/organization-app';

/** What `-c stage=…` said; the CDK CLI hands its context to the app in this variable. */
function stage(): unknown {
  return JSON.parse(process.env['CDK_CONTEXT_JSON'] ?? '{}').stage;
}

function main(): void {
  const name = stage();
  if (name === 'organization') {
    organization();
    return;
  }
  if (typeof name !== 'string' || !isEnvironmentName(name)) {
    const received = name === undefined ? 'no stage was given' : `there is no stage ${JSON.stringify(name)}`;
    fail(`✗ ${received}; say which with ${ENVIRONMENTS.map((each) => `-c stage=${each}`).join(' or ')}`);
  }
  // Both files are read, so that a live looser than sandbox is refused here too; only one is used.
  const { [name]: environment, [otherEnvironment(name)]: other } = loadEnvironments();
  const app = new EnvironmentApp({ environment, other, handlers: bundleHandlers() });
  // Loaded only when it is used: `up` synthesizes without validation, what it deploys is validated in the tests.
  if (process.env['CDK_VALIDATION'] === 'false') synth(app);
  else import('../lib/stacks/best-practices.js').then(({ checkBestPractices }) => synth(app, checkBestPractices));
}

/** Here and not when the process ends, so that what is wrong is one sentence. */
function synth(app: EnvironmentApp, check: (app: EnvironmentApp) => void = () => undefined): void {
  try {
    check(app);
    app.synth();
  } catch (error) {
    if (error instanceof BoundaryOpened) fail(`✗ ${error.message}`);
    throw error;
  }
}

/** The management account's own stage; optional, so that it is not named beside the two. */
function organization(): void {
  const environments = loadEnvironments();
  new OrganizationApp({ organization: loadOrganization(environments), environments });
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
