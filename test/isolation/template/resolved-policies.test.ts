// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of CloudFormation

import { compilePolicy } from '../../../lib/isolation/policy/document/policy';
import { evaluate } from '../../../lib/isolation/policy/evaluation/evaluate';
import { roleSession } from '../../../lib/isolation/policy/request/principal';
import { ABSENT } from '../../../lib/isolation/policy/request/request-keys';
import type { Json, JsonObject } from '../../../lib/isolation/template/json';
import { resolveTemplate } from '../../../lib/isolation/template/resolve-template';
import { isObject, type Resolved } from '../../../lib/isolation/template/value';

const HOME = '111111111111';
const AWAY = '222222222222';
const AROUND: JsonObject = {
  Parameters: { Partner: { Type: 'String', Default: AWAY }, Guest: { Type: 'String' } },
  Mappings: { Peers: { live: { account: AWAY } } },
  Conditions: { Open: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, HOME] } },
};

const statement = (principal: Json, resource: Json = '*'): JsonObject => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sqs:SendMessage',
  Resource: resource,
});

/** Whether a role of the other account may send to the queue, its own policies allowing everything. */
function strangerMaySend(policy: Json): string {
  const Resources = {
    Queue: { Type: 'AWS::SQS::Queue' },
    Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { PolicyDocument: policy } },
  };
  const { resources, resolve } = resolveTemplate(
    { ...AROUND, Resources },
    { account: HOME, region: 'eu-west-1', stack: 's' },
  );
  const properties = resources.get('Policy')?.properties;
  const document: Resolved = isObject(properties) ? (properties['PolicyDocument'] ?? null) : null;
  const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
  return evaluate(
    {
      principal: roleSession(`arn:aws:iam::${AWAY}:role/app`, 'run'),
      action: 'sqs:SendMessage',
      resource: resolve({ 'Fn::GetAtt': 'Queue.Arn' }) as never,
      otherKeys: ABSENT,
    },
    {
      identity: [compilePolicy({ name: 'own', kind: 'identity', document: everything })],
      resource: [compilePolicy({ name: 'queue', kind: 'resource', document })],
    },
  ).outcome;
}

const open = (principal: Json): Json => ({ Version: '2012-10-17', Statement: [statement(principal)] });
const TEXT =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"ACCOUNT"},"Action":"sqs:*","Resource":"${Queue.Arn}"}]}';

// One foreign account in every spelling that CloudFormation allows.
test.each<[string, Json, string]>([
  ['as a literal', open({ AWS: AWAY }), 'allowed'],
  [
    'by Join',
    open({ AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', AWAY, ':root']] } }),
    'allowed',
  ],
  ['by Sub and a parameter', open({ AWS: { 'Fn::Sub': 'arn:aws:iam::${Partner}:root' } }), 'allowed'],
  ['by Sub and names of its own', open({ AWS: { 'Fn::Sub': ['${a}${b}', { a: '222222', b: '222222' }] } }), 'allowed'],
  ['by a mapping', open({ AWS: { 'Fn::FindInMap': ['Peers', 'live', 'account'] } }), 'allowed'],
  ['by Select and Split', open({ AWS: { 'Fn::Select': [1, { 'Fn::Split': ['/', `a/${AWAY}`] }] } }), 'allowed'],
  ['by If', { 'Fn::If': ['Open', open({ AWS: AWAY }), open({ AWS: HOME })] }, 'allowed'],
  [
    'by an If around the statement',
    { Statement: [{ 'Fn::If': ['Open', statement({ AWS: AWAY }), { Ref: 'AWS::NoValue' }] }] },
    'allowed',
  ],
  ['as JSON text', TEXT.replace('ACCOUNT', AWAY).replace('${Queue.Arn}', '*'), 'allowed'],
  ['as JSON text by Sub', { 'Fn::Sub': TEXT.replace('ACCOUNT', '${Partner}') }, 'allowed'],
  ['as JSON text of a value', { 'Fn::ToJsonString': open({ AWS: { Ref: 'Partner' } }) }, 'allowed'],
  ['as a parameter without a value', open({ AWS: { Ref: 'Guest' } }), 'unknown'],
  ['as JSON text with such a parameter', { 'Fn::Sub': TEXT.replace('ACCOUNT', '${Guest}') }, 'unknown'],
  [
    'perhaps, by what a parameter brings into JSON text',
    { 'Fn::Sub': TEXT.replace('sqs:*', '${Guest}').replace('ACCOUNT', HOME) },
    'unknown',
  ],
  ['by an import', open({ AWS: { 'Fn::ImportValue': 'peer' } }), 'unknown'],
  ['by a macro', { 'Fn::Transform': { Name: 'Policies' } }, 'unknown'],
  ['by a dynamic reference', open({ AWS: '{{resolve:ssm:/peer}}' }), 'unknown'],
  ['the own account instead', open({ AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }), 'denied'],
  ['the own account as JSON text', { 'Fn::Sub': TEXT.replace('ACCOUNT', '${AWS::AccountId}') }, 'denied'],
  [
    'the own queue as the resource',
    { Statement: [statement({ AWS: AWAY }, { 'Fn::GetAtt': ['Queue', 'Arn'] })] },
    'allowed',
  ],
])('DC5: a queue opened to the other account %s', (_, policy, outcome) => {
  expect(strangerMaySend(policy)).toBe(outcome);
});
