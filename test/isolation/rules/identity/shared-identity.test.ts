import { sharedIdentity } from '../../../../lib/isolation/rules/identity/shared-identity';
import type { JsonObject } from '../../../../lib/isolation/template/json';
import { OTHER, OWN, observe, ruleTable, THIRD } from '../rule-table';

const GITHUB = 'token.actions.githubusercontent.com';
const role = (statement: object, more: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] },
    ...more,
  },
});
const trusts = (AWS: unknown, more?: object) => role({ Principal: { AWS }, Action: 'sts:AssumeRole' }, more);
const from = (account: string, sub: unknown) =>
  role({
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${GITHUB}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringLike: { [`${GITHUB}:aud`]: 'sts.amazonaws.com', [`${GITHUB}:sub`]: sub } },
  });
const saml = (account: string, name: string) =>
  role({ Principal: { Federated: `arn:aws:iam::${account}:saml-provider/${name}` }, Action: 'sts:AssumeRoleWithSAML' });
const seen = (resource: object) => ({ Seen: resource }) as unknown as JsonObject;
const bucket = (AWS: string) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket: 'b',
    PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 's3:GetObject', Resource: '*' }] },
  },
});
const third = (rest: string) => `arn:aws:iam::${THIRD}:${rest}`;

const assumes = (Resource: string) =>
  role(
    { Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    {
      Policies: [
        { PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:Assume*', Resource }] } },
      ],
    },
  );

const other = {
  Deployer: trusts(third('role/team/Deployers')),
  Whole: trusts('444444444444'),
  Chained: assumes(third('role/bridge')),
  ChainedWhole: assumes('arn:aws:iam::666666666666:role/*'),
  Reader: bucket(third('user/reader')),
  Logs: bucket('127311923021'),
  Wide: from(OTHER, 'repo:p/*:environment:live'),
  Ci: from(OTHER, 'repo:o/r:environment:live'),
  CiWithIds: from(OTHER, 'repo:new@11/made@12:environment:live'),
  Saml: saml(OTHER, 'Company'),
  Person: { Type: 'AWS::SSO::Assignment', Properties: { PrincipalId: 'a1b2-person', TargetId: OTHER } },
  Anchor: {
    Type: 'AWS::RolesAnywhere::TrustAnchor',
    Properties: { Source: { SourceType: 'CERTIFICATE_BUNDLE', SourceData: { X509CertificateData: 'MII a' } } },
  },
} as unknown as JsonObject;

ruleTable(sharedIdentity, {
  other,
  mustCatch: {
    'the same role of a third account, in another spelling': seen(trusts(third('role/deployers'))),
    'a session of it': seen(trusts(`arn:aws:sts::${THIRD}:assumed-role/Deployers/me`)),
    'its whole account': seen(trusts(THIRD)),
    'a role of an account that the other side trusts whole': seen(trusts('arn:aws:iam::444444444444:role/x')),
    'everybody of a third account, by condition': seen(
      role({
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:PrincipalAccount': THIRD } },
      }),
    ),
    'a bucket for the same user': seen(bucket(third('user/reader'))),
    'the same pipeline': seen(from(OWN, 'repo:o/r:environment:live')),
    'the same pipeline, its tokens with ids': seen(from(OWN, 'repo:o@11/r@13:environment:live')),
    'the same pipeline, its tokens without ids': seen(from(OWN, 'repo:new/made:environment:live')),
    'the same pipeline under the ids': seen(from(OWN, 'repo:new@11/made@12:environment:live')),
    'the same repository under its former name': seen(from(OWN, 'repo:old@11/name@12:environment:live')),
    'a pattern of ids': seen(from(OWN, 'repo:new@*/made@*:environment:live')),
    'a pattern for it': seen(from(OWN, 'repo:o/*')),
    'a pattern that overlaps with another': seen(from(OWN, 'repo:p/q:*')),
    'the same person': seen({
      Type: 'AWS::SSO::Assignment',
      Properties: { PrincipalId: 'a1b2-person', TargetId: OWN },
    }),
    'the same certificates': seen({
      Type: 'AWS::RolesAnywhere::TrustAnchor',
      Properties: { Source: { SourceType: 'CERTIFICATE_BUNDLE', SourceData: { X509CertificateData: 'MIIa' } } },
    }),
    'a cluster for the same role': seen({
      Type: 'AWS::EKS::AccessEntry',
      Properties: { ClusterName: 'c', PrincipalArn: third('role/deployers') },
    }),
    'a role of a third account that the other side may assume': seen(trusts(third('role/bridge'))),
    'a bucket for such a role': seen(bucket(third('role/bridge'))),
    'a role of an account of which the other side may assume any': seen(trusts('arn:aws:iam::666666666666:role/y')),
    'an auditor who is only called so': seen(
      trusts(third('role/deployers'), {
        RoleName: 'airlock-sandbox-auditor',
        Policies: [
          { PolicyName: 'p', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } },
        ],
      }),
    ),
  },
  mustPass: {
    'another role of the same third account': seen(trusts(third('role/sandbox-deployers'))),
    'another role than the one that the other side may assume': seen(trusts(third('role/other-bridge'))),
    'the same role to assume': seen(assumes(third('role/bridge'))),
    'a third account of its own': seen(trusts('555555555555')),
    'an account of AWS': seen(bucket('127311923021')),
    'another environment of the same repository': seen(from(OWN, 'repo:o/r:environment:sandbox')),
    'another environment, with ids': seen(from(OWN, 'repo:new@11/made@12:environment:sandbox')),
    'another repository that once had the name': seen(from(OWN, 'repo:new@21/made@22:environment:live')),
    'another repository of the owner, with ids': seen(from(OWN, 'repo:new@11/else@14:environment:live')),
    'a pattern that does not overlap': seen(from(OWN, 'repo:p/*:environment:sandbox')),
    'another SAML provider': seen(saml(OWN, 'Sandbox')),
    'another person': seen({ Type: 'AWS::SSO::Assignment', Properties: { PrincipalId: 'c3d4', TargetId: OWN } }),
    'a denied one': seen(
      role({ Effect: 'Deny', Principal: { AWS: third('role/deployers') }, Action: 'sts:AssumeRole' }),
    ),
  },
  undecided: { 'a SAML provider of the same name': seen(saml(OWN, 'Company')) },
});

describe('IS4: the auditor', () => {
  const auditor = (name: string, statement: object) =>
    trusts(third('role/auditors'), {
      RoleName: `airlock-${name}-auditor`,
      Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }],
    });
  const reads = { Effect: 'Allow', Action: ['s3:GetBucketPolicy', 'kms:ListKeys'], Resource: '*' };
  const decision = (own: object, theirs: object, region = 'eu-west-1') => {
    const side = (each: object) => ({ region, stacks: [{ name: 'app', template: { Resources: seen(each) } }] });
    return observe(sharedIdentity, 'sandbox', side(own), side(theirs)).map(({ decision }) => decision);
  };

  test('may be the same on both sides when it reads settings only', () => {
    expect(decision(auditor('sandbox', reads), auditor('live', reads))).toEqual(['closed']);
  });
  test('may not when it reads contents on either side', () => {
    const contents = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
    expect(decision(auditor('sandbox', contents), auditor('live', reads))).toEqual(['open']);
    expect(decision(auditor('sandbox', reads), auditor('live', contents))).toEqual(['open']);
  });
  test.each([
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('may not when it reads contents in %s, where ARNs begin with arn:%s', (region, partition) => {
    const contents = { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:${partition}:s3:::*` };
    expect(decision(auditor('sandbox', contents), auditor('live', reads), region)).toEqual(['open']);
    expect(decision(auditor('sandbox', reads), auditor('live', reads), region)).toEqual(['closed']);
  });
  test('is the only one: who is on call may not be the same, though it reads no contents either', () => {
    const onCall = (name: string) => trusts(third('role/on-call'), { RoleName: `airlock-${name}-on-call` });
    expect(decision(onCall('sandbox'), onCall('live'))).toEqual(['open']);
  });
  test('may not when the other role is no auditor', () => {
    expect(decision(auditor('sandbox', reads), auditor('sandbox', reads))).toEqual(['open']);
  });
});
