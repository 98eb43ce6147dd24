import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bootstrapTemplate } from '../../lib/bootstrap/bootstrap-template';
import { loadEnvironments } from '../../lib/environment/load';
import { ENVIRONMENTS } from '../../lib/environment/modes';
import { projectRoot } from '../../lib/environment/project-root';
import { airlock } from '../cli/run-airlock';

const docs = join(projectRoot(), 'docs');
const text = readFileSync(join(docs, 'deploying.md'), 'utf8');
const files = loadEnvironments();

/** Every `npx airlock …` of the page, without what follows `--`. */
const commands = [...text.matchAll(/npx airlock ([^`\n;,]+)/g)].map(
  ([, words = '']) => words.split(' -- ')[0]?.trim() ?? '',
);

describe('section 6: docs/deploying.md says commands that there are', () => {
  test('there are as many as one would expect', () => {
    expect(commands.length).toBeGreaterThan(12);
  });

  test.each([...new Set(commands)])('airlock %s', async (line) => {
    const words = line.split(' ');
    const depth = words[0] === 'apps' ? 2 : 1;
    const { code, stdout } = await airlock([...words.slice(0, depth), '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: airlock ${words.slice(0, depth).join(' ')}`);
    const options = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '');
    for (const option of options) expect([line, stdout.includes(`${option} `)]).toEqual([line, true]);
  });
});

describe('section 3.2: the workflow of docs/deploying.md', () => {
  const [, yaml = ''] = /```yaml\n([\s\S]*?)\n```/.exec(text) ?? [];
  const { jobs, permissions } = parse(yaml);

  test.each(ENVIRONMENTS)('%s is deployed as the CI role, from the environment that it trusts', (name) => {
    const { account, region, pipeline } = files[name];
    const job = jobs[name];
    expect(job.environment).toBe(pipeline.oidc.environment);
    const { with: credentials } = job.steps.find(({ uses }: { uses?: string }) => uses?.startsWith('aws-actions/'));
    expect(credentials).toEqual({
      'role-to-assume': `arn:aws:iam::${account}:role/airlock-${name}-ci`,
      'aws-region': region,
    });
    const other = files[name === 'live' ? 'sandbox' : 'live'];
    expect(JSON.stringify(job)).not.toContain(other.account);
  });

  test('live comes after sandbox, on a machine of its own, and a token is given to those jobs only', () => {
    expect(jobs.live.needs).toBe('sandbox');
    expect(permissions).toEqual({ contents: 'read' });
    for (const name of ENVIRONMENTS) expect(jobs[name].permissions['id-token']).toBe('write');
  });
});

test.each(ENVIRONMENTS)('every role that docs/deploying.md names is made by the bootstrap of %s', (name) => {
  const roles = Object.values(bootstrapTemplate(files[name]).Resources).map(({ Properties }) => Properties['RoleName']);
  const named = new Set(
    [...text.matchAll(/`?airlock-(?:<env>|sandbox|live)-(deployer|ci|operator|on-call|auditor|break-glass)\b/g)].map(
      ([, role = '']) => `airlock-${name}-${role}`,
    ),
  );
  expect(named.size).toBe(6);
  expect(roles).toEqual(expect.arrayContaining([...named]));
});

test("every role and bucket of the CDK that docs/deploying.md names is made by a side's bootstrap", () => {
  const made = ENVIRONMENTS.flatMap((name) =>
    Object.values(bootstrapTemplate(files[name]).Resources).map(
      ({ Properties }) => Properties['RoleName'] ?? Properties['BucketName'],
    ),
  );
  const named = [...text.matchAll(/\bcdk-[a-z0-9-]+-\d{12}-[a-z0-9-]+\b/g)].map(([name]) => name);
  expect(named.length).toBeGreaterThan(1);
  expect(made).toEqual(expect.arrayContaining(named));
});

test('section 2: the query for what was refused asks the log of the trail for the execution role of the file', () => {
  const { account, region, qualifier } = files.sandbox;
  const [, query = ''] = /```\n(fields @timestamp[\s\S]*?)\n```/.exec(text) ?? [];
  expect(query).toContain(`"arn:aws:iam::${account}:role/cdk-${qualifier}-cfn-exec-role-${account}-${region}"`);
  expect(text).toContain('log group `/airlock/sandbox/trail`');
  const [, denied = ''] = /errorCode like \/(.*)\//.exec(query) ?? [];
  for (const code of ['AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation', 'UnauthorizedOperation'])
    expect([code, new RegExp(denied).test(code)]).toEqual([code, true]);
});

test('its links lead somewhere', () => {
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
  expect(links.length).toBeGreaterThan(2);
  for (const link of links) {
    const [file = '', anchor = ''] = link.split('#');
    const path = join(docs, file || 'deploying.md');
    expect([link, existsSync(path)]).toEqual([link, true]);
    const anchors = [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    if (anchor) expect(anchors).toContain(anchor);
  }
});
