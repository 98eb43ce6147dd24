import type { Json } from '../../../lib/isolation/template/json';
import { resolveTemplate } from '../../../lib/isolation/template/resolve-template';
import { RESOURCE_FORMS } from '../../../lib/isolation/template/resource-forms';
import { asText, describeText, type Resolved, unknownsIn } from '../../../lib/isolation/template/value';

const REGION = 'eu-west-1';
const ACCOUNTS = ['111111111111', '222222222222'];

function look(type: string, properties: Json, attribute: string, account: string): Resolved {
  const template = { Resources: { R: { Type: type, Properties: properties } } };
  const value = attribute === 'Ref' ? { Ref: 'R' } : { 'Fn::GetAtt': ['R', attribute] };
  return resolveTemplate(template, { account, region: REGION, stack: 's' }).resolve(value);
}

const shown = (value: Resolved, account: string) =>
  describeText(asText(value) ?? '').replaceAll(`${account}/${REGION}/s/R.`, '');

// CloudFormation template reference, "Return values" of each type; A stands for the account.
const NAMED: [string, Json, string, string][] = [
  ['AWS::IAM::Role', { RoleName: 'app' }, 'Arn', 'arn:aws:iam::A:role/app'],
  ['AWS::IAM::Role', { RoleName: 'app', Path: '/team/' }, 'Arn', 'arn:aws:iam::A:role/team/app'],
  ['AWS::IAM::Role', { RoleName: 'app' }, 'Ref', 'app'],
  ['AWS::IAM::User', { UserName: 'ann' }, 'Arn', 'arn:aws:iam::A:user/ann'],
  ['AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'edge' }, 'Ref', 'arn:aws:iam::A:policy/edge'],
  ['AWS::IAM::OIDCProvider', { Url: 'https://ci.example/x' }, 'Ref', 'arn:aws:iam::A:oidc-provider/ci.example/x'],
  ['AWS::KMS::Key', {}, 'Arn', 'arn:aws:kms:eu-west-1:A:key/{id}'],
  ['AWS::KMS::Key', {}, 'Ref', '{id}'],
  ['AWS::SQS::Queue', { QueueName: 'q' }, 'Arn', 'arn:aws:sqs:eu-west-1:A:q'],
  ['AWS::SQS::Queue', { QueueName: 'q' }, 'Ref', 'https://sqs.eu-west-1.amazonaws.com/A/q'],
  ['AWS::SNS::Topic', { TopicName: 't' }, 'Ref', 'arn:aws:sns:eu-west-1:A:t'],
  ['AWS::SNS::Topic', { TopicName: 't' }, 'TopicName', 't'],
  ['AWS::DynamoDB::Table', { TableName: 't' }, 'Arn', 'arn:aws:dynamodb:eu-west-1:A:table/t'],
  [
    'AWS::DynamoDB::GlobalTable',
    { TableName: 't' },
    'StreamArn',
    'arn:aws:dynamodb:eu-west-1:A:table/t/stream/{stream}',
  ],
  ['AWS::S3::Bucket', { BucketName: 'b' }, 'Arn', 'arn:aws:s3:::b'],
  ['AWS::S3::Bucket', { BucketName: 'b' }, 'RegionalDomainName', 'b.s3.eu-west-1.amazonaws.com'],
  ['AWS::Lambda::Function', { FunctionName: 'f' }, 'Arn', 'arn:aws:lambda:eu-west-1:A:function:f'],
  [
    'AWS::Lambda::Alias',
    { FunctionName: 'f', Name: 'current' },
    'Ref',
    'arn:aws:lambda:eu-west-1:A:function:f:current',
  ],
  ['AWS::Lambda::Version', { FunctionName: 'f' }, 'Ref', 'arn:aws:lambda:eu-west-1:A:function:f:{Version}'],
  [
    'AWS::Lambda::Version',
    { FunctionName: 'arn:aws:lambda:eu-west-1:333333333333:function:f' },
    'Ref',
    'arn:aws:lambda:eu-west-1:333333333333:function:f:{Version}',
  ],
  [
    'AWS::SecretsManager::Secret',
    { Name: 'airlock/x' },
    'Ref',
    'arn:aws:secretsmanager:eu-west-1:A:secret:airlock/x-{suffix}',
  ],
  ['AWS::Logs::LogGroup', { LogGroupName: '/airlock/x' }, 'Arn', 'arn:aws:logs:eu-west-1:A:log-group:/airlock/x:*'],
  ['AWS::Events::Rule', { Name: 'r' }, 'Arn', 'arn:aws:events:eu-west-1:A:rule/r'],
  ['AWS::Events::Rule', { Name: 'r', EventBusName: 'bus' }, 'Arn', 'arn:aws:events:eu-west-1:A:rule/bus/r'],
  ['AWS::Events::EventBus', { Name: 'bus' }, 'Arn', 'arn:aws:events:eu-west-1:A:event-bus/bus'],
  ['AWS::Kinesis::Stream', { Name: 's' }, 'Arn', 'arn:aws:kinesis:eu-west-1:A:stream/s'],
  ['AWS::StepFunctions::StateMachine', { StateMachineName: 'm' }, 'Ref', 'arn:aws:states:eu-west-1:A:stateMachine:m'],
  ['AWS::ECR::Repository', { RepositoryName: 'r' }, 'RepositoryUri', 'A.dkr.ecr.eu-west-1.amazonaws.com/r'],
  ['AWS::CloudWatch::Alarm', { AlarmName: 'a' }, 'Arn', 'arn:aws:cloudwatch:eu-west-1:A:alarm:a'],
  ['AWS::SSM::Parameter', { Name: '/x', Value: 'v' }, 'Value', 'v'],
  ['AWS::ApiGateway::RestApi', {}, 'Ref', '{id}'],
  ['AWS::ApiGateway::Stage', { StageName: 'gateway' }, 'Ref', 'gateway'],
  ['AWS::WAFv2::WebACL', { Name: 'w' }, 'Arn', 'arn:aws:wafv2:eu-west-1:A:{scope}/webacl/w/{id}'],
  ['AWS::SNS::Topic', {}, 'Ref', 'arn:aws:sns:eu-west-1:A:{name}'],
  ['AWS::SNS::Topic', { TopicName: { Ref: 'AWS::NoValue' } }, 'Ref', 'arn:aws:sns:eu-west-1:A:{name}'],
  ['AWS::RDS::DBInstance', {}, 'DBInstanceArn', '{DBInstanceArn}'],
];

describe.each(ACCOUNTS)('DC2: in account %s', (account) => {
  test.each(NAMED)('%s %j %s', (type, properties, attribute, expected) => {
    const value = look(type, properties, attribute, account);
    expect(shown(value, account)).toBe(expected.replaceAll(/\bA\b/g, account));
    for (const unknown of unknownsIn(value).values()) expect(unknown.origin.account).toBe(account);
  });
});

test('DC2: two accounts never share an unknown', () => {
  const ids = ACCOUNTS.map((account) => [...unknownsIn(look('AWS::SQS::Queue', {}, 'Arn', account)).keys()]);
  expect(ids[0]).not.toEqual(ids[1]);
});

test('DC5: every ARN in the table of types shows its account, but those of buckets', () => {
  for (const [type, { ref = '{name}', attributes = {} }] of Object.entries(RESOURCE_FORMS)) {
    for (const form of [ref, ...Object.values(attributes)]) {
      if (!form.startsWith('arn:') || type === 'AWS::S3::Bucket') continue;
      expect(form).toMatch(/^arn:\{partition\}:[a-z0-9-]+:(?:\{region\})?:\{account\}:/);
    }
  }
});

test('DC5: other partitions have names of their own', () => {
  const template = { Resources: { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } } } };
  const { resolve } = resolveTemplate(template, { account: '111111111111', region: 'cn-north-1', stack: 's' });
  expect(resolve({ 'Fn::GetAtt': 'Q.Arn' })).toBe('arn:aws-cn:sqs:cn-north-1:111111111111:q');
  expect(resolve({ Ref: 'Q' })).toBe('https://sqs.cn-north-1.amazonaws.com.cn/111111111111/q');
});
