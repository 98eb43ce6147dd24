import type { JsonObject } from '../../../../lib/isolation/template/json';
import { type Fragment, HOLE } from '../../edits/fragments';
import { type Channel, channel, FUNCTION, KEY, of, QUEUE, ROLE, ref, SECRET, STREAM, TOPIC } from './channel';

const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const ROLE_HERE: Fragment = { AddedOwnRole: of('AWS::IAM::Role', { AssumeRolePolicyDocument: TRUST }) };
const USER: Fragment = { AddedUser: of('AWS::IAM::User') };
const GROUP: Fragment = { AddedGroup: of('AWS::IAM::Group') };
const allow = (Action: string | readonly string[], Resource: string | readonly string[] = HOLE): JsonObject => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource }],
});
const inline = (document: JsonObject) => [{ PolicyName: 'added', PolicyDocument: document }];

/** What principals of the edited side are allowed to do to what is the other side's. */
export const IDENTITY_CHANNELS: readonly Channel[] = [
  channel('AWS::IAM::Role', 'Policies-assume', 'outward', ROLE, {
    AssumeRolePolicyDocument: TRUST,
    Policies: inline(allow('sts:AssumeRole')),
  }),
  channel('AWS::IAM::Role', 'Policies-list', 'outward', QUEUE, {
    AssumeRolePolicyDocument: TRUST,
    Policies: inline(allow('sqs:SendMessage', ['arn:aws:sqs:eu-west-1:{own}:added', HOLE])),
  }),
  channel('AWS::IAM::Role', 'Policies-bucket', 'outward', 'arn:aws:s3:::{bucket}/*', {
    AssumeRolePolicyDocument: TRUST,
    Policies: inline(allow(['s3:GetObject', 's3:PutObject'])),
  }),
  channel(
    'AWS::IAM::RolePolicy',
    'PolicyDocument',
    'outward',
    SECRET,
    { RoleName: ref('AddedOwnRole'), PolicyName: 'added', PolicyDocument: allow('secretsmanager:GetSecretValue') },
    ROLE_HERE,
  ),
  channel(
    'AWS::IAM::Policy',
    'PolicyDocument-key',
    'outward',
    KEY,
    { Roles: [ref('AddedOwnRole')], PolicyName: 'added', PolicyDocument: allow('kms:Decrypt') },
    ROLE_HERE,
  ),
  channel(
    'AWS::IAM::Policy',
    'PolicyDocument-function',
    'outward',
    FUNCTION,
    { Roles: [ref('AddedOwnRole')], PolicyName: 'added', PolicyDocument: allow('LAMBDA:INVOKEFUNCTION') },
    ROLE_HERE,
  ),
  channel(
    'AWS::IAM::ManagedPolicy',
    'PolicyDocument-topic',
    'outward',
    TOPIC,
    { Roles: [ref('AddedOwnRole')], PolicyDocument: allow('sns:*') },
    ROLE_HERE,
  ),
  channel('AWS::IAM::ManagedPolicy', 'PolicyDocument-stream', 'outward', STREAM, {
    PolicyDocument: allow('kinesis:Put*'),
  }),
  channel('AWS::IAM::ManagedPolicy', 'PolicyDocument-wildcard', 'outward', 'arn:aws:dynamodb:*:{account}:table/*', {
    PolicyDocument: allow('dynamodb:*'),
  }),
  channel('AWS::IAM::User', 'Policies', 'outward', ROLE, { Policies: inline(allow('sts:AssumeRole')) }),
  channel(
    'AWS::IAM::UserPolicy',
    'PolicyDocument',
    'outward',
    'arn:aws:iam::{account}:role/*',
    { UserName: ref('AddedUser'), PolicyName: 'added', PolicyDocument: allow(['sts:AssumeRole', 'sts:TagSession']) },
    USER,
  ),
  channel('AWS::IAM::Group', 'Policies', 'outward', ROLE, { Policies: inline(allow('sts:*')) }),
  channel(
    'AWS::IAM::GroupPolicy',
    'PolicyDocument',
    'outward',
    ROLE,
    { GroupName: ref('AddedGroup'), PolicyName: 'added', PolicyDocument: allow('sts:Assume*') },
    GROUP,
  ),
  channel('AWS::SSO::PermissionSet', 'InlinePolicy', 'outward', ROLE, {
    InstanceArn: 'arn:aws:sso:::instance/ssoins-{own}1234',
    Name: 'added',
    InlinePolicy: allow('sts:AssumeRole'),
  }),
  channel('AWS::RolesAnywhere::Profile', 'RoleArns', 'outward', ROLE, { Name: 'added', RoleArns: [HOLE] }),
];
