import { loadEnvironments } from '../../../lib/environment/load';
import { audit } from '../../../lib/isolation/audit';

const files = loadEnvironments();
const side = (name: 'sandbox' | 'live', Resources: object, declared = false) => ({
  account: name === 'sandbox' ? '111111111111' : '222222222222',
  region: 'eu-west-1',
  stacks: [{ name: `shop-${name}-data`, template: { Resources } as never }],
  ...(declared && { environment: files[name] }),
});
function compare(sandbox: object, live: object, declared = false) {
  const report = audit({ sandbox: side('sandbox', sandbox, declared), live: side('live', live, declared) });
  return {
    differences: report.parity,
    findings: report.findings
      .filter(({ rule }) => rule === 'weaker-live')
      .map(({ logicalId, message }) => `${logicalId}: ${message}`),
  };
}
const one = (Type: string, Properties: object, more: object = {}) => ({ It: { Type, Properties, ...more } });
const alarm = (more: object) =>
  one('AWS::CloudWatch::Alarm', {
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Threshold: 5,
    ...more,
  });
const statement = (Sid: string, Effect: string, more: object = {}) => ({
  Sid,
  Effect,
  Principal: '*',
  Action: 'sqs:*',
  Resource: '*',
  ...more,
});
const queue = (...Statement: object[]) =>
  one('AWS::SQS::QueuePolicy', { Queues: ['x'], PolicyDocument: { Statement } });

test('names of each side are no difference', () => {
  const named = (name: string, account: string) => ({
    ...one('AWS::SNS::Topic', { TopicName: `shop-${name}-alarms`, DisplayName: `arn:aws:sns:eu-west-1:${account}:x` }),
    Version0123456789abcdef0123456789abcdef: { Type: 'AWS::SQS::Queue' },
  });
  expect(compare(named('sandbox', '111111111111'), named('live', '222222222222')).differences).toEqual([]);
});

test('AZ7: what differs is shown, with both values and where', () => {
  const { differences } = compare(alarm({ Threshold: 5 }), alarm({ Threshold: 4 }));
  expect(differences).toEqual([
    {
      stack: 'shop-{environment}-data',
      logicalId: 'It',
      resourceType: 'AWS::CloudWatch::Alarm',
      property: 'Properties.Threshold',
      sandbox: '5',
      live: '4',
      declared: false,
      liveWeaker: false,
      declaredBy: [],
    },
  ]);
});

test.each<[string, object, object]>([
  ['an alarm that live has not', alarm({}), {}],
  ['an alarm that goes off later', alarm({ Threshold: 5 }), alarm({ Threshold: 6 })],
  ['an alarm that waits longer', alarm({ EvaluationPeriods: 1 }), alarm({ EvaluationPeriods: 3 })],
  ['an alarm that tells nobody', alarm({ AlarmActions: ['a'] }), alarm({})],
  ['a deny that live has not', queue(statement('A', 'Allow'), statement('D', 'Deny')), queue(statement('A', 'Allow'))],
  [
    'an allow that only live has',
    queue(statement('A', 'Allow')),
    queue(statement('A', 'Allow'), statement('B', 'Allow')),
  ],
  [
    'a condition that live has not',
    queue(statement('A', 'Allow', { Condition: { Bool: { x: 'true' } } })),
    queue(statement('A', 'Allow')),
  ],
  ['a role without boundary', one('AWS::IAM::Role', { PermissionsBoundary: 'x' }), one('AWS::IAM::Role', {})],
  [
    'no deletion protection',
    one('AWS::DynamoDB::Table', { DeletionProtectionEnabled: true }),
    one('AWS::DynamoDB::Table', { DeletionProtectionEnabled: false }),
  ],
  [
    'shorter retention',
    one('AWS::Logs::LogGroup', { RetentionInDays: 30 }),
    one('AWS::Logs::LogGroup', { RetentionInDays: 7 }),
  ],
  [
    'data that goes with its stack',
    one('AWS::S3::Bucket', {}, { DeletionPolicy: 'Retain' }),
    one('AWS::S3::Bucket', {}, { DeletionPolicy: 'Delete' }),
  ],
])('AZ7: live is weaker: %s is a finding', (_, sandbox, live) => {
  expect(compare(sandbox, live).findings).toHaveLength(1);
  expect(compare(live, sandbox).findings).toEqual([]);
});

test('what the environment files say is declared, and no finding', () => {
  const { sandbox, live } = files;
  const logs = (days: number) => one('AWS::Logs::LogGroup', { RetentionInDays: days });
  const { differences, findings } = compare(logs(sandbox.logs.retentionDays), logs(live.logs.retentionDays), true);
  expect([differences.length, differences[0]?.declared, findings]).toEqual([1, true, []]);
  const shorter = compare(logs(sandbox.logs.retentionDays), logs(1), true);
  expect(shorter.findings).toEqual(['It: RetentionInDays is less in live']);
});
