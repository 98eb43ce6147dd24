import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/environment/project-root';
import { folderWith, manifest, removeFolders } from '../../isolation/input/folders';
import { airlock } from '../run-airlock';

// Each test starts the command line as a process of its own.
afterAll(removeFolders);

const role = (account: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }],
    },
  },
});
const macro = { Transform: 'SomebodysMacro', Resources: { Role: role('111111111111') } };

/** Words that audit two assemblies of one template each. */
function sides(sandbox: object, live: object): string[] {
  const [one, two] = [
    ['sandbox', '111111111111', sandbox],
    ['live', '222222222222', live],
  ].map(([name, account, template]) =>
    folderWith({
      'manifest.json': manifest({ [`shop-${name}`]: { environment: `aws://${account}/eu-west-1` } }),
      [`shop-${name}.template.json`]: template as object,
    }),
  );
  return ['--sandbox', String(one), '--live', String(two)];
}

const closed = {
  sandbox: { Resources: { Role: role('111111111111') } },
  live: { Resources: { Role: role('222222222222') } },
};
const ISOLATED = sides(closed.sandbox, closed.live);
const BREACHED = sides({ Resources: { Open: role('222222222222') } }, closed.live);
const UNVERIFIED = sides(macro, closed.live);

const ACKNOWLEDGEMENT = {
  rule: 'foreign-trust',
  stack: 'shop-sandbox',
  logicalId: 'Open',
  reason: 'moves with the next release',
  owner: 'platform',
  approver: 'security',
  expires: '2020-12-31',
};
const acknowledgements = (...changes: object[]) =>
  join(folderWith({ 'ack.json': changes.map((change) => ({ ...ACKNOWLEDGEMENT, ...change })) }), 'ack.json');

describe('DESIGN 4: the exit code is the verdict', () => {
  test.each([
    ['isolated', ISOLATED, 0],
    ['breached', BREACHED, 1],
    ['unverified', UNVERIFIED, 3],
    ['breached', sides({ ...macro, Resources: { Open: role('222222222222') } }, closed.live), 1],
  ])('%s', async (verdict, words, exitCode) => {
    const { code, stdout, stderr } = await airlock(['audit', ...words, '--json']);
    const report = JSON.parse(stdout);
    expect([report.verdict, code, stderr]).toEqual([verdict, exitCode, '']);
    expect(report.assemblies).toMatchObject({
      sandbox: { account: '111111111111' },
      live: { account: '222222222222' },
    });
    expect(report.outOfScope).toContain('the bootstrap of sandbox was not given');
  });

  test('text: the verdict first, without colours in a pipe', async () => {
    const { code, stdout } = await airlock(['audit', ...BREACHED], { env: { FORCE_COLOR: '1' } });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ Breached/);
    expect(stdout).not.toContain('\u001b');
  });

  test('--help says what the exit codes mean', async () => {
    const { code, stdout } = await airlock(['audit', '--help']);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /Exit codes: 0 isolated 1 breached.+ 2 no verdict.+could not be read.+ 3 unverified/,
    );
  });
});

describe('a report in each form, to a file', () => {
  test.each([
    ['text', /^✗ Breached/],
    ['json', /^\{\s*"verdict": ?"breached"/],
    ['sarif', /"version": "2\.1\.0"/],
    ['html', /^<!doctype html>/],
  ])('%s', async (format, start) => {
    const folder = folderWith({});
    const words = ['audit', ...BREACHED, '--format', format, '--out', join(folder, 'report')];
    const { code, stdout, stderr } = await airlock(words);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^✗ Breached: .+; the report is in .+report\n$/);
    expect(readFileSync(join(folder, 'report'), 'utf8')).toMatch(start);
    expect(readdirSync(folder)).toEqual(['report']);
  });

  test('every rule of a finding is described', async () => {
    const words = ['audit', ...BREACHED, '--format', 'sarif', '--acknowledge', acknowledgements({})];
    const { stdout } = await airlock(words);
    const [run] = JSON.parse(stdout).runs;
    const described = run.tool.driver.rules.filter(({ help }: { help?: object }) => help);
    const ids = described.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(['acknowledgement', 'foreign-trust', 'weaker-live']));
    expect(run.tool.driver.rules).toHaveLength(ids.length);
  });

  test('a reader who closes the pipe early is no failure', async () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`Open${index}`, role('222222222222')]));
    const words = ['bin/airlock.mjs', 'audit', ...sides({ Resources: many }, closed.live), '--format', 'html'];
    const script = '"$@" | head -c 1; echo " $PIPESTATUS"';
    const output = await new Promise<string[]>((resolve) => {
      execFile(
        'bash',
        ['-c', script, 'bash', process.execPath, ...words],
        { cwd: projectRoot() },
        (_, stdout, stderr) => resolve([stdout, stderr]),
      );
    });
    expect(output).toEqual(['< 1\n', '']);
  });
});

