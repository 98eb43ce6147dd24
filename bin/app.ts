import { readFileSync } from 'node:fs';
import { loadEnvironments } from '../lib/environment/load';
import { ENVIRONMENTS, isEnvironmentName, otherEnvironment } from '../lib/environment/modes';
import { loadOrganization } from '../lib/environment/organization';
import { EnvironmentFileError } from '../lib/environment/problem';
import { projectRoot } from '../lib/environment/project-root';
import { recordInputs } from '../lib/stacks/assembly-inputs';
import { BoundaryOpened } from '../lib/stacks/boundary-guard';
import { bundleHandlers } from '../lib/stacks/bundle-handlers';
import { EnvironmentApp } from '../lib/stacks/environment-app';
import { OrganizationApp } from '../lib/stacks/organization-app';

/** What `-c` and cdk.json say; the CDK CLI hands its context to the app in this variable. */
const context = JSON.parse(process.env['CDK_CONTEXT_JSON'] ?? '{}');

function main(): void {
  const name: unknown = context.stage;
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
  const code = ownCode();
  const handlers = bundleHandlers({ onInputs: (files) => code?.push(...files) });
  const app = new EnvironmentApp({ environment, other, handlers });
  const record = () => {
    if (!code) return;
    recordInputs(app.outdir, { root: projectRoot(), code, context, since: performance.timeOrigin });
  };
  // Loaded only when it is used: `up` synthesizes without validation, what it deploys is validated in the tests.
  if (process.env['CDK_VALIDATION'] === 'false') synth(app, record);
  else
    import('../lib/stacks/best-practices.js').then(({ checkBestPractices }) => synth(app, record, checkBestPractices));
}

/** The files of this very bundle, from the stamp that `bin/run.mjs` keeps beside it; undefined when it was built otherwise. */
function ownCode(): string[] | undefined {
  try {
    const { files } = JSON.parse(readFileSync(`${__filename}.json`, 'utf8')) as { files: [string, string][] };
    return files.map(([file]) => file);
  } catch {
    return undefined;
  }
}

/** Here and not when the process ends, so that what is wrong is one sentence. */
function synth(app: EnvironmentApp, record: () => void, check: (app: EnvironmentApp) => void = () => undefined): void {
  try {
    check(app);
    app.synth();
    record();
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
