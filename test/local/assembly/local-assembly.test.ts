process.env['CDK_VALIDATION'] ??= 'false';

import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironments } from '../../../lib/environment/load';
import { ENVIRONMENTS, otherEnvironment } from '../../../lib/environment/modes';
import { writeLocalAssembly } from '../../../lib/local/assembly/local-assembly';
import { NOT_EMULATED } from '../../../lib/local/assembly/not-emulated';
import { EnvironmentApp } from '../../../lib/stacks/environment-app';
import { bundleHandlers } from '../../../lib/stacks/synthesis/bundle-handlers';

const folder = mkdtempSync(join(tmpdir(), 'airlock-assembly-'));
const authority = 'localhost:8080';
afterAll(() => rmSync(folder, { recursive: true }));

/** Every leaf of a JSON value by its path; an empty list or object counts as one. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, `${path}/${key}`));
}

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const renamed = (answer: string) => answer.replace('$context.extendedRequestId', '$context.requestId');
const json = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));

describe.each(ENVIRONMENTS)('D14 the assembly of %s as it is deployed locally', (name) => {
  const aws = join(folder, `${name}-aws`);
  const local = join(folder, `${name}-local`);
  const handlers = bundleHandlers({ to: join(folder, `${name}-handlers`) });
  const { [name]: environment, [otherEnvironment(name)]: other } = loadEnvironments();
  new EnvironmentApp({ environment, other, handlers, outdir: aws }).synth();
  const { notEmulated, adjusted } = writeLocalAssembly({ from: aws, to: local, authority });
  const files = readdirSync(aws, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(aws.length + 1))
    .sort();
  const templates = files.filter((file) => file.endsWith('.template.json'));

  test('has the same files, and the code that would go to AWS byte by byte', () => {
    const localFiles = readdirSync(local, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(localFiles.map((entry) => join(entry.parentPath, entry.name).slice(local.length + 1)).sort()).toEqual(files);
    const code = files.filter((file) => file.startsWith('asset.'));
    expect(code.length).toBeGreaterThanOrEqual(2);
    for (const file of code) expect(hashOf(join(local, file))).toBe(hashOf(join(aws, file)));
  });

  test('differs by what the emulator lacks, resources and a name for a request, by one variable for each function, and by nothing else', () => {
    const differences = templates.flatMap((file) => {
      const before = json(aws, file);
      const gone = Object.entries<{ Type: string }>(before.Resources).filter(([, { Type }]) =>
        NOT_EMULATED.includes(Type),
      );
      const functions = Object.entries<{ Type: string }>(before.Resources).filter(
        ([, { Type }]) => Type === 'AWS::Lambda::Function',
      );
      const old = new Map(leaves(before).map(([path, value]) => [path, JSON.stringify(value)]));
      const now = new Map(leaves(json(local, file)).map(([path, value]) => [path, JSON.stringify(value)]));
      const allowedGone = gone.map(([id]) => `/Resources/${id}/`);
      const allowedNew = functions.map(([id]) => `/Resources/${id}/Properties/Environment/Variables/AIRLOCK_LOOPBACK`);
      for (const path of allowedNew) expect([path, now.get(path)]).toEqual([path, JSON.stringify(authority)]);
      return [
        ...[...old].filter(
          ([path, value]) =>
            now.get(path) !== (path.includes('/ResponseTemplates/') ? renamed(value) : value) &&
            !allowedGone.some((start) => path.startsWith(start)),
        ),
        ...[...now].filter(([path]) => !old.has(path) && !allowedNew.includes(path)),
      ];
    });
    expect(differences).toEqual([]);
    expect(adjusted).toEqual([]);
  });

  test('the one variable is in no template, manifest or bundle that goes to AWS as a setting', () => {
    const settings = files.filter((file) => !file.startsWith('asset.'));
    expect(settings.filter((file) => readFileSync(join(aws, file), 'utf8').includes('AIRLOCK_LOOPBACK'))).toEqual([]);
  });

  test('says what it left out', () => {
    expect(notEmulated).toEqual([
      'AWS::CloudTrail::Trail',
      'AWS::SecretsManager::ResourcePolicy',
      'AWS::WAFv2::WebACLAssociation',
    ]);
  });

  test('names each template by the content that it has now, in the manifest too', () => {
    const manifest = json(local, 'manifest.json');
    for (const file of templates) {
      const stack = file.replace('.template.json', '');
      const { files: assets } = json(local, `${stack}.assets.json`);
      const hash = hashOf(join(local, file));
      expect(assets[hash].source.path).toBe(file);
      const [destination] = Object.values<{ objectKey: string }>(assets[hash].destinations);
      expect(destination?.objectKey).toBe(`${hash}.json`);
      expect(manifest.artifacts[stack].properties.stackTemplateAssetObjectUrl).toContain(`/${hash}.json`);
    }
  });
});
