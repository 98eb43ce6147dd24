import fc from 'fast-check';
import { AuditInputError } from '../../../lib/isolation/input/audit-input-error';
import { readSide } from '../../../lib/isolation/input/read-side';
import { folderWith, manifest, QUEUE, removeFolders, write } from './folders';
import { zip } from './zip';

afterAll(removeFolders);

const SUBSTACK = {
  Resources: {
    Nested: {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { Parameters: { A: 'b' } },
      Metadata: { 'aws:asset:path': 'inner.nested.template.json' },
    },
  },
};
const FILES: Readonly<Record<string, Buffer>> = {
  'manifest.json': Buffer.from(
    JSON.stringify(
      manifest(
        { one: { additionalMetadataFile: 'one.metadata.json' } },
        { a: { type: 'cdk:asset-manifest', properties: { file: 'one.assets.json' } } },
      ),
    ),
  ),
  'one.template.json': Buffer.from(JSON.stringify(SUBSTACK)),
  'inner.nested.template.json': Buffer.from(JSON.stringify(QUEUE)),
  'one.metadata.json': Buffer.from('{"/one":[{"type":"aws:cdk:asset","data":{"path":"asset.zip"}}]}'),
  'one.assets.json': Buffer.from('{"files":{"a":{"source":{"path":"asset.zip"},"destinations":{}}},"dockerImages":{}}'),
  'asset.zip': zip([
    { path: 'index.js', content: 'exports.handler = () => 1' },
    { path: 'b', content: 'b', method: 0 },
  ]),
};
const TEMPLATES: Readonly<Record<string, Buffer>> = {
  'a.yaml': Buffer.from('Resources:\n  A: &a { Type: AWS::SQS::Queue, P: !GetAtt B.Arn }\n  B: *a\n'),
  'b.json': FILES['one.template.json'] ?? Buffer.alloc(0),
  'c.json': Buffer.from('[{"ParameterKey":"A","ParameterValue":"b"}]'),
};

/** Some bytes changed, put in, or the end cut off. */
const damage = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), byte: fc.constant(0) }),
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), byte: fc.integer({ min: 1, max: 255 }) }),
  fc.record({
    kind: fc.constant('put' as const),
    at: fc.nat(),
    byte: fc.constantFrom(...Buffer.from('"{}[],:&*!-\n 0\\')),
  }),
);

function damaged(
  bytes: Buffer,
  { kind, at, byte }: { kind: 'cut' | 'flip' | 'put'; at: number; byte: number },
): Buffer {
  const place = at % Math.max(bytes.length, 1);
  if (kind === 'cut') return bytes.subarray(0, place);
  if (kind === 'put') return Buffer.concat([bytes.subarray(0, place), Buffer.of(byte), bytes.subarray(place)]);
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ byte;
  return copy;
}

test.each([
  ['a cloud assembly', FILES],
  ['a folder of templates', TEMPLATES],
])('%s with bytes changed is read or refused in one sentence, and nothing else', (_, files) => {
  const path = folderWith(files);
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(files)),
      fc.array(damage, { minLength: 1, maxLength: 4 }),
      (name, damages) => {
        const whole = files[name] ?? Buffer.alloc(0);
        write(path, { [name]: damages.reduce(damaged, whole) });
        try {
          const { stacks } = readSide({ name: 'sandbox', path, account: '111111111111' });
          expect(stacks.length).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof AuditInputError)) throw error;
          expect(error.message).not.toMatch(/\n|undefined|\[object/);
        } finally {
          write(path, { [name]: whole });
        }
      },
    ),
    { numRuns: 300 },
  );
});
