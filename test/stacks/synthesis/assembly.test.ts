import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkSameResources } from '../../../bench/same-resources';
import { PSPS } from '../../../lib/contract/providers';
import { loadEnvironments } from '../../../lib/environment/load';
import { ENVIRONMENTS, type EnvironmentName } from '../../../lib/environment/modes';
import { projectRoot } from '../../../lib/environment/project-root';
import { PSP_HOSTS } from '../../../lib/environment/providers';
import type { Environment } from '../../../lib/environment/schema';
import { temporaryFolder } from '../temporary-folder';

/** What `npx cdk synth -c stage=…` writes, with the real handlers and the CloudFormation validator on. */
const folders: Record<EnvironmentName, string> = { sandbox: '', live: '' };

beforeAll(async () => {
  const written = await Promise.all(ENVIRONMENTS.map((stage) => synth(['-c', `stage=${stage}`])));
  ENVIRONMENTS.forEach((stage, at) => {
    expect(written[at]).toMatchObject({ code: 0 });
    folders[stage] = written[at]?.folder ?? '';
  });
});

test('DESIGN 7: the hand-written app that a synthesis is measured against has the same resources', async () => {
  const { code, folder } = await synth(['--app', 'node bin/run.mjs bench/reference/plain-app.ts'], {
    CDK_VALIDATION: 'false',
  });
  expect(code).toBe(0);
  expect(checkSameResources(folders.sandbox, folder)).toBeGreaterThan(100);
});

const files = loadEnvironments();

describe.each(ENVIRONMENTS)('%s', (name) => {
  const own = files[name];
  const other = files[name === 'live' ? 'sandbox' : 'live'];

  test('DC5 GW13: templates, assets and bundles name no account, host, secret or person of the other environment', () => {
    const found = namesOf(other).flatMap((text) => filesWith(folders[name], text).map((file) => `${file}: ${text}`));
    expect(found).toEqual([]);
  });

  test('DC5: that search finds what is there', () => {
    const missing = namesOf(own).filter((text) => filesWith(folders[name], text).length === 0);
    // Certificates, hosts, accounts and the rest of its own must all turn up; only a PSP's second host need not.
    const configured = JSON.stringify(own);
    expect(missing.filter((text) => configured.includes(text) || !text.startsWith('https://'))).toEqual([]);
  });

  test('the templates satisfy CloudFormation’s own schemas', () => {
    const report = JSON.parse(readFileSync(join(folders[name], 'validation-report.json'), 'utf8'));
    expect(report.pluginReports).toEqual([]);
  });

  test('D15: every function’s code is its own bundle of one file', () => {
    const assets = readdirSync(folders[name]).filter((entry) => entry.startsWith('asset.'));
    expect(assets).toHaveLength(3);
    for (const asset of assets) expect(readdirSync(join(folders[name], asset))).toEqual(['index.js']);
  });

  test('D1: nothing says on which machine it was made, so the same commit gives the same assembly', () => {
    expect(filesWith(folders[name], projectRoot())).toEqual([]);
  });
});

test('DC4: both environments get the same code', () => {
  const assets = (name: EnvironmentName) => readdirSync(folders[name]).filter((entry) => entry.startsWith('asset.'));
  expect(assets('live')).toEqual(assets('sandbox'));
});

test.each([
  [[], 'no stage was given'],
  [['-c', 'stage=staging'], 'there is no stage "staging"'],
  [['-c', 'stage=toString'], 'there is no stage "toString"'],
])('D1: synth %j fails with one sentence that says which stages exist', async (args, received) => {
  const { code, stderr, folder } = await synth(args);
  expect(code).toBe(1);
  const said = stderr.split('\n').filter((line) => line && !line.startsWith('npm warn'));
  expect(said[0]).toBe(`✗ ${received}; say which with -c stage=sandbox or -c stage=live`);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(existsSync(join(folder, 'manifest.json'))).toBe(false);
});

async function synth(args: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const folder = join(temporaryFolder(), 'out');
  const { CDK_VALIDATION: _, ...env } = process.env;
  const cli = join(projectRoot(), 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const run = promisify(execFile)(process.execPath, [cli, 'synth', '--quiet', ...args, '--output', folder], {
    cwd: projectRoot(),
    env: { ...env, ...more },
  });
  return run.then(
    ({ stderr }) => ({ code: 0, stderr, folder }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr, folder }),
  );
}

/** Every text that belongs to one environment alone. */
function namesOf({ name, account, qualifier, domain, alarms }: Environment): string[] {
  return [
    account,
    qualifier,
    `airlock-${name}`,
    `airlock/${name}/`,
    ...(domain ? [domain.name, domain.certificateArn.split('/')[1] ?? ''] : []),
    ...alarms.notify,
    ...PSPS.flatMap((psp) => PSP_HOSTS[psp][name]),
  ];
}

function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map((entry) => entry.name);
}
