// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import type { JsonObject } from '../../../../lib/isolation/template/json';
import type { Case } from '../../edits/case';
import { addFragment, type Fragment } from '../../edits/fragments';
import { type Site, section } from '../../edits/site';
import { of, ref } from '../channels/channel';

/** One resource that opens, or that cannot be decided, and beside it what it needs. */
interface Kind {
  readonly operator: string;
  readonly type: string;
  readonly flow: Case['flow'];
  readonly fragment: Fragment;
  /** The same, closed. */
  readonly closed?: Fragment;
}

const ROLE = (Action: string, Resource: string, Condition?: JsonObject): Fragment => ({
  AddedRole: of('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    Policies: [
      {
        PolicyName: 'added',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) }],
        },
      },
    ],
  }),
});
const outward = (operator: string, fragment: Fragment, closed: Fragment): Kind => ({
  operator,
  type: 'AWS::IAM::Role',
  flow: 'outward',
  fragment,
  closed,
});
const only = (type: string, properties: JsonObject): Fragment => ({ Added: of(type, properties) });
const OWN = { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } };

const OPENING: readonly Kind[] = [
  outward(
    'organisation-by-a-variable',
    ROLE('sts:AssumeRole', 'arn:aws:iam::*:role/deploy', {
      StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' },
    }),
    ROLE('sts:AssumeRole', 'arn:aws:iam::*:role/deploy', OWN),
  ),
  outward('any-share', ROLE('ram:AcceptResourceShareInvitation', '*'), ROLE('ram:GetResourceShares', '*')),
  outward(
    'any-image',
    ROLE('ec2:RunInstances', '*'),
    ROLE('ec2:RunInstances', '*', { StringEquals: { 'ec2:Owner': 'amazon' } }),
  ),
  outward('any-snapshot', ROLE('ec2:CopySnapshot', '*'), ROLE('ec2:DescribeSnapshots', '*')),
  {
    operator: 'gateway-without-authorizer',
    type: 'AWS::BedrockAgentCore::Gateway',
    flow: 'inward',
    fragment: only('AWS::BedrockAgentCore::Gateway', { Name: 'added', AuthorizerType: 'NONE' }),
    closed: only('AWS::BedrockAgentCore::Gateway', { Name: 'added', AuthorizerType: 'AWS_IAM' }),
  },
  {
    operator: 'accepts-attachments',
    type: 'AWS::EC2::TransitGateway',
    flow: 'inward',
    fragment: only('AWS::EC2::TransitGateway', { AutoAcceptSharedAttachments: 'enable' }),
    closed: only('AWS::EC2::TransitGateway', { AutoAcceptSharedAttachments: 'disable' }),
  },
];

const variable = (TARGET: string): Fragment => ({
  Added: of('AWS::SSM::Parameter', { Type: 'String', Value: TARGET }),
});
const UNDECIDED: readonly (readonly [operator: string, type: string, fragment: Fragment])[] = [
  ['host-of-a-cache', 'AWS::SSM::Parameter', variable('master.added.ab12cd.euw1.cache.amazonaws.com:6379')],
  ['host-of-a-function', 'AWS::SSM::Parameter', variable('https://abcdefghijklmnop.lambda-url.eu-west-1.on.aws/')],
  ['bucket-of-somebody', 'AWS::SSM::Parameter', variable('s3://files-of-somebody-else/in')],
  [
    'profile',
    'AWS::Route53Profiles::ProfileAssociation',
    only('AWS::Route53Profiles::ProfileAssociation', {
      Name: 'added',
      ProfileId: 'rp-0123456789abcdef',
      ResourceId: 'vpc-0123456789abcdef0',
    }),
  ],
  [
    'collaboration',
    'AWS::CleanRooms::Membership',
    only('AWS::CleanRooms::Membership', {
      CollaborationIdentifier: '0f0f0f0f-1111-4222-8333-9a9b9c9d9e9f',
      QueryLogStatus: 'DISABLED',
    }),
  ],
  [
    'domain',
    'AWS::DataZone::Project',
    only('AWS::DataZone::Project', { DomainIdentifier: 'dzd_abcdefghijklmn', Name: 'added' }),
  ],
  [
    'everybody-of-AWS-by-a-service',
    'AWS::SQS::QueuePolicy',
    {
      AddedQueue: of('AWS::SQS::Queue'),
      Added: of('AWS::SQS::QueuePolicy', {
        Queues: [ref('AddedQueue')],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: '*' },
              Action: 'sqs:SendMessage',
              Resource: '*',
              Condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } },
            },
          ],
        },
      }),
    },
  ],
];

const write = (fragment: Fragment) => (site: Site) => {
  addFragment(site, fragment, null);
};

function opening({ operator, type, flow, fragment, closed }: Kind): Case {
  const base = { group: 'what-others-offer', operator, spelling: 'as-it-is', type, flow };
  return {
    ...base,
    at: () => Object.keys(fragment),
    opening: write(fragment),
    ...(closed && { benign: write(closed) }),
  };
}

/** Behind a condition that only a default keeps false. */
const offByDefault: Case = {
  group: 'undecidable',
  operator: 'off-by-default',
  spelling: 'as-it-is',
  type: 'AWS::Lambda::Url',
  flow: 'inward',
  at: () => ['Added'],
  undecidable: (site) => {
    section(site, 'Parameters')['AddedShare'] = { Type: 'String', Default: 'no' };
    section(site, 'Conditions')['AddedShared'] = { 'Fn::Equals': [{ Ref: 'AddedShare' }, 'yes'] };
    const url = of('AWS::Lambda::Url', { AuthType: 'NONE', TargetFunctionArn: 'added' });
    addFragment(site, { Added: { ...url, Condition: 'AddedShared' } }, null);
  },
};

/** What others share, offer or call by names that AWS makes up. */
export const madeUpNameCases: readonly Case[] = [
  ...OPENING.map(opening),
  ...UNDECIDED.map(([operator, type, fragment]): Case => {
    const base = { group: 'undecidable', operator, spelling: 'as-it-is', type, flow: 'inward' as const };
    return { ...base, at: () => Object.keys(fragment), undecidable: write(fragment) };
  }),
  offByDefault,
];
