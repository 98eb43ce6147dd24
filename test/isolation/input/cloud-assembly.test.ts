import { join } from 'node:path';
import { readSide } from '../../../lib/isolation/input/read-side';
import { type Files, folderWith, manifest, QUEUE, removeFolders, SANDBOX } from './folders';
import { zip } from './zip';

afterAll(removeFolders);

const read = (files: Files, more: object = {}) => readSide({ name: 'sandbox', path: folderWith(files), ...more });

test('a stack has the environment, the name and the parameters that the manifest gives it', () => {
  const side = read({
    'manifest.json': manifest({
      one: { properties: { templateFile: 'one.template.json', stackName: 'shop', parameters: { Size: '3' } } },
    }),
    'one.template.json': QUEUE,
  });
  expect([side.account, side.region]).toEqual(['111111111111', 'eu-west-1']);
  expect(side.stacks).toEqual([
    { name: 'shop', template: QUEUE, account: '111111111111', region: 'eu-west-1', parameters: { Size: '3' } },
  ]);
});

test('two stacks of one name in two regions are told apart', () => {
  const stack = (id: string, region: string) => ({
    environment: `aws://111111111111/${region}`,
    properties: { templateFile: `${id}.template.json`, stackName: 'shop' },
  });
  const { stacks } = read({
    'manifest.json': manifest({ one: stack('one', 'eu-west-1'), two: stack('two', 'eu-west-2') }),
    'one.template.json': QUEUE,
    'two.template.json': QUEUE,
  });
  expect(stacks.map(({ name }) => name)).toEqual(['shop (./one)', 'shop (./two)']);
});

test('FACTS K4: a stack for an account that is not known yet says so, and another account than the side stays visible', () => {
  const { account, stacks } = read({
    'manifest.json': manifest({
      a: {},
      b: {},
      c: { environment: 'aws://222222222222/eu-west-1' },
      d: { environment: 'aws://unknown-account/unknown-region' },
    }),
    ...Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [`${id}.template.json`, QUEUE])),
  });
  expect(account).toBe('111111111111');
  expect(stacks.map((stack) => stack.account)).toEqual([
    '111111111111',
    '111111111111',
    '222222222222',
    'unknown-account',
  ]);
  expect(stacks[3]?.problems).toEqual([
    'its account is only known when it is deployed; give the stack an env',
    'its region is only known when it is deployed; give the stack an env',
  ]);
});

test.each([
  ['no env', 'aws://unknown-account/unknown-region', {}, ['333333333333', 'us-east-1', undefined]],
  [
    'no env, and a region',
    'aws://unknown-account/unknown-region',
    { region: 'eu-west-3' },
    ['333333333333', 'eu-west-3', undefined],
  ],
  ['a region only', 'aws://unknown-account/eu-west-2', {}, ['333333333333', 'us-east-1', 'eu-west-2']],
])('a stack with %s goes to the account that is given for it', (_, environment, given, [account, region, ofStack]) => {
  const files = { 'manifest.json': manifest({ one: { environment } }), 'one.template.json': QUEUE };
  const side = read(files, { account: '333333333333', ...given });
  expect([side.account, side.region]).toEqual([account, region]);
  expect(side.stacks).toEqual([{ name: 'one', template: QUEUE, parameters: {}, ...(ofStack && { region: ofStack }) }]);
});

test('a stack with an account and no region says so, unless one is given', () => {
  const files = {
    'manifest.json': manifest({ one: { environment: 'aws://111111111111/unknown-region' } }),
    'one.template.json': QUEUE,
  };
  expect(read(files, { account: '111111111111' }).stacks[0]?.problems).toEqual([
    'its region is only known when it is deployed; give the stack an env',
  ]);
  expect(read(files, { region: 'eu-west-3' }).stacks[0]?.problems).toBeUndefined();
});

