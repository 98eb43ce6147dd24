import { readFileSync } from 'node:fs';
import { loadEnvironments } from '../lib/environment/load';
import { ENVIRONMENTS, isEnvironmentName, otherEnvironment } from '../lib/environment/modes';
import { loadOrganization } from '../lib/environment/organization';
import { EnvironmentFileError } from '../lib/environment/problem';
import { projectRoot } from '../lib/environment/project-root';
import type { EnvironmentApp } from '../lib/stacks/environment-app';
import { recordInputs } from '../lib/stacks/synthesis/assembly-inputs';
import { bundleHandlersMeanwhile } from '../lib/stacks/synthesis/bundle-handlers';

/** What `-c` and cdk.json say; the CDK CLI hands its context to the app in this variable. */
const context = JSON.parse(process.env['CDK_CONTEXT_JSON'] ?? '{}');

async function main(): Promise<void> {
  const name: unknown = context.stage;
  if (name === 'organization') {
    await organization();
    return;
  }
  if (typeof name !== 'string' || !isEnvironmentName(name)) {
    const received = name === undefined ? 'no stage was given' : `there is no stage ${JSON.stringify(name)}`;
    fail(`✗ ${received}; say which with ${ENVIRONMENTS.map((each) => `-c stage=${each}`).join(' or ')}`);
  }
  const code = ownCode();
  // Begun before anything is loaded: the CDK, whose loading takes as long, comes after it.
  const bundled = bundleHandlersMeanwhile({ onInputs: (files) => code?.push(...files) });
  // Awaited below; until then a failure must not count as unhandled.
  bundled.catch(() => undefined);
  await new Promise(setImmediate);
  // Both files are read, so that a live looser than sandbox is refused here too; only one is used.
  const { [name]: environment, [otherEnvironment(name)]: other } = loadEnvironments();
  const { EnvironmentApp } = await import('../lib/stacks/environment-app.js');
  const handlers = await bundled;
  const app = new EnvironmentApp({ environment, other, handlers });
  const record = () => {
    if (!code) return;
    recordInputs(app.outdir, { root: projectRoot(), code, context, since: performance.timeOrigin });
  };
  // Loaded only when it is used: `up` synthesizes without validation, what it deploys is validated in the tests.
  if (process.env['CDK_VALIDATION'] === 'false') return synth(app, record);
  const { addCdkNagChecks } = await import('../lib/stacks/synthesis/cdk-nag.js');
  synth(app, record, addCdkNagChecks);
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
    if ((error as Error).name === 'BoundaryOpened') fail(`✗ ${(error as Error).message}`);
    throw error;
  }
}

/** The management account's own stage; optional, so that it is not named beside the two. */
async function organization(): Promise<void> {
  const { OrganizationApp } = await import('../lib/stacks/organization/organization-app.js');
  const environments = loadEnvironments();
  new OrganizationApp({ organization: loadOrganization(environments), environments });
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

main().catch((error: unknown) => {
  if (error instanceof EnvironmentFileError) fail(error.message);
  throw error;
});
