import { loadEnvironments } from '../../../lib/environment/load';
import { audit } from '../../../lib/isolation/audit';
import { readSources } from '../../../lib/operations/audit/sources';
import { folderWith, manifest, QUEUE, removeFolders } from '../../isolation/input/folders';

afterAll(removeFolders);

const environments = loadEnvironments();

/** An assembly of one stack with its files' paths below a folder. */
function assembly(stack: string, account: string, below = ''): Readonly<Record<string, object>> {
  return {
    [`${below}manifest.json`]: manifest({ [stack]: { environment: `aws://${account}/eu-west-1` } }),
    [`${below}${stack}.template.json`]: QUEUE,
  };
}

const { account: sandbox } = environments.sandbox;
const { account: live } = environments.live;

test("without folders it is this project's own assemblies, with all that the project knows of them", () => {
  const root = folderWith({
    ...assembly('airlock-sandbox-data', sandbox, 'cdk.out/sandbox/'),
    ...assembly('airlock-live-data', live, 'cdk.out/live/'),
  });
  const read = readSources({}, root);
  expect([read.sandbox.account, read.live.account]).toEqual([sandbox, live]);
  expect(read.live.environment).toEqual(environments.live);
  expect(read.live.bootstrap?.template['Description']).toMatch(/^Airlock live/);
  expect(read.sandbox.bootstrap?.template['Description']).toMatch(/^Airlock sandbox/);
});

test('what the CDK looked up in one account and both would use is read with both', () => {
  const looked = { 'vpc-provider:account=222222222222:region=eu-west-1': { vpcId: 'vpc-0aaaaaaaaaaaaaaa1' } };
  const root = folderWith({
    ...assembly('airlock-sandbox-data', sandbox, 'cdk.out/sandbox/'),
    ...assembly('airlock-live-data', live, 'cdk.out/live/'),
    'cdk.context.json': looked,
  });
  const { findings } = audit(readSources({}, root));
  expect(findings.map(({ rule, environment, stack }) => `${rule} ${environment} ${stack}`)).toContain(
    'other-side-in-code sandbox cdk.context.json',
  );
});

test('an own assembly for another account than the environment file says is held against the file', () => {
  const root = folderWith({
    ...assembly('airlock-sandbox-data', '333333333333', 'cdk.out/sandbox/'),
    ...assembly('airlock-live-data', live, 'cdk.out/live/'),
  });
  const read = readSources({}, root);
  expect([read.sandbox.account, read.sandbox.stacks[0]?.account]).toEqual([sandbox, '333333333333']);
});

test.each([
  ['sandbox', assembly('airlock-live-data', live, 'cdk.out/live/')],
  ['live', assembly('airlock-sandbox-data', sandbox, 'cdk.out/sandbox/')],
])('without an assembly of %s it says how to make it', (missing, files) => {
  expect(() => readSources({}, folderWith(files))).toThrow(
    expect.objectContaining({
      name: 'AuditInputError',
      message: `no cloud assembly of ${missing} in cdk.out/${missing}`,
      fix: `make it with npx airlock synth ${missing}, or name another folder with --${missing}`,
    }),
  );
});

describe('folders that are given', () => {
  const given = (stack: string, accounts: readonly [string, string]) => ({
    sandbox: folderWith(assembly(`${stack}sandbox-x`, accounts[0])),
    live: folderWith(assembly(`${stack}live-x`, accounts[1])),
  });

  test("with this project's stacks and accounts are its own", () => {
    const read = readSources(given('airlock-', [sandbox, live]));
    expect([read.sandbox.environment, read.live.environment]).toEqual([environments.sandbox, environments.live]);
  });

  test.each([
    ['other stacks', given('shop-', [sandbox, live])],
    ['other accounts', given('airlock-', ['333333333333', '444444444444'])],
  ])('with %s are not', (_, folders) => {
    const read = readSources(folders);
    for (const side of [read.sandbox, read.live])
      expect([side.environment, side.bootstrap]).toEqual([undefined, undefined]);
  });

  test('a bootstrap that is given stands in for the one of the project', () => {
    const file = `${folderWith({ 'b.json': QUEUE })}/b.json`;
    const read = readSources({ ...given('airlock-', [sandbox, live]), bootstrapLive: file });
    expect(read.live.bootstrap?.template).toEqual(QUEUE);
    expect(read.sandbox.bootstrap?.template).not.toEqual(QUEUE);
  });
});
