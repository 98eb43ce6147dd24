import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuditInputError } from '../../../lib/isolation/input/audit-input-error';
import { readPair } from '../../../lib/isolation/input/read-pair';
import { readSide } from '../../../lib/isolation/input/read-side';
import { type Files, folderWith, manifest, QUEUE, removeFolders } from './folders';

afterAll(removeFolders);

const ASSEMBLY: Files = { 'manifest.json': manifest({ one: {} }), 'one.template.json': QUEUE };

/** What reading a folder is refused with. */
function refusal(path: string, more: object = {}): string {
  return message(() => readSide({ name: 'sandbox', path, ...more }));
}

function message(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (!(error instanceof AuditInputError)) throw error;
    expect(error.fix).toMatch(/^[a-z].*[^.]$/);
    expect(error.message).not.toMatch(/\n|\.$/);
    return error.message;
  }
  throw new Error('was read');
}

function makePipe(path: string): void {
  execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', path]);
}

const ACCOUNT = { account: '111111111111' };
const nested = (depth: number) => `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`;
const LAUGHS = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${[...'bcdefgh']
  .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[index]}`).join(', ')}]\n`)
  .join('')}`;

describe('half-written or wrong: a sentence and a fix, never a pass', () => {
  test.each<[string, Files, string | RegExp]>([
    ['an empty folder', {}, 'holds neither a cloud assembly nor a template'],
    [
      'an asset and nothing else',
      { 'index.js': 'exports.handler = 1' },
      'holds neither a cloud assembly nor a template',
    ],
    [
      'a folder of assemblies',
      { 'a/cdk.out': '{}', 'a/manifest.json': manifest({}) },
      /no cloud assembly but holds some: a$/,
    ],
    ['no manifest yet', { 'cdk.out': '{"version":"54.0.0"}' }, 'has no manifest.json'],
    ['an empty manifest', { 'manifest.json': '' }, 'manifest.json is empty'],
    ['half a manifest', { 'manifest.json': '{"version":"54.0.0","artif' }, /manifest.json is no JSON/],
    ['no artifacts', { 'manifest.json': { version: '54.0.0' } }, 'lists no artifacts'],
    ['artifacts in a list', { 'manifest.json': { artifacts: [] } }, 'lists no artifacts'],
    ['the same stack twice', { 'manifest.json': '{"version":"1","artifacts":{"a":{},"a":{}}}' }, 'a is there twice'],
    ['a deep manifest', { 'manifest.json': `{"version":${nested(5000)}}` }, /nested 10001 deep/],
    ['no stack', { 'manifest.json': manifest({}) }, 'the cloud assembly has no stack'],
    ['no template', { 'manifest.json': manifest({ one: {} }) }, 'one.template.json is not there'],
    ['no name of a template', { 'manifest.json': manifest({ one: { properties: {} } }) }, 'one names no templateFile'],
    [
      'no environment',
      { ...ASSEMBLY, 'manifest.json': manifest({ one: { environment: 'aws' } }) },
      'environment of one is aws',
    ],
    ['an empty template', { ...ASSEMBLY, 'one.template.json': '' }, 'one.template.json is empty'],
    [
      'half a template',
      { ...ASSEMBLY, 'one.template.json': '{"Resources":{"Q":{"Ty' },
      'cannot be read as JSON or YAML',
    ],
    ['a list for a template', { ...ASSEMBLY, 'one.template.json': '[]' }, 'a template must be an object'],
    ['a deep template', { ...ASSEMBLY, 'one.template.json': `{"Resources":${nested(500)}}` }, /nested 1001 deep/],
    ['aliases that grow', { 'a.yaml': `${LAUGHS}Resources: *h\n` }, /more than 1000000 values, aliases included/],
    ['an alias without anchor', { 'a.yaml': 'Resources: *nobody\n' }, /cannot be read/],
    ['half a template in YAML', { 'a.yaml': 'Resources:\n  Queue: {Type: "AWS::SQ' }, 'cannot be read'],
    ['half a template beside a whole one', { 'a.json': QUEUE, 'b.json': '{"Resources":{' }, 'b.json cannot be read'],
  ])('%s', (_, files, sentence) => {
    const found = refusal(folderWith(files), ACCOUNT);
    if (typeof sentence === 'string') expect(found).toContain(sentence);
    else expect(found).toMatch(sentence);
  });

  test('no such folder', () => {
    expect(refusal('/nonexistent/assembly')).toBe('sandbox (/nonexistent/assembly): no such folder or file');
  });

  test('a file that is no template', () => {
    expect(refusal(join(folderWith({ 'a.json': { name: 'x' } }), 'a.json'), ACCOUNT)).toMatch(
      /neither .+ nor a template/,
    );
  });

  test('a bootstrap template that is not there, or is none', () => {
    const path = folderWith(ASSEMBLY);
    expect(refusal(path, { bootstrapPath: '/nonexistent.yaml' })).toMatch(/no bootstrap template at/);
    expect(refusal(path, { bootstrapPath: path })).toMatch(/is no regular file/);
    expect(refusal(path, { bootstrapPath: join(folderWith({ a: '{' }), 'a') })).toMatch(
      /cannot be read as JSON or YAML/,
    );
  });
});

describe('hostile: nothing outside the folder, nothing without end', () => {
  test('what a manifest names outside the folder is not read', () => {
    const properties = { templateFile: '../../../../../../etc/passwd' };
    expect(refusal(folderWith({ 'manifest.json': manifest({ one: { properties } }) }))).toMatch(
      /leads out of the folder/,
    );
    const absolute = { templateFile: '/etc/passwd' };
    expect(refusal(folderWith({ 'manifest.json': manifest({ one: { properties: absolute } }) }))).toMatch(/leads out/);
  });

  test('links are followed inside the folder only', () => {
    const path = folderWith({ 'manifest.json': manifest({ one: {} }), 'real.json': QUEUE });
    symlinkSync('real.json', join(path, 'one.template.json'));
    expect(readSide({ name: 'sandbox', path }).stacks[0]?.template).toEqual(QUEUE);
    const outside = folderWith({ 'manifest.json': manifest({ one: {} }) });
    symlinkSync(join(path, 'real.json'), join(outside, 'one.template.json'));
    expect(refusal(outside)).toMatch(/one.template.json leads out of the folder/);
  });

  test('a folder beside the folder that starts with its name is outside', () => {
    const parent = folderWith({
      'side/manifest.json': manifest({ one: { properties: { templateFile: '../side2/a.json' } } }),
    });
    mkdirSync(join(parent, 'side2'));
    writeFileSync(join(parent, 'side2/a.json'), JSON.stringify(QUEUE));
    expect(refusal(join(parent, 'side'))).toMatch(/leads out of the folder/);
  });

  test('links in circles end', () => {
    const path = folderWith({ 'a.json': QUEUE });
    symlinkSync('.', join(path, 'again'));
    expect(readSide({ name: 'sandbox', path, ...ACCOUNT }).stacks).toHaveLength(1);
    symlinkSync('loop.json', join(path, 'loop.json'));
    expect(refusal(path, ACCOUNT)).toMatch(/loop.json is a link to itself/);
  });

  test('pipes and devices are not opened', () => {
    const path = folderWith({ 'manifest.json': manifest({ one: {} }) });
    makePipe(join(path, 'one.template.json'));
    expect(refusal(path)).toMatch(/one.template.json is no regular file/);
    expect(refusal('/dev/zero', ACCOUNT)).toMatch(/zero is no regular file/);
    const piped = folderWith({});
    makePipe(join(piped, 'manifest.json'));
    expect(refusal(piped)).toMatch(/manifest.json is no regular file/);
  });

  test('a file of more than 16 MB is not read', () => {
    const path = folderWith({ 'manifest.json': manifest({ one: {} }), 'one.template.json': '{' });
    truncateSync(join(path, 'one.template.json'), 16 * 1024 * 1024 + 1);
    expect(refusal(path)).toMatch(/one.template.json has 17 MB; a file of at most 16 MB is read/);
  });

  test('more than 64 MB together are not read', () => {
    const path = folderWith(Object.fromEntries([...'abcde'].map((name) => [`${name}.json`, '[1]'])));
    const filler = Buffer.alloc(15 * 1024 * 1024, ' ');
    filler.write('[1]');
    for (const name of 'abcde') writeFileSync(join(path, `${name}.json`), filler);
    expect(refusal(path, ACCOUNT)).toMatch(/the files up to e.json have more than 64 MB together/);
  });

  test('an assembly in itself, and templates that nest without end', () => {
    const own = { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } };
    expect(refusal(folderWith({ 'manifest.json': manifest({}, { own }) }))).toMatch(/an assembly inside itself/);
    const below = { type: 'cdk:cloud-assembly', properties: { directoryName: 'below' } };
    const twice = {
      'manifest.json': manifest({}, { below, again: below }),
      'below/manifest.json': manifest({ one: {} }),
    };
    expect(refusal(folderWith({ ...twice, 'below/one.template.json': QUEUE }))).toMatch(/an assembly inside itself/);
    const stack = (path: string) => ({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: path } });
    const level = (next: string) => ({
      Resources: Object.fromEntries([...'abcdefghij'].map((id) => [id, stack(next)])),
    });
    const files = { '0.json': level('1.json'), '1.json': level('2.json'), '2.json': level('3.json'), '3.json': QUEUE };
    expect(refusal(folderWith(files), ACCOUNT)).toMatch(/brings up more than 1000 nested stacks/);
  });

  test('names that mean something to JavaScript are names', () => {
    const template = '{"Resources":{"__proto__":{"Type":"AWS::SQS::Queue"},"constructor":{"Type":"AWS::SNS::Topic"}}}';
    const { stacks } = readSide({ name: 'sandbox', path: folderWith({ '__proto__.json': template }), ...ACCOUNT });
    expect(JSON.stringify(stacks[0]?.template)).toBe(template);
    const files = {
      'manifest.json':
        '{"version":"1","artifacts":{"__proto__":{"type":"aws:cloudformation:stack","environment":"aws://111111111111/eu-west-1","properties":{"templateFile":"a.json"}}}}',
      'a.json': template,
    };
    expect(readSide({ name: 'sandbox', path: folderWith(files) }).stacks.map(({ name }) => name)).toEqual([
      '__proto__',
    ]);
  });

  test('what a name could do to a terminal is not done', () => {
    const found = refusal(folderWith({ 'a\u001b[2J.json': '{' }), ACCOUNT);
    expect(found).toContain('a\\u001b[2J.json');
  });
});

describe('which accounts', () => {
  const stackIn = (environment: string) => ({ environment });
  const assembly = (...environments: string[]) =>
    folderWith({
      'manifest.json': manifest(Object.fromEntries(environments.map((each, index) => [`s${index}`, stackIn(each)]))),
      ...Object.fromEntries(environments.map((_, index) => [`s${index}.template.json`, QUEUE])),
    });
  const [one, two] = ['aws://111111111111/eu-west-1', 'aws://222222222222/eu-west-1'];

  test('templates need one', () => {
    expect(refusal(folderWith({ 'a.json': QUEUE }))).toMatch(/templates do not say for which account they are/);
  });

  test('twelve digits, and a region', () => {
    const path = folderWith({ 'a.json': QUEUE });
    expect(refusal(path, { account: '123' })).toMatch(/account 123 is no account id/);
    expect(refusal(path, { ...ACCOUNT, region: 'moon' })).toMatch(/region moon is no region/);
  });

  test('an assembly for any account, or for two alike, does not say which', () => {
    expect(refusal(assembly('aws://unknown-account/unknown-region'))).toMatch(
      /whatever account they are deployed with/,
    );
    expect(refusal(assembly(one, two))).toMatch(/several accounts alike: 111111111111, 222222222222/);
    expect(readSide({ name: 'sandbox', path: assembly(one, one, two) }).account).toBe('111111111111');
  });

  test('two environments in one folder, one inside the other, or in one account are none', () => {
    const [sandbox, live] = [assembly(one), assembly(two)];
    const pair = (...paths: [string, string]) => readPair({ path: paths[0] }, { path: paths[1] });
    expect(Object.values(pair(sandbox, live)).map(({ account }) => account)).toEqual(['111111111111', '222222222222']);
    expect(message(() => pair(sandbox, join(sandbox, '../', sandbox.split('/').at(-1) ?? '')))).toMatch(/are the same/);
    const alias = join(folderWith({}), 'alias');
    symlinkSync(sandbox, alias);
    expect(message(() => pair(sandbox, alias))).toMatch(/are the same/);
    expect(message(() => pair(join(sandbox, '..'), sandbox))).toMatch(/lies inside/);
    expect(message(() => pair(sandbox, assembly(one)))).toMatch(/both in account 111111111111/);
    expect(message(() => pair(sandbox, '/nonexistent'))).toMatch(/^live \(\/nonexistent\)/);
  });
});
