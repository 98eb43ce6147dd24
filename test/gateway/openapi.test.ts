import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { openapiText } from '../../lib/gateway/openapi';
import { routes } from '../../lib/gateway/routes';

const ROOT = join(__dirname, '..', '..');
const text = openapiText(routes);
const document = JSON.parse(text);

/** Every `.ts` file below a folder. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.startsWith('openapi'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** What swagger-parser says of a document; in a process of its own, since jest cannot load its ES modules. */
function validated(openapi: unknown): { status: number | null; errors: string } {
  const script = `require(${JSON.stringify(require.resolve('@apidevtools/swagger-parser'))})
    .validate(JSON.parse(require('node:fs').readFileSync(0, 'utf8')))
    .catch((error) => { process.stderr.write(error.message); process.exitCode = 1; })`;
  const args = ['--disable-warning=ExperimentalWarning', '-e', script];
  const { status, stderr } = spawnSync(process.execPath, args, { input: JSON.stringify(openapi), encoding: 'utf8' });
  return { status, errors: stderr };
}

/** What Redocly's linter says; in a process of its own for the same reason. */
function linted(openapi: unknown): string[] {
  const script = join(__dirname, 'lint-openapi.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [script], {
    input: JSON.stringify(openapi),
    encoding: 'utf8',
  });
  return stdout ? JSON.parse(stdout) : [stderr];
}

/** Schemas that stand where they are used, not among the named ones, and of which a generated client makes a class each. */
function unnamed(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const { type, enum: choices, allOf } = value as Record<string, unknown>;
  const own = (type === 'object' || Array.isArray(choices) || Array.isArray(allOf)) && 1;
  return Object.values(value).reduce((sum: number, part) => sum + unnamed(part), own || 0);
}

describe('API reference', () => {
  test('docs/api/openapi.json is what the route schemas say; refresh it with `npm run generate`', () => {
    expect(readFileSync(join(ROOT, 'docs', 'api', 'openapi.json'), 'utf8')).toBe(text);
  });

  test('is a valid OpenAPI 3.1 document by an independent validator', () => {
    expect(validated(document)).toEqual({ status: 0, errors: '' });
    const broken = structuredClone(document);
    broken.paths['/health'].get.responses = 'none';
    expect(validated(broken).status).toBe(1);
  });

  test('passes Redocly’s linter, warnings included', () => {
    expect(linted(document)).toEqual([]);
    const broken = structuredClone(document);
    delete broken.paths['/health'].get.security;
    expect(linted(broken)).toEqual([expect.stringMatching(/^security-defined at /)]);
  });

  test('a generated client is small: every schema has a name and is shared, but for the form of the mock page', () => {
    expect(unnamed(document.paths)).toBe(2);
    // Each of these, and each of their enums, is a file in the clients of some generators.
    expect(Object.keys(document.components.schemas).length + unnamed(document.components.schemas)).toBeLessThan(40);
  });

  test('an id has a pattern, in a path and in a payment, and the example is one', () => {
    const [{ schema }] = document.paths['/v1/payments/{id}'].get.parameters;
    expect('pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE').toMatch(new RegExp(schema.pattern));
    expect('pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HC').not.toMatch(new RegExp(schema.pattern));
    expect(document.components.schemas.Payment.properties.id.pattern).toBe(schema.pattern);
    const [token] = document.paths['/mock/checkout/{token}'].get.parameters;
    const { checkout_url } = document.paths['/v1/payments'].post.responses[201].content['application/json'].example;
    expect(checkout_url.split('/').at(-1)).toMatch(new RegExp(token.schema.pattern));
  });

  test('has every route, and says which exist in sandbox only', () => {
    const operations = routes.map(({ path, method }) => document.paths[path]?.[method.toLowerCase()]);
    expect(operations.map((operation) => operation?.operationId)).toEqual(routes.map((route) => route.operationId));
    expect(document.paths['/v1/test/payments/{id}/pay'].post['x-environments']).toEqual(['sandbox']);
    expect(document.paths['/v1/payments'].post['x-environments']).toEqual(['sandbox', 'live']);
  });

  test('D9: every code that the gateway can answer stands at some status of some route', () => {
    const thrown = sources(join(ROOT, 'lib', 'gateway'))
      .flatMap((source) => [
        ...source.matchAll(/\bcode: '([a-z_]+)'/g),
        ...source.matchAll(/\b(?:refused|refuse|invalid)\(\s*(?:\d{3},\s*)?'([a-z_]+)'/g),
      ])
      .map(([, code]) => code);
    expect(thrown.length).toBeGreaterThan(20);
    const missing = [...new Set(thrown)].filter((code) => !text.includes(`"${code}"`));
    expect(missing).toEqual([]);
  });

  test('D7 D8: signed routes name their headers, public ones ask for none', () => {
    const create = document.paths['/v1/payments'].post;
    expect(create.security).toEqual([{ signature: [], signatureInput: [] }]);
    expect(create.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }));
    expect(create.parameters).toContainEqual(expect.objectContaining({ name: 'Content-Digest', required: true }));
    const cancel = document.paths['/v1/payments/{id}/cancel'].post;
    expect(cancel.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: false }));
    expect(document.paths['/health'].get.security).toEqual([]);
  });

  test('the answer that leads back to the merchant names Location', () => {
    const { responses } = document.paths['/mock/checkout/{token}'].post;
    expect(Object.keys(responses[303].headers)).toContain('Location');
    expect(Object.keys(responses[200].headers)).not.toContain('Location');
  });

  test('GW5: the body of a payment has no mode, and nothing beyond its fields', () => {
    const { properties, additionalProperties } = document.components.schemas.CreatePayment;
    expect(Object.keys(properties)).toEqual([
      'amount',
      'currency',
      'provider',
      'description',
      'reference',
      'return_url',
      'metadata',
    ]);
    expect(additionalProperties).toBe(false);
  });

  test('every example holds against its own schema', () => {
    const ajv = new Ajv({ strict: false, validateFormats: true }).addSchema(document, 'api');
    const { post, get } = document.paths['/v1/payments'];
    for (const media of [
      post.requestBody.content['application/json'],
      post.responses[201].content['application/json'],
      get.responses[200].content['application/json'],
    ]) {
      expect(media.example).toBeDefined();
      const valid = ajv.validate({ $ref: `api${media.schema.$ref}` }, media.example);
      expect({ valid, errors: ajv.errors }).toEqual({ valid: true, errors: null });
    }
  });
});
