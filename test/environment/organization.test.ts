import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironments } from '../../lib/environment/load';
import { loadOrganization } from '../../lib/environment/organization';
import { EnvironmentFileError } from '../../lib/environment/problem';
import { projectRoot } from '../../lib/environment/project-root';
import { runNode } from '../cli/run-node';

const example = join(projectRoot(), 'docs', 'examples', 'organization.yaml');
const environments = loadEnvironments();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airlock-organization-'));
  copyFileSync(example, join(folder, 'organization.yaml'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What is said of the example after an edit. */
function complaint(from: string | RegExp, to: string): string {
  const before = readFileSync(example, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, 'organization.yaml'), after);
  try {
    loadOrganization(environments, folder);
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentFileError);
    return (error as Error).message;
  }
  return 'accepted';
}

describe('environments/organization.yaml', () => {
  test('the example is valid, and names no secret', () => {
    expect(loadOrganization(environments, folder)).toEqual({
      managementAccount: '444444444444',
      region: 'us-east-1',
      sandboxUnit: 'ou-ab12-11111111',
      liveUnit: 'ou-ab12-22222222',
      breakGlassArn: 'arn:aws:iam::222222222222:role/airlock-live-break-glass',
    });
  });

  test('D3: a region that does not exist is refused with the nearest', () => {
    expect(complaint('region: us-east-1', 'region: us-eats-1')).toMatch(
      /region is us-eats-1\n {2}allowed: an AWS region; us-east-1 is the nearest/,
    );
  });

  test('is optional: without it only this stage says how to make it', () => {
    rmSync(join(folder, 'organization.yaml'));
    expect(() => loadOrganization(environments, folder)).toThrow(
      /organization\.yaml:1: no such file\n {2}allowed: copy docs\/examples\/organization\.yaml to .+organization\.yaml/,
    );
  });

  test('D1: cdk with -c stage=organization says so in one sentence', async () => {
    const env = { CDK_CONTEXT_JSON: '{"stage":"organization"}', CDK_OUTDIR: folder };
    const { code, stderr } = await runNode(['bin/run.mjs', 'bin/app.ts'], env);
    expect(stderr).toMatch(/^✗ environments\/organization\.yaml:1: no such file\n {2}allowed: copy docs\/examples\//);
    expect(code).toBe(1);
  });

  test.each([
    ['the sandbox account as management account', '444444444444', '111111111111', 'neither sandbox nor live'],
    ['one unit for both', 'ou-ab12-22222222', 'ou-ab12-11111111', "the same as sandbox's"],
    ['an exception of a third account', '222222222222:role', '555555555555:role', 'a role of sandbox (111111111111)'],
    ['an exception for every role', 'role/airlock-live-break-glass', 'role/*', 'without wildcards'],
    ['an exception for an account', 'role/airlock-live-break-glass', 'root', 'the ARN of one role'],
    ['an account id without quotes', '"444444444444"', '333333333333', 'twelve digits in quotes'],
    ['a unit that is no unit', 'ou-ab12-22222222', 'r-ab12', 'such as ou-ab12-11111111'],
    ['a misspelt key', 'liveUnit:', 'liveunit:', 'liveUnit is the nearest of managementAccount, region'],
    ['text that is not YAML', 'region: us-east-1', 'region: [', 'organization.yaml:'],
  ])('%s is refused, with the line', (_, from, to, said) => {
    const message = complaint(from, to);
    expect(message).toContain(said);
    expect(message).toMatch(/^✗ .*organization\.yaml:\d+: /);
  });
});
