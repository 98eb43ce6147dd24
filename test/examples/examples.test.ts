import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../lib/environment/project-root';
import { type GatewayOnLoopback, gatewayOnLoopback } from './gateway-on-loopback';
import { exportsOf } from './read-examples';
import { expectedOutput, runExamples, typeFaults, writeExamples } from './run-examples';

/** What the client is made of, and no integrator calls. */
const PARTS_OF_CLIENT = ['destination', 'emulated-accounts', 'known-gateways', 'retry', 'retry-after', 'transport'].map(
  (part) => `lib/client/${part}.ts`,
);

/** In scope of the examples of building blocks. */
const IN_A_STACK = `
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { EnvironmentStack as AnyStack } from './lib/constructs/environment-stack';
import { loadEnvironments } from './lib/environment/load';
const environment = loadEnvironments().sandbox;
const app = new App();
const stack = new (class extends AnyStack {})(app, 'gateway', { environment, description: 'an example' });
const encryptionKey = Key.fromKeyArn(stack, 'GivenKey', stack.formatArn({ service: 'kms', resource: 'key', resourceName: 'a-key' }));
interface Resource { readonly Properties: any; readonly DeletionPolicy?: string }
const resourcesOf = (type: string) => Object.values(Template.fromStack(stack).findResources(type)) as Resource[];
`;

const filesOf = (folder: string) =>
  readdirSync(join(projectRoot(), folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);

const exported = [
  ...filesOf('lib/client').filter((file) => !PARTS_OF_CLIENT.includes(file)),
  'lib/isolation/audit.ts',
  ...filesOf('lib/constructs'),
].flatMap(exportsOf);

const examples = exported.flatMap(({ file, name, examples }) => {
  const siblings = exported.filter((other) => other.file === file).map((other) => other.name);
  const own = `import { ${siblings.join(', ')} } from './${file.replace(/\.ts$/, '')}';`;
  const before = file.startsWith('lib/constructs/') ? own + IN_A_STACK : own;
  return examples.map((code, at) => ({ name: `${name}${at > 0 ? at + 1 : ''}`, before, code }));
});

let gateway: GatewayOnLoopback;
beforeAll(async () => {
  gateway = await gatewayOnLoopback();
  writeExamples(examples);
});
afterAll(() => gateway.close());

test.each(exported.map(({ file, name, examples }) => [name, file, examples] as const))(
  '%s of %s has an example, in ```ts, that says what it prints',
  (_, __, own) => {
    expect(own).not.toEqual([]);
    expect(own.filter((code) => expectedOutput(code).length === 0)).toEqual([]);
  },
);

test('every public method of the client is called in its examples', () => {
  const client = exported.filter(({ file }) => file === 'lib/client/client.ts');
  const code = client.flatMap((each) => each.examples).join('\n');
  const methods = client.flatMap((each) => each.methods);
  expect(methods.length).toBeGreaterThan(5);
  expect(methods.filter((name) => !new RegExp(`\\.${name}\\b`).test(code))).toEqual([]);
});

test('the examples are right to the compiler', async () => {
  expect(await typeFaults()).toBe('');
});

describe('the examples print what they say', () => {
  let printed: Readonly<Record<string, readonly string[]>>;
  beforeAll(async () => {
    printed = await runExamples(
      examples.map(({ name }) => name),
      gateway.env,
    );
  });

  test.each(examples.map(({ name, code }) => [name, code] as const))('%s', (name, code) => {
    expect(printed[name]).toEqual(expectedOutput(code));
  });
});
