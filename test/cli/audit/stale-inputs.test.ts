import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/environment/project-root';
import { changedInputs } from '../../../lib/stacks/synthesis/assembly-inputs';
import { runNode } from '../run-node';

/** A copy of the project, so that its files can be edited. */
const copy = mkdtempSync(join(tmpdir(), 'airlock-stale-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const FOLDERS = { sandbox: join(copy, 'cdk.out', 'sandbox'), live: join(copy, 'cdk.out', 'live') };
const NAMED = ['--sandbox', FOLDERS.sandbox, '--live', FOLDERS.live];
/** What CloudFormation's validator says of the templates is tested elsewhere. */
const DATE = { SOURCE_DATE_EPOCH: '1800000000', CDK_VALIDATION: 'false', HOME: join(copy, 'home') };
const audit = (...words: string[]) => runNode([join(copy, 'bin', 'airlock.mjs'), 'audit', ...words], DATE);

beforeAll(() => {
  for (const part of ['bin', 'lib', 'environments', 'package.json', 'package-lock.json', 'cdk.json']) {
    cpSync(join(projectRoot(), part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(projectRoot(), 'node_modules'), join(copy, 'node_modules'));
});

test('section 4: without folders the audit synthesizes what is not there, and then what is older than its inputs', async () => {
  const first = await audit('--json');
  expect(first.stderr).toContain('no cloud assembly in cdk.out/sandbox yet: synthesizing');
  expect([first.code, JSON.parse(first.stdout).verdict]).toEqual([0, 'isolated']);

  const unchanged = await audit('--json');
  expect(unchanged.stderr).toBe('');
  expect(unchanged.stdout).toBe(first.stdout);

  edit('environments/live.yaml', (text) => text.replace('pointInTimeRecoveryDays: 35', 'pointInTimeRecoveryDays: 34'));
  const named = await audit(...NAMED, '--json');
  expect(named.code).toBe(2);
  expect(JSON.parse(named.stdout).error).toEqual({
    message: expect.stringMatching(/is older than its inputs: environments\/live\.yaml changed since/),
    fix: 'make it again: npx airlock synth sandbox',
  });

  const again = await audit('--json');
  expect(again.stderr).toContain('cdk.out/live is older than its inputs (environments/live.yaml): synthesizing');
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout).assemblies.live.digest).not.toBe(JSON.parse(first.stdout).assemblies.live.digest);
  expect((await audit(...NAMED)).code).toBe(0);
});

test.each<[string, string, (text: string) => string]>([
  ['sandbox’s file', 'environments/sandbox.yaml', (text) => `${text}\n`],
  ['live’s file', 'environments/live.yaml', (text) => `${text}\n`],
  ['a stack', 'lib/stacks/alarms/metric-alarms.ts', (text) => `${text}\n`],
  ['a construct', 'lib/constructs/environment-alarm.ts', (text) => `${text}\n`],
  ['the app', 'bin/app.ts', (text) => `${text}\n`],
  ['a handler', 'lib/gateway/handlers/api.ts', (text) => `${text}\n`],
  ['what a handler imports', 'lib/gateway/http/reply.ts', (text) => `${text}\n`],
  ['a new handler', 'lib/gateway/handlers/another.ts', () => 'export const handler = 1;\n'],
  ['what the CDK looked up', 'cdk.context.json', () => '{"vpc-provider:x": {"vpcId": "vpc-0aaaaaaaaaaaaaaa1"}}'],
  ['the CDK’s settings', 'cdk.json', (text) => text.replace('{', '{ "context": { "some": "flag" },')],
  ['the packages', 'package-lock.json', (text) => `${text}\n`],
])('section 4: %s is an input, and its change is seen', (_, file, change) => {
  const before = read(file);
  expect(changedInputs(FOLDERS.sandbox, copy)).toEqual([]);
  edit(file, change);
  try {
    expect(changedInputs(FOLDERS.sandbox, copy)).toContain(file);
    expect(changedInputs(FOLDERS.live, copy)).toContain(file);
  } finally {
    if (before === undefined) rmSync(join(copy, file));
    else writeFileSync(join(copy, file), before);
  }
});

test('section 4: a new time alone changes nothing, and neither does what is no input', () => {
  edit('environments/live.yaml', (text) => text);
  edit('lib/cli/audit/audit.ts', (text) => `${text}\n`);
  expect(changedInputs(FOLDERS.live, copy)).toEqual([]);
});

test('section 4: context on the command line of a synthesis is an input', () => {
  const folder = mkdtempSync(join(copy, 'context-'));
  const recorded = JSON.parse(readFileSync(join(FOLDERS.live, 'airlock-inputs.json'), 'utf8'));
  writeFileSync(join(folder, 'airlock-inputs.json'), JSON.stringify({ ...recorded, context: { other: 'x' } }));
  expect(changedInputs(folder, copy)).toEqual(['the context given with -c']);
});

test('section 4: swapped folders are recognised and refused', async () => {
  const { code, stdout, stderr } = await audit('--sandbox', FOLDERS.live, '--live', FOLDERS.sandbox);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toBe(
    `✗ the folders are swapped: --sandbox ${FOLDERS.live} holds live, and --live ${FOLDERS.sandbox} holds sandbox\n  say --sandbox ${FOLDERS.sandbox} --live ${FOLDERS.live}\n`,
  );
});

test('section 4: an assembly that does not say what it was made of is audited, and the report says so', async () => {
  const bare = join(copy, 'bare');
  mkdirSync(bare);
  for (const name of ['sandbox', 'live'] as const) cpSync(FOLDERS[name], join(bare, name), { recursive: true });
  rmSync(join(bare, 'live', 'airlock-inputs.json'));
  const { code, stdout } = await audit('--sandbox', join(bare, 'sandbox'), '--live', join(bare, 'live'), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout).outOfScope).toEqual([
    `whether ${join(bare, 'live')} is as the files of live say now: it carries no airlock-inputs.json`,
  ]);
});

describe('section 4: the report says when, with what and from what it was made', () => {
  test('JSON', async () => {
    const { provenance } = JSON.parse((await audit(...NAMED, '--json')).stdout);
    expect(provenance).toEqual({
      date: '2027-01-15T08:00:00Z',
      toolVersion: JSON.parse(read('package.json') ?? '').version,
      commit: null,
      uncommitted: null,
      evidence: 'templates, read offline; not run on AWS',
      assumptions: expect.arrayContaining(['AWS evaluates policies as its documents say']),
    });
  });

  test('SARIF: the driver’s version too', async () => {
    const [run] = JSON.parse((await audit(...NAMED, '--format', 'sarif')).stdout).runs;
    expect(run.tool.driver.version).toBe(JSON.parse(read('package.json') ?? '').version);
    expect(run.invocations[0].endTimeUtc).toBe('2027-01-15T08:00:00Z');
    expect(JSON.stringify(run.invocations)).toContain('not run on AWS');
  });

  test.each(['text', 'html'])('%s', async (format) => {
    const { stdout } = await audit(...NAMED, '--format', format);
    for (const part of [
      '2027-01-15T08:00:00Z',
      'airlock 0.1.0',
      'no commit known',
      'not run on AWS',
      'AWS evaluates policies',
    ])
      expect(stdout).toContain(part);
  });

  test('a time that is none is refused', async () => {
    const words = [join(copy, 'bin', 'airlock.mjs'), 'audit', ...NAMED];
    const { code, stderr } = await runNode(words, { SOURCE_DATE_EPOCH: 'yesterday' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('SOURCE_DATE_EPOCH is "yesterday"')]);
  });
});

function read(file: string): string | undefined {
  try {
    return readFileSync(join(copy, file), 'utf8');
  } catch {
    return undefined;
  }
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(join(copy, file), change(read(file) ?? ''));
}
