import type { Spelling } from '../../../lib/isolation/address/address';
import { ownerOf } from '../../../lib/isolation/address/owner-of';
import { bothWays } from '../../../lib/isolation/audit/both-ways';
import type { JsonObject } from '../../../lib/isolation/template/json';
import type { Resolved } from '../../../lib/isolation/template/value';
import { asText } from '../../../lib/isolation/template/value';
import { OTHER, OWN, THIRD } from '../rules/rule-table';
import { OTHER_SIDE, resource } from '../rules/written';

const OWN_SIDE = {
  Queue: resource('AWS::SQS::Queue'),
  Bucket: resource('AWS::S3::Bucket'),
  Named: resource('AWS::S3::Bucket', { BucketName: 'sandbox-reports' }),
  Api: resource('AWS::ApiGateway::RestApi', { Name: 'api' }),
  Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer'),
  Zone: resource('AWS::Route53::HostedZone', { Name: 'sandbox.example.com' }),
  Custom: resource('Custom::Thing', { ServiceToken: `arn:aws:lambda:eu-west-1:${OWN}:function:x` }),
};

const side = (account: string, Resources: object) => ({
  account,
  region: 'eu-west-1',
  stacks: [{ name: 'app', template: { Parameters: { Any: { Type: 'String' } }, Resources } as unknown as JsonObject }],
});
const STATEMENT = { Resource: `arn:aws:ec2:eu-west-1:${OTHER}:subnet/subnet-0ddddddddddddddd1` };
const POLICY = resource('AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [STATEMENT] } });
const [audited] = bothWays(side(OWN, OWN_SIDE), side(OTHER, { ...OTHER_SIDE, Policy: POLICY }));
const resolve = (value: unknown): Resolved => audited.own.stacks[0]?.resolved.resolve(value as JsonObject) ?? null;

type Case = readonly [value: unknown, owner: string, spelling?: Spelling];
const sub = (text: string) => ({ 'Fn::Sub': text });

const CASES: Readonly<Record<string, Case>> = {
  'an ARN of the other account': [`arn:aws:sqs:eu-west-1:${OTHER}:orders`, 'other'],
  'an ARN of this account': [`arn:aws:sqs:eu-west-1:${OWN}:orders`, 'own'],
  'an ARN of somebody else': [`arn:aws:sqs:eu-west-1:${THIRD}:orders`, 'third'],
  'an ARN whose name is not known': [sub(`arn:aws:sqs:eu-west-1:${OTHER}:\${Any}`), 'other'],
  'an own ARN whose name is not known': [sub('arn:aws:sqs:eu-west-1:${AWS::AccountId}:${Any}'), 'own'],
  'an ARN whose account is not known': [sub('arn:aws:sqs:eu-west-1:${Any}:orders'), 'unknown'],
  'an ARN in pieces': [{ 'Fn::Join': [':', ['arn', 'aws', 'sqs', 'eu-west-1', OTHER, 'orders']] }, 'other'],
  'an ARN of an own resource': [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'own'],
  'an attribute of an own resource': [{ 'Fn::GetAtt': ['Balancer', 'DNSName'] }, 'own'],
  'what a custom resource returns': [{ 'Fn::GetAtt': ['Custom', 'Arn'] }, 'unknown'],
  'a parameter without default': [{ Ref: 'Any' }, 'unknown'],
  'an import': [{ 'Fn::ImportValue': 'elsewhere' }, 'unknown'],
  'a layer of AWS': [
    'arn:aws:lambda:eu-west-1:015030872274:layer:AWS-Parameters-and-Secrets-Lambda-Extension:4',
    'aws',
  ],
  'a managed policy': ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'aws'],
  'an invocation of the other function': [
    `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:${OTHER}:function:f/invocations`,
    'other',
  ],
  'an invocation of a queue by path': [`arn:aws:apigateway:eu-west-1:sqs:path/${OTHER}/orders`, 'other'],
  'an invocation of the other bucket': ['arn:aws:apigateway:eu-west-1:s3:path/live-reports/{key}', 'other'],
  'a service integration': ['arn:aws:states:::lambda:invoke', 'none'],
  'the other bucket': ['arn:aws:s3:::live-reports/*', 'other'],
  'an own bucket by name': ['arn:aws:s3:::sandbox-reports', 'own'],
  'an own bucket without name': [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'own'],
  'a bucket of nobody': ['arn:aws:s3:::some-reports', 'unknown'],
  'a bucket with the other account in its name': [`arn:aws:s3:::logs-${OTHER}-eu-west-1`, 'other'],
  'a bucket with this account in its name': [`arn:aws:s3:::logs-${OWN}`, 'own'],
  'a bare bucket': ['live-reports', 'other', 'bucket'],
  'the same word where no bucket is meant': ['live-reports', 'none'],
  'a virtual host of the other bucket': ['https://live-reports.s3.eu-west-1.amazonaws.com/x', 'other'],
  'its website': ['live-reports.s3-website-eu-west-1.amazonaws.com', 'other', 'host'],
  'a path to the other bucket': ['https://s3.eu-west-1.amazonaws.com/live-reports/x', 'other'],
  'an S3 URI': ['s3://live-reports/x', 'other'],
  'a virtual host of an own bucket': [{ 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] }, 'own', 'host'],
  'an access point': [`https://reports-${OTHER}.s3-accesspoint.eu-west-1.amazonaws.com`, 'other'],
  'a queue URL': [`https://sqs.eu-west-1.amazonaws.com/${OTHER}/orders`, 'other'],
  'an old queue URL': [`https://eu-west-1.queue.amazonaws.com/${OTHER}/orders`, 'other'],
  'a queue URL of somebody else': [`https://sqs.eu-west-1.amazonaws.com/${THIRD}/orders`, 'third'],
  'an own queue URL': [{ Ref: 'Queue' }, 'own'],
  'an image of the other account': [`${OTHER}.dkr.ecr.eu-west-1.amazonaws.com/app:1`, 'other'],
  'an image of somebody else': [`${THIRD}.dkr.ecr.eu-west-1.amazonaws.com/app:1`, 'third'],
  'an image of the world': ['public.ecr.aws/docker/library/node:24', 'third', 'host'],
  'an own API': [sub('https://${Api}.execute-api.eu-west-1.amazonaws.com/v1'), 'own'],
  'an API of nobody knows whom': ['https://zzz999zzz9.execute-api.eu-west-1.amazonaws.com/v1', 'unknown'],
  'a custom host of the other side': ['https://gateway.live.example.com/v1/payments', 'other'],
  'a host in the other zone': ['api.live.example.com', 'other', 'host'],
  'a host in the own zone': ['api.sandbox.example.com', 'own', 'host'],
  'a host of neither': ['https://hooks.example.org/x', 'third'],
  'a host that is not known': [sub('https://${Any}/x'), 'unknown'],
  'a service of AWS': ['https://dynamodb.eu-west-1.amazonaws.com', 'aws'],
  'an e-mail address': ['on-call@live.example.com', 'none'],
  'a sign-in domain': ['https://live-sign-in.auth.eu-west-1.amazoncognito.com/oauth2/token', 'other'],
  'an issuer with a pool': ['https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_ZzzZzzZzz', 'unknown'],
  'a network that only this side names': ['vpc-0123456789abcdef0', 'alone'],
  'a network of the other side': ['vpc-0aaaaaaaaaaaaaaa1', 'unknown'],
  'a network that stands in a policy of the other side': ['subnet-0ddddddddddddddd1', 'unknown'],
  'what ties networks together': ['tgw-0123456789abcdef0', 'unknown'],
  'an own network by ARN': [`arn:aws:ec2:eu-west-1:${OWN}:vpc/vpc-0aaaaaaaaaaaaaaa1`, 'own'],
  'an own gateway by ARN': [`arn:aws:ec2:eu-west-1:${OWN}:transit-gateway/tgw-0aaaaaaaaaaaaaaa1`, 'own'],
  'a gateway beside an own ARN': [`arn:aws:sns:eu-west-1:${OWN}:t, tgw-0aaaaaaaaaaaaaaa1`, 'unknown'],
  'a gateway in an ARN without account': ['arn:aws:ec2:eu-west-1::transit-gateway/tgw-0aaaaaaaaaaaaaaa1', 'unknown'],
  'a role of any account as a principal': ['arn:aws:iam::*:role/r', 'other', 'principal'],
  'the root of any account as a principal': ['arn:aws:iam::*:root', 'other', 'principal'],
  'accounts like the other one': ['arn:aws:iam::2222????2222:root', 'other', 'principal'],
  'accounts unlike the other one': ['arn:aws:iam::3*:root', 'third', 'principal'],
  'a thing of any account': ['arn:aws:sns:eu-west-1:*:t', 'unknown'],
  'the other account by itself': [OTHER, 'other', 'account'],
  'the other account as a number': [Number(OTHER), 'other', 'account'],
  'the other account in groups': ['2222-2222-2222', 'other'],
  'an organisation': ['o-abcdef1234', 'other', 'principal'],
  'an organisational unit': [`arn:aws:organizations::${THIRD}:ou/o-abcdef1234/ou-abcd-12345678`, 'other', 'principal'],
  everybody: ['*', 'other', 'principal'],
  'a stored value of the other account': [`{{resolve:ssm:arn:aws:ssm:eu-west-1:${OTHER}:parameter/host}}`, 'other'],
  'a stored value': ['{{resolve:ssm:/app/host}}', 'unknown'],
  'a public parameter': [
    '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}',
    'aws',
  ],
  words: ['index.handler', 'none'],
  'three words': ['$context.identity.sourceIp', 'none', 'bucket'],
  nothing: ['', 'none'],
};

describe('whose the thing is that a text names', () => {
  test.each(Object.entries(CASES))('%s', (_, [value, owner, spelling]) => {
    const text = asText(resolve(value));
    expect(text).toBeDefined();
    expect(ownerOf(text ?? '', audited, spelling).owner).toBe(owner);
  });

  test('an id that stands in both sides is shared', () => {
    const own = { Link: resource('AWS::EC2::TransitGatewayAttachment', { TransitGatewayId: 'tgw-0aaaaaaaaaaaaaaa1' }) };
    const [both] = bothWays(side(OWN, own), side(OTHER, OTHER_SIDE));
    expect(ownerOf('tgw-0aaaaaaaaaaaaaaa1', both).shared).toBe(true);
    expect(ownerOf('tgw-0bbbbbbbbbbbbbbb1', both).shared).not.toBe(true);
  });
});
