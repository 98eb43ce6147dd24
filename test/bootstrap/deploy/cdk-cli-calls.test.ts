import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { bootstrapTemplate, executionPolicyArns } from '../../../lib/bootstrap/bootstrap-template';
import { bootstrapCalls } from '../../../lib/bootstrap/deploy/cdk-cli-calls';
import { packTemplate, TEMPLATE_LIMIT } from '../../../lib/bootstrap/deploy/compact-template';
import { loadEnvironments } from '../../../lib/environment/load';
import { projectRoot } from '../../../lib/environment/project-root';
import { withManyIdentities } from '../many-identities';

const { sandbox } = loadEnvironments();
const STACK = 'airlock-sandbox-bootstrap';
const BUCKET = `cdk-${sandbox.qualifier}-assets-${sandbox.account}-${sandbox.region}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlock-bootstrap-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const callsOf = (environment: typeof sandbox, found: boolean) =>
  bootstrapCalls({ environment, template: packTemplate(bootstrapTemplate(environment)), folder, found });
const read = (...path: string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));

test.each([true, false])('DC2: what fits into a request is one bootstrap (there already: %s)', (found) => {
  const calls = callsOf(sandbox, found);
  expect(calls.map(([verb]) => verb)).toEqual(['bootstrap']);
  expect(calls[0]?.join(' ')).not.toMatch(/--trust|AdministratorAccess/);
  expect(calls[0]).toEqual(
    expect.arrayContaining([STACK, executionPolicyArns(sandbox).join(','), '--termination-protection']),
  );
  expect(read('bootstrap.template.json')).toEqual(JSON.parse(JSON.stringify(packTemplate(bootstrapTemplate(sandbox)))));
});

/**
 * What is wrong with uploading it by `cdk bootstrap`: that never uploads. Source: aws-cdk 2.1148, `deploy-bootstrap.ts`, whose stack has
 * no resources of an environment to look a bucket up in.
 */
test('DC2: the CLI in use would still not upload a bootstrap', () => {
  const cli = readFileSync(
    join(createRequire(join(projectRoot(), 'package.json')).resolve('aws-cdk/package.json'), '../lib/index.js'),
    'utf8',
  );
  expect(cli).toMatch(/envResources: new NoBootstrapStackEnvironmentResources\(this\.resolvedEnvironment/);
  expect(cli).toContain(`LARGE_TEMPLATE_SIZE_KB = ${TEMPLATE_LIMIT / 1024};`);
});

test('DC2: a first one that is larger is a bootstrap of the bucket, which is no bootstrap yet, and a deployment through it', () => {
  const large = withManyIdentities(sandbox, 20);
  expect(stringify(packTemplate(bootstrapTemplate(large)), { lineWidth: 0 }).length).toBeGreaterThan(TEMPLATE_LIMIT);
  const [first, second] = callsOf(large, false);
  const seed = read('bucket.template.json');
  expect(first?.[0]).toBe('bootstrap');
  expect(first).toContain(join(folder, 'bucket.template.json'));
  expect(Object.keys(seed.Resources)).toEqual(['StagingBucket', 'StagingBucketPolicy']);
  // Without the output the CLI takes the template for one of the legacy bootstrap; without the parameter it deploys nothing.
  expect(seed.Outputs).toHaveProperty('BootstrapVersion');
  expect(JSON.stringify(seed)).not.toContain('cdk-bootstrap/');
  expect(second?.slice(0, 2)).toEqual(['deploy', STACK]);
  expect(second).toContain('--no-previous-parameters');
});

test('DC2: a later one that is larger is that deployment alone: the bucket keeps its roles and policies meanwhile', () => {
  const calls = callsOf(withManyIdentities(sandbox, 20), true);
  expect(calls.map(([verb]) => verb)).toEqual(['deploy']);
});

test('DC2: the CDK CLI reads what is deployed: the whole template, by way of the assets bucket, as the caller and protected', () => {
  const large = withManyIdentities(sandbox, 20);
  callsOf(large, true);
  const cli = createRequire(join(projectRoot(), 'package.json')).resolve('aws-cdk/bin/cdk');
  const listed = execFileSync(process.execPath, [cli, 'list', '--app', join(folder, 'bootstrap'), '--no-notices'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder, CDK_DISABLE_CLI_TELEMETRY: 'true' },
  });
  expect(listed.trim()).toBe(STACK);
  const { artifacts } = read('bootstrap', 'manifest.json');
  const { environment, properties } = artifacts[STACK];
  expect(environment).toBe(`aws://${sandbox.account}/${sandbox.region}`);
  expect(properties.terminationProtection).toBe(true);
  expect(JSON.stringify(artifacts)).not.toContain('assumeRole');
  const [file] = Object.values<{ destinations: object }>(read('bootstrap', `${STACK}.assets.json`).files);
  const [destination] = Object.values<{ bucketName: string; objectKey: string }>(Object(file?.destinations));
  expect(destination?.bucketName).toBe(BUCKET);
  expect(properties.stackTemplateAssetObjectUrl).toBe(`s3://${BUCKET}/${destination?.objectKey}`);
  expect(read('bootstrap', properties.templateFile)).toEqual(
    JSON.parse(JSON.stringify(packTemplate(bootstrapTemplate(large)))),
  );
});
