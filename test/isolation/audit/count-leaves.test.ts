import fc from 'fast-check';
import { audit } from '../../../lib/isolation/audit';
import type { Json, JsonObject } from '../../../lib/isolation/template/json';

const TYPES = [
  'AWS::SQS::Queue',
  'AWS::S3::Bucket',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Function',
  'AWS::CloudWatch::Alarm',
  'Custom::Thing',
  'Acme::Thing::Machine',
];
const word = fc.stringMatching(/^[A-Z][A-Za-z]{0,8}$/);
const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>('text', '', 'arn:aws:sns:eu-west-1:111111111111:x', '222222222222', 7, true),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(word, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const resource = fc.record({
  Type: fc.constantFrom(...TYPES),
  Properties: fc.dictionary(
    fc.oneof(word, fc.constantFrom('QueueName', 'BucketName', 'KeyPolicy', 'Principal', 'Tags')),
    value,
    { maxKeys: 4 },
  ),
});
const template = fc.record({
  Resources: fc.dictionary(word, resource, { maxKeys: 5 }),
  Outputs: fc.dictionary(word, fc.record({ Value: fc.string() }), { maxKeys: 3 }),
});

/** Counted without a look at how the audit does it: a leaf is what holds nothing. */
function leavesOf(value: Json): number {
  const inside = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return inside.length === 0 ? 1 : inside.reduce<number>((sum, item) => sum + leavesOf(item), 0);
}

function expected({ Resources, Outputs }: JsonObject): number {
  const resources = Object.values(Resources as Record<string, { Properties: Json }>);
  return resources.reduce((sum, { Properties }) => sum + leavesOf(Properties), Object.keys(Outputs as object).length);
}

test('DC5: whatever the templates hold is counted once: checked, unable to carry a channel, or unverified', () => {
  fc.assert(
    fc.property(template, template, (one, two) => {
      const side = (account: string, written: object) => {
        return { account, region: 'eu-west-1', stacks: [{ name: 'app', template: written as JsonObject }] };
      };
      const { counts, verdict, unverified } = audit({
        sandbox: side('111111111111', one),
        live: side('222222222222', two),
      });
      expect(counts.total).toBe(expected(one as JsonObject) + expected(two as JsonObject));
      expect(counts.checked + counts.notAChannel + counts.unverified).toBe(counts.total);
      if (counts.unverified > 0) expect([verdict, unverified.length > 0]).not.toEqual(['isolated', false]);
    }),
    { numRuns: 200 },
  );
});
