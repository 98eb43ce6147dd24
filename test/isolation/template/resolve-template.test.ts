// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of CloudFormation
import type { Json, JsonObject } from '../../../lib/isolation/template/json';
import { resolveTemplate } from '../../../lib/isolation/template/resolve-template';
import { describeText, PartialText, type Resolved, Unknown } from '../../../lib/isolation/template/value';

const HOME = '111111111111';
const AWAY = '222222222222';

const TEMPLATE: JsonObject = {
  Parameters: {
    Stage: { Type: 'String', Default: 'live' },
    Size: { Type: 'Number', Default: 3 },
    Zones: { Type: 'CommaDelimitedList', Default: 'a, b,c' },
    Needed: { Type: 'String' },
    Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shared/account' },
  },
  Mappings: { Accounts: { live: { id: AWAY, list: ['x', 'y'] }, sandbox: { id: HOME } } },
  Conditions: {
    IsLive: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] },
    Hangs: { 'Fn::Equals': [{ Ref: 'Needed' }, 'yes'] },
    Both: { 'Fn::And': [{ Condition: 'IsLive' }, { Condition: 'Hangs' }] },
    Neither: { 'Fn::And': [{ 'Fn::Not': [{ Condition: 'IsLive' }] }, { Condition: 'Hangs' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsLive' }, { Condition: 'Hangs' }] },
    Circle: { 'Fn::Not': [{ Condition: 'Circle' }] },
  },
  Resources: {
    Named: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': 'orders-${Stage}' } } },
    Unnamed: { Type: 'AWS::SQS::Queue' },
    Nested: { Type: 'AWS::CloudFormation::Stack', Properties: {} },
    Custom: { Type: 'Custom::Lookup', Properties: {} },
    LoopA: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'LoopB' } } },
    LoopB: { Type: 'AWS::SSM::Parameter', Properties: { Name: { 'Fn::GetAtt': ['LoopA', 'QueueName'] } } },
  },
};

const target = { account: HOME, region: 'eu-west-1', stack: 'payments', stackName: 'payments' };
const resolve = (value: Json, more: object = {}): Resolved =>
  resolveTemplate(TEMPLATE, { ...target, ...more }).resolve(value);

/** What people read: unknown parts in braces, without the stack's prefix. */
function shown(value: Resolved): unknown {
  const text = value instanceof Unknown ? new PartialText([value]) : value;
  if (text instanceof PartialText) return describeText(text).replaceAll(`${HOME}/eu-west-1/payments/`, '');
  return Array.isArray(text) ? text.map(shown) : text;
}