test('stages inside each other are read, with the assets that lie in the folder above', () => {
  const assets = { files: { abc: { source: { path: '../asset.abc' }, destinations: {} } } };
  const path = folderWith({
    'manifest.json': manifest(
      {},
      { stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-s' } } },
    ),
    'assembly-s/manifest.json': manifest(
      { one: {} },
      { assets: { type: 'cdk:asset-manifest', properties: { file: 'one.assets.json' } } },
    ),
    'assembly-s/one.template.json': QUEUE,
    'assembly-s/one.assets.json': assets,
    'asset.abc/index.js': 'exports.handler = 1',
  });
  const [whole, stage] = [path, join(path, 'assembly-s')].map((folder) => readSide({ name: 'sandbox', path: folder }));
  expect(whole?.stacks).toHaveLength(1);
  for (const side of [whole, stage]) expect(side?.texts.some(({ text }) => text === 'exports.handler = 1')).toBe(true);
  expect(stage?.unread).toEqual([]);
});

describe('nested stacks', () => {
  const nest = (properties: object, metadata: object = { 'aws:asset:path': 'inner.nested.template.json' }) => ({
    Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: properties, Metadata: metadata } },
  });
  const INNER = {
    Parameters: { Given: { Type: 'String' }, Passed: { Type: 'String', Default: 'never used' } },
    ...QUEUE,
  };
  const inputs = { Given: 'x', List: ['a', 1], Passed: { Ref: 'Topic' } };

  test('are stacks of their own, with the parameters that are passed as they are', () => {
    const { stacks } = read({
      'manifest.json': manifest({ one: {} }),
      'one.template.json': nest({ Parameters: inputs }),
      'inner.nested.template.json': INNER,
    });
    expect(stacks[1]).toEqual({
      name: 'one/Nested',
      account: '111111111111',
      region: 'eu-west-1',
      parameters: { Given: 'x', List: 'a,1' },
      parent: { stack: 'one', logicalId: 'Nested', unresolved: ['Passed'] },
      template: { ...INNER, Parameters: { Given: { Type: 'String' }, Passed: { Type: 'String' } } },
    });
  });

  test('are found by the object that their URL names, without what CDK notes', () => {
    const { stacks, texts } = read({
      'manifest.json': manifest(
        { one: {} },
        { a: { type: 'cdk:asset-manifest', properties: { file: 'one.assets.json' } } },
      ),
      'one.template.json': nest(
        { TemplateURL: { 'Fn::Join': ['/', ['https://s3', { Ref: 'Bucket' }, 'abc.json']] } },
        {},
      ),
      'one.assets.json': {
        files: { abc: { source: { path: 'inner.json' }, destinations: { here: { objectKey: 'abc.json' } } } },
      },
      'inner.json': QUEUE,
    });
    expect(stacks.map(({ name }) => name)).toEqual(['one', 'one/Nested']);
    expect(texts.filter(({ kind }) => kind === 'code')).toEqual([]);
  });

  test('that bring up themselves are refused', () => {
    const files = {
      'manifest.json': manifest({ one: {} }),
      'one.template.json': nest({}),
      'inner.nested.template.json': nest({}),
    };
    expect(() => read(files)).toThrow('inner.nested.template.json brings up itself');
  });

  test('whose template is somewhere else are left to the resource that names them', () => {
    const { stacks } = read({
      'manifest.json': manifest({ one: {} }),
      'one.template.json': nest({ TemplateURL: 'https://elsewhere.example/x.json' }, {}),
    });
    expect(stacks.map(({ name }) => name)).toEqual(['one']);
  });
});

