import { audit } from '../../lib/isolation/audit';
import { AuditInputError } from '../../lib/isolation/input/audit-input-error';
import type { Json, JsonObject } from '../../lib/isolation/template/json';
import { OTHER, OWN } from './rules/rule-table';

const auditOf = (template: JsonObject) =>
  audit({
    sandbox: { account: OWN, region: 'eu-west-1', stacks: [{ name: 'app', template }] },
    live: { account: OTHER, region: 'eu-west-1', stacks: [{ name: 'app', template: { Resources: {} } }] },
  });
const parameter = (Value: Json): JsonObject => ({
  Resources: { Seen: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value } } },
});
const queuePolicy = (statements: Json): JsonObject => ({
  Resources: {
    Seen: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { Queues: ['orders'], PolicyDocument: { Version: '2012-10-17', Statement: statements } },
    },
  },
});
const count = 40;
const steps = Array.from({ length: count }, (_, index) => index);
const twice = (value: Json): Json => ({ 'Fn::Join': ['', [value, value]] });

/** Each value is the next one twice. */
const doubled: Readonly<Record<string, JsonObject>> = {
  names: {
    Resources: Object.fromEntries([
      ...steps.map((step) => [
        `Q${step}`,
        { Type: 'AWS::SQS::Queue', Properties: { QueueName: twice({ 'Fn::GetAtt': [`Q${step + 1}`, 'QueueName'] }) } },
      ]),
      [`Q${count}`, { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'a'.repeat(100) } }],
    ]),
  },
  mappings: {
    Mappings: {
      Map: {
        Of: {
          ...Object.fromEntries(
            steps.map((step) => [`k${step}`, twice({ 'Fn::FindInMap': ['Map', 'Of', `k${step + 1}`] })]),
          ),
          [`k${count}`]: '',
        },
      },
    },
    ...parameter({ 'Fn::FindInMap': ['Map', 'Of', 'k0'] }),
  },
};

describe('DC5: hostile templates end in a sentence, or in a verdict, and soon', () => {
  test.each(Object.entries(doubled))('values that double: %s', (_, template) => {
    expect(() => auditOf(template)).toThrow(AuditInputError);
  });
  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('the type %s', (type) => {
    expect(auditOf({ Resources: { Seen: { Type: type, Properties: { PolicyDocument: {} } } } }).verdict).toBe(
      'unverified',
    );
  });
  test.each<[string, Json]>([
    ['placeholders that do not end', { 'Fn::Sub': '${'.repeat(1_000_000) }],
    ['backslashes', `${'\\'.repeat(1_000_000)}\\u00`],
    ['letters', 'a'.repeat(8_000_000)],
    ['lines of letters', `${'A'.repeat(76)}\n`.repeat(50_000)],
  ])('a text of %s', (_, value) => {
    try {
      auditOf(parameter(value));
    } catch (error) {
      expect(error).toBeInstanceOf(AuditInputError);
    }
  });
  test('more statements than can be tried are not decided', () => {
    const statements = Array.from({ length: 1_200 }, (_, index) => ({
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: {
        ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/r${index}*` },
        StringEquals: { 'aws:PrincipalAccount': OWN },
      },
    }));
    const { verdict, unverified } = auditOf(queuePolicy(statements));
    expect(verdict).toBe('unverified');
    expect(unverified.map(({ reason }) => reason)).toEqual([expect.stringContaining('more requests and contexts')]);
  });
});