const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:orders-live`;

// CloudFormation user guide, "Intrinsic function reference" and "Pseudo parameters reference".
test.each<[string, Json, unknown]>([
  ['a literal', 'x', 'x'],
  ['Ref to a parameter', { Ref: 'Stage' }, 'live'],
  ['Ref to a number', { Ref: 'Size' }, '3'],
  ['Ref to a list', { Ref: 'Zones' }, ['a', 'b', 'c']],
  ['Ref to a parameter without a value', { Ref: 'Needed' }, '{parameter Needed}'],
  ['Ref to a stored parameter', { Ref: 'Stored' }, `{Parameter Store of ${HOME}/eu-west-1 /shared/account}`],
  ['Ref to the account', { Ref: 'AWS::AccountId' }, HOME],
  ['Ref to the region', { Ref: 'AWS::Region' }, 'eu-west-1'],
  ['Ref to the partition', { Ref: 'AWS::Partition' }, 'aws'],
  ['Ref to the domain', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
  ['Ref to the stack', { Ref: 'AWS::StackName' }, 'payments'],
  [
    'Ref to the stack id',
    { Ref: 'AWS::StackId' },
    `arn:aws:cloudformation:eu-west-1:${HOME}:stack/payments/{stack id}`,
  ],
  ['Ref to nothing', { Ref: 'Absent' }, '{Ref Absent}'],
  ['Ref to a member of Object', { Ref: 'constructor' }, '{Ref constructor}'],
  ['Fn::Join', { 'Fn::Join': [':', ['a', { Ref: 'Size' }, true]] }, 'a:3:true'],
  ['Fn::Join of a list parameter', { 'Fn::Join': ['-', { Ref: 'Zones' }] }, 'a-b-c'],
  ['Fn::Join with a hole', { 'Fn::Join': ['', ['arn:', { Ref: 'Needed' }, ':x']] }, 'arn:{parameter Needed}:x'],
  ['Fn::Join of an unknown list', { 'Fn::Join': ['', { Ref: 'Needed' }] }, expect.stringMatching(/^\{Fn::Join /)],
  ['Fn::Sub', { 'Fn::Sub': '${AWS::AccountId}/${Named.Arn}/${Stage}' }, `${HOME}/${QUEUE}/live`],
  ['Fn::Sub with names of its own', { 'Fn::Sub': ['${a}-${Stage}', { a: { Ref: 'Size' } }] }, '3-live'],
  ['Fn::Sub with a literal', { 'Fn::Sub': '${!aws:username}' }, '${aws:username}'],
  ['Fn::Sub with a hole', { 'Fn::Sub': 'x-${Needed}' }, 'x-{parameter Needed}'],
  ['Fn::Split', { 'Fn::Split': [':', 'a:b:c'] }, ['a', 'b', 'c']],
  [
    'Fn::Split of an ARN with an unnamed end',
    { 'Fn::Split': [':', { 'Fn::GetAtt': 'Unnamed.Arn' }] },
    ['arn', 'aws', 'sqs', 'eu-west-1', HOME, '{Unnamed.name}'],
  ],
  ['Fn::Split of an unknown', { 'Fn::Split': [':', { Ref: 'Needed' }] }, expect.stringMatching(/^\{Fn::Split /)],
  ['Fn::Select', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
  ['Fn::Select by text', { 'Fn::Select': ['0', { Ref: 'Zones' }] }, 'a'],
  [
    'Fn::Select of the account in an ARN',
    { 'Fn::Select': [4, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Unnamed', 'Arn'] }] }] },
    HOME,
  ],
  ['Fn::Select before a hole', { 'Fn::Select': [0, { 'Fn::Split': ['/', { 'Fn::Sub': 'a/${Needed}' }] }] }, 'a'],
  [
    'Fn::Select at a hole',
    { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::Sub': 'a/${Needed}' }] }] },
    expect.stringMatching(/^\{Fn::Select /),
  ],
  ['Fn::Select outside', { 'Fn::Select': [7, ['a']] }, expect.stringMatching(/^\{Fn::Select /)],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Accounts', { Ref: 'Stage' }, 'id'] }, AWAY],
  ['Fn::FindInMap of a list', { 'Fn::FindInMap': ['Accounts', 'live', 'list'] }, ['x', 'y']],
  ['Fn::FindInMap with a default', { 'Fn::FindInMap': ['Accounts', 'test', 'id', { DefaultValue: 'none' }] }, 'none'],
  [
    'Fn::FindInMap of nothing',
    { 'Fn::FindInMap': ['Accounts', 'test', 'id'] },
    expect.stringMatching(/^\{Fn::FindInMap /),
  ],
  [
    'Fn::FindInMap by an unknown',
    { 'Fn::FindInMap': ['Accounts', { Ref: 'Needed' }, 'id'] },
    expect.stringMatching(/^\{Fn::FindInMap /),
  ],
  ['Fn::If', { 'Fn::If': ['IsLive', 'yes', 'no'] }, 'yes'],
  ['Fn::If on an unknown', { 'Fn::If': ['Hangs', 'yes', 'no'] }, expect.stringMatching(/^\{Fn::If /)],
  ['Fn::If on an unknown, both branches alike', { 'Fn::If': ['Hangs', 'same', 'same'] }, 'same'],
  ['Fn::If: and with an unknown', { 'Fn::If': ['Both', 'yes', 'no'] }, expect.stringMatching(/^\{Fn::If /)],
  ['Fn::If: false and unknown is false', { 'Fn::If': ['Neither', 'yes', 'no'] }, 'no'],
  ['Fn::If: true or unknown is true', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
  ['Fn::If on a circle', { 'Fn::If': ['Circle', 'yes', 'no'] }, expect.stringMatching(/^\{Fn::If /)],
  ['AWS::NoValue in a list', ['a', { Ref: 'AWS::NoValue' }, 'b'], ['a', 'b']],
  ['Fn::Base64', { 'Fn::Base64': { 'Fn::Sub': '${Stage}' } }, 'bGl2ZQ=='],
  ['Fn::GetAZs', { 'Fn::GetAZs': '' }, '{Fn::GetAZs ""}'],
  ['Fn::ImportValue', { 'Fn::ImportValue': 'other' }, `{${HOME}/eu-west-1/import other}`],
  ['Fn::GetStackOutput', { 'Fn::GetStackOutput': { StackName: 'x' } }, expect.stringMatching(/^\{Fn::GetStackOutput /)],
  ['Fn::Transform', { 'Fn::Transform': { Name: 'AWS::Include' } }, expect.stringMatching(/^\{Fn::Transform /)],
  [
    'Fn::ToJsonString',
    { 'Fn::ToJsonString': { a: { Ref: 'Stage' }, b: { Ref: 'Needed' } } },
    '{"a":"live","b":"{parameter Needed}"}',
  ],
  ['Fn::Length', { 'Fn::Length': { Ref: 'Zones' } }, 3],
  ['a function beside other members', { 'Fn::Sub': 'x', more: 1 }, expect.stringMatching(/^\{Fn::Sub /)],
  ['a function nobody knows', { 'Fn::ForEach::Q': [] }, expect.stringMatching(/^\{Fn::ForEach::Q /)],
  ['GetAtt of a nested stack', { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] }, '{Nested.Outputs.Arn}'],
  ['names that refer to each other', { 'Fn::GetAtt': ['LoopA', 'Arn'] }, `arn:aws:sqs:eu-west-1:${HOME}:{Ref LoopB}`],
  ['a dynamic reference', '{{resolve:ssm:/airlock/x}}', `{${HOME}/eu-west-1 {{resolve:ssm:/airlock/x}}}`],
  ['a dynamic reference inside a text', 'a{{resolve:ssm:/x}}b', `a{${HOME}/eu-west-1 {{resolve:ssm:/x}}}b`],
])('DC5: %s', (_, value, expected) => {
  expect(shown(resolve(value))).toEqual(expected);
});

test('DC5: an unknown says why, and of which resource, account and region', () => {
  const unnamed = resolve({ Ref: 'Unnamed' });
  const [, name] = unnamed instanceof PartialText ? unnamed.parts : [];
  expect(name).toMatchObject({
    reason: 'the name of Unnamed is made when it is created',
    origin: {
      account: HOME,
      region: 'eu-west-1',
      logicalId: 'Unnamed',
      resourceType: 'AWS::SQS::Queue',
      generated: true,
    },
  });
  // What a custom resource returns may belong to any account.
  const custom = resolve({ 'Fn::GetAtt': ['Custom', 'Arn'] });
  expect(custom).toMatchObject({ origin: { logicalId: 'Custom' } });
  expect((custom as Unknown).origin.account).toBeUndefined();
});

test('DC5: a dynamic reference remembers what it refers to', () => {
  const secret = `arn:aws:secretsmanager:eu-west-1:${AWAY}:secret:psp-AbCdEf`;
  const value = resolve({ 'Fn::Sub': ['{{resolve:secretsmanager:${arn}:SecretString}}', { arn: secret }] });
  const [part] = value instanceof PartialText ? value.parts : [];
  expect(part).toMatchObject({ origin: { reference: expect.stringContaining(AWAY), account: HOME } });
});

test('DC5: what another stack exports can be given', () => {
  const exports = resolveTemplate(
    {
      Resources: TEMPLATE['Resources'] ?? null,
      Outputs: { Q: { Value: { 'Fn::GetAtt': ['Unnamed', 'Arn'] }, Export: { Name: 'q' } } },
    },
    { ...target, stack: 'queues' },
  ).exports;
  expect(shown(resolve({ 'Fn::ImportValue': 'q' }, { exports }))).toBe(
    `arn:aws:sqs:eu-west-1:${HOME}:{${HOME}/eu-west-1/queues/Unnamed.name}`,
  );
});

test('DC5: parameters can be given, and make conditions known', () => {
  const parameters = { Needed: 'yes', Stage: 'sandbox' };
  expect(resolve({ 'Fn::If': ['Hangs', 'yes', 'no'] }, { parameters })).toBe('yes');
  expect(resolve({ 'Fn::FindInMap': ['Accounts', { Ref: 'Stage' }, 'id'] }, { parameters })).toBe(HOME);
});

test('DC5: a template says what it cannot show', () => {
  const { resources, macros, unreadable } = resolveTemplate(
    {
      Transform: ['AWS::LanguageExtensions', { Name: 'Ours' }],
      Conditions: { Off: { 'Fn::Equals': ['a', 'b'] }, Hangs: { 'Fn::Equals': [{ 'Fn::ImportValue': 'x' }, 'b'] } },
      Resources: {
        On: { Type: 'AWS::SNS::Topic' },
        Off: { Type: 'AWS::SNS::Topic', Condition: 'Off' },
        Hangs: { Type: 'AWS::SNS::Topic', Condition: 'Hangs' },
        'Fn::ForEach::Topics': ['T', ['a'], {}],
        Broken: 'x',
      },
    },
    target,
  );
  expect(macros).toEqual(['AWS::LanguageExtensions', 'Ours']);
  expect(unreadable).toEqual(['Fn::ForEach::Topics', 'Broken']);
  expect([...resources.values()].map(({ exists }) => exists)).toEqual([true, false, expect.any(Unknown)]);
});

test('DC5: a hostile template ends in unknowns, not in an error', () => {
  const deep = JSON.parse(`${'{"Fn::Not":['.repeat(5_000)}"x"${']}'.repeat(5_000)}`);
  expect(() => resolve(deep)).not.toThrow();
  const odd = JSON.parse('{"__proto__":{"polluted":true},"toString":{"Ref":"Stage"}}');
  expect(resolve(odd)).toEqual({ ['__proto__']: { polluted: true }, toString: 'live' });
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
