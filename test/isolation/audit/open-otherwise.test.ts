import { audit } from '../../../lib/isolation/audit';
import type { JsonObject } from '../../../lib/isolation/template/json';

const statement = { Effect: 'Allow', Principal: '*', Action: 'sns:Subscribe', Resource: { Ref: 'Topic' } };
const templateOf = (more: object): JsonObject =>
  ({
    Parameters: { ShareWith: { Type: 'String', Default: '' }, Stage: { Type: 'String', Default: 'x' } },
    Conditions: {
      Shared: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'ShareWith' }, ''] }] },
      AlsoShared: { 'Fn::And': [{ Condition: 'Shared' }, { 'Fn::Equals': [1, 1] }] },
    },
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { Ref: 'Stage' } } },
      ...more,
    },
  }) as JsonObject;
const policy = (Condition: string) => ({
  Policy: {
    Type: 'AWS::SNS::TopicPolicy',
    Condition,
    Properties: { Topics: [{ Ref: 'Topic' }], PolicyDocument: { Version: '2012-10-17', Statement: [statement] } },
  },
});
const live = (template: JsonObject, parameters?: Record<string, string>) =>
  audit({
    sandbox: { account: '111111111111', region: 'eu-west-1', stacks: [] },
    live: {
      account: '222222222222',
      region: 'eu-west-1',
      stacks: [{ name: 'app', template, ...(parameters && { parameters }) }],
    },
  });

test.each(['Shared', 'AlsoShared'])('what only a default keeps out by %s is not passed', (condition) => {
  const { verdict, unverified } = live(templateOf(policy(condition)));
  expect(verdict).toBe('unverified');
  expect(unverified).toEqual([
    expect.objectContaining({ logicalId: 'Policy', reason: expect.stringContaining('default of parameter ShareWith') }),
  ]);
});

test('an opening in the other branch of Fn::If is not passed', () => {
  const url = {
    Type: 'AWS::Lambda::Url',
    Properties: { TargetFunctionArn: 'f', AuthType: { 'Fn::If': ['Shared', 'NONE', 'AWS_IAM'] } },
  };
  expect(live(templateOf({ Url: url })).verdict).toBe('unverified');
});

const urlBy = (parameter: object) =>
  ({
    Parameters: { Auth: { Type: 'String', Default: 'AWS_IAM', ...parameter } },
    Resources: {
      Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: 'f', AuthType: { Ref: 'Auth' } } },
    },
  }) as JsonObject;

test('another value that the template allows is tried, and one that nobody names is not', () => {
  expect(live(urlBy({ AllowedValues: ['AWS_IAM', 'NONE'] })).verdict).toBe('unverified');
  expect(live(urlBy({ AllowedValues: ['AWS_IAM', 'NONE'] }), { Auth: 'AWS_IAM' }).verdict).toBe('isolated');
  expect(live(urlBy({})).verdict).toBe('isolated');
});

test('a value that is given decides', () => {
  expect(live(templateOf(policy('Shared')), { ShareWith: '' }).verdict).toBe('isolated');
  expect(live(templateOf(policy('Shared')), { ShareWith: 'yes' }).verdict).toBe('breached');
});

test('the report names each default that was taken as a fact, and what it decides', () => {
  expect(live(templateOf({})).defaults).toEqual([
    { environment: 'live', stack: 'app', parameter: 'ShareWith', value: '', decides: ['Shared', 'AlsoShared'] },
    { environment: 'live', stack: 'app', parameter: 'Stage', value: 'x', decides: [] },
  ]);
});

test('a hidden default is named and not shown', () => {
  const template = {
    Parameters: { Key: { Type: 'String', NoEcho: true, Default: 'example-value' } },
    Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'Key' } } } },
  } as JsonObject;
  expect(live(template).defaults).toEqual([expect.objectContaining({ parameter: 'Key', value: null })]);
});