describe('what is deployed with the stacks', () => {
  const withAssets = (files: Files, sources: Readonly<Record<string, object>>) =>
    read({
      'manifest.json': manifest(
        { one: {} },
        { a: { type: 'cdk:asset-manifest', properties: { file: 'one.assets.json' } } },
      ),
      'one.template.json': QUEUE,
      'one.assets.json': {
        files: Object.fromEntries(Object.entries(sources).map(([id, source]) => [id, { source, destinations: {} }])),
      },
      ...files,
    });

  test('code in folders, files and archives is text; what is binary, broken or missing is given with the reason', () => {
    const { texts, unread } = withAssets(
      {
        'asset.a/index.js': 'a',
        'asset.a/image.png': Buffer.from([137, 80, 0, 1]),
        'asset.b.zip': zip([
          { path: 'b.py', content: 'b' },
          { path: 'layer.zip', content: zip([{ path: 'c.py', content: 'c' }]) },
        ]),
        'asset.d.zip': Buffer.from('PK\x03\x04 and no end'),
        'asset.e.sh': Buffer.from('caf\xe9', 'latin1'),
        'stale.js': 'not deployed',
      },
      {
        a: { path: 'asset.a' },
        again: { path: 'asset.a' },
        b: { path: 'asset.b.zip' },
        d: { path: 'asset.d.zip' },
        e: { path: 'asset.e.sh' },
        f: { path: 'asset.f' },
        g: { executable: ['make', 'it'] },
        h: { path: '../outside' },
        i: { path: '/etc/hostname' },
      },
    );
    expect(texts.filter(({ kind }) => kind === 'code').map(({ path, text }) => [path, text])).toEqual([
      ['asset.a/index.js', 'a'],
      ['asset.b.zip!b.py', 'b'],
      ['asset.b.zip!layer.zip!c.py', 'c'],
      ['asset.e.sh', 'café'],
    ]);
    expect(unread.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      'g: made by a command when it is deployed',
      'asset.a/image.png: binary, 4 bytes',
      'asset.d.zip: no zip archive, or only the start of one',
      expect.stringContaining('asset.f: asset.f is not there'),
      expect.stringContaining('../outside'),
      expect.stringContaining('/etc/hostname leads out of the folder'),
    ]);
  });

  test('the manifests are text, and the digest is that of what was read', () => {
    const one = withAssets({ 'asset.a/index.js': 'a' }, { a: { path: 'asset.a' } });
    const same = withAssets({ 'asset.a/index.js': 'a', 'stale.js': 'x' }, { a: { path: 'asset.a' } });
    const other = withAssets({ 'asset.a/index.js': 'b' }, { a: { path: 'asset.a' } });
    expect(one.texts.filter(({ kind }) => kind === 'manifest').map(({ path }) => path)).toEqual([
      'manifest.json',
      'one.assets.json',
    ]);
    expect(one.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(same.digest).toBe(one.digest);
    expect(other.digest).not.toBe(one.digest);
  });

  test('assets and metadata of the form before asset manifests are read too', () => {
    const { texts } = read({
      'manifest.json': manifest({
        one: {
          additionalMetadataFile: 'one.metadata.json',
          metadata: { '/one': [{ type: 'aws:cdk:asset', data: { path: 'asset.a', packaging: 'zip' } }] },
        },
      }),
      'one.metadata.json': { '/one/B': [{ type: 'aws:cdk:asset', data: { path: 'asset.b' } }] },
      'one.template.json': QUEUE,
      'asset.a/a.js': 'a',
      'asset.b/b.js': 'b',
    });
    expect(texts.map(({ path }) => path)).toEqual([
      'manifest.json',
      'one.metadata.json',
      'asset.a/a.js',
      'asset.b/b.js',
    ]);
  });
});

test('an artifact of a type that is not known is given as not read', () => {
  const tree = { type: 'cdk:tree', properties: { file: 'tree.json' } };
  const { unread } = read({
    'manifest.json': manifest({ one: {} }, { tree, x: { type: 'aws:later' }, y: {} }),
    'one.template.json': QUEUE,
  });
  expect(unread).toEqual([
    { path: './x', reason: 'an artifact of the unknown type aws:later' },
    { path: './y', reason: 'an artifact of the unknown type none' },
  ]);
});

test('a template that was made without what had to be looked up is a problem of every stack', () => {
  const { stacks } = read({
    'manifest.json': { ...manifest({ one: {} }), missing: [{ key: 'vpc-provider:x', provider: 'vpc-provider' }] },
    'one.template.json': QUEUE,
  });
  expect(stacks[0]?.problems).toEqual(['synthesized without values that had to be looked up: vpc-provider:x']);
});

test('a bootstrap template is a stack of the account and counts for the digest', () => {
  const files = { 'manifest.json': manifest({ one: {} }), 'one.template.json': QUEUE };
  const folder = folderWith({ 'bootstrap.yaml': 'Resources:\n  Bucket: { Type: AWS::S3::Bucket }\n' });
  const side = read(files, { bootstrapPath: join(folder, 'bootstrap.yaml') });
  expect(side.bootstrap).toEqual({
    name: 'CDKToolkit',
    template: { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } },
    account: '111111111111',
    region: 'eu-west-1',
  });
  expect(side.digest).not.toBe(read(files).digest);
});

test('the account and region that are given come before what the assembly says', () => {
  const files = { 'manifest.json': manifest({ one: { environment: SANDBOX } }), 'one.template.json': QUEUE };
  const { account, region } = read(files, { account: '333333333333', region: 'eu-west-3' });
  expect([account, region]).toEqual(['333333333333', 'eu-west-3']);
});