test.each([
  ['is expired', {}, /expired on 2020-12-31/],
  ['has an empty reason', { reason: '' }, /reason is empty/],
])('--acknowledge: an entry that %s is a finding', async (_, change, message) => {
  const words = ['audit', ...ISOLATED, '--json', '--acknowledge', acknowledgements(change)];
  const { code, stdout } = await airlock(words);
  expect([code, JSON.parse(stdout).verdict]).toEqual([1, 'breached']);
  expect(JSON.parse(stdout).findings).toContainEqual(
    expect.objectContaining({ rule: 'acknowledgement', message: expect.stringMatching(message) }),
  );
});

describe('exit code 2, in one sentence and the fix, for what cannot be read and for wrong usage', () => {
  const templates = folderWith({ 'a.json': closed.sandbox });
  const broken = folderWith({ 'manifest.json': '{"version":"54' });
  const [, sandbox = '', , live = ''] = ISOLATED;
  test.each([
    [['--sandbox', '/nonexistent', '--live', live], /no such folder or file/],
    [['--sandbox', broken, '--live', live], /manifest\.json is no JSON/],
    [['--sandbox', templates, '--live', live], /templates do not say for which account/],
    [['--sandbox', sandbox, '--live', sandbox], /sandbox and live are the same/],
    [[...ISOLATED, '--live-account', '111111111111'], /both in account 111111111111/],
    [[...ISOLATED, '--acknowledge', '/nonexistent.yaml'], /no acknowledgements at/],
    [[...ISOLATED, '--acknowledge', join(broken, 'manifest.json')], /manifest\.json:1: /],
    [
      [...ISOLATED, '--acknowledge', acknowledgements({}, { owner: undefined })],
      /ack\.json:\d+: entry 2: owner is missing, where text is expected\n/,
    ],
    [[...ISOLATED, '--acknowledge', acknowledgements({ approver: 7 })], /entry 1: approver is 7, where text/],
    [[...ISOLATED, '--acknowledge', acknowledgements({ until: 'ever' })], /entry 1: until is no field; expected are/],
    [[...ISOLATED, '--bootstrap-live', '/nonexistent.yaml'], /no bootstrap template at/],
    [[...ISOLATED, '--out', '/nonexistent/report'], /cannot write/],
    [[...ISOLATED, '--format', 'pdf'], /Allowed choices are text, json, sarif, html/],
  ])('%j', async (words, sentence) => {
    const { code, stdout, stderr } = await airlock(['audit', ...words]);
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/^✗ .+\n {2}.+\n$/);
    expect([code, stdout]).toEqual([2, '']);
  });

  test.each([
    [['--sandbox', '/nonexistent'], /^✗ sandbox \(\/nonexistent\): no such folder or file\n/],
    [['--bootstrap-live', '/nonexistent'], /^✗ no bootstrap template at/],
    [['--out', '/nonexistent/report'], /^✗ cannot write/],
    [['--acknowledge', '/nonexistent'], /^✗ no acknowledgements at/],
  ])('%j is said before anything is synthesized or judged', async (words, first) => {
    const { code, stderr } = await airlock(['audit', ...words]);
    expect(stderr).toMatch(first);
    expect(code).toBe(2);
  });

  test('two forms at once, told in the one for machines, too', async () => {
    const { code, stdout, stderr } = await airlock(['audit', ...ISOLATED, '--format', 'html', '--json']);
    expect(stderr).toMatch(/'--json' cannot be used with option '--format/);
    expect([code, Object.keys(JSON.parse(stdout))]).toEqual([2, ['error']]);
  });

  test.each([['--json'], ['--format', 'json'], ['--format=json']])(
    '%s %s: the error as JSON, too',
    async (...words) => {
      const { code, stdout } = await airlock([
        'audit',
        '--sandbox',
        '/nonexistent',
        '--live',
        live,
        ...words.filter(Boolean),
      ]);
      expect(code).toBe(2);
      expect(JSON.parse(stdout)).toEqual({ error: { message: expect.any(String), fix: expect.any(String) } });
    },
  );
});

test('plain templates are audited with the accounts that are given', async () => {
  const [one, two] = [
    folderWith({ 'a.yaml': 'Resources: { Q: { Type: AWS::SQS::Queue } }' }),
    folderWith({ 'a.json': closed.live }),
  ];
  const accounts = ['--sandbox-account', '111111111111', '--live-account', '222222222222'];
  const { code, stdout } = await airlock(['audit', '--sandbox', one, '--live', two, ...accounts, '--json']);
  expect(JSON.parse(stdout).assemblies.live).toMatchObject({ account: '222222222222', region: 'us-east-1' });
  expect(code).toBe(0);
});
