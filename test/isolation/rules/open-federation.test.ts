import { openFederation } from '../../../lib/isolation/rules/open-federation';
import type { JsonObject } from '../../../lib/isolation/template/json';
import { OTHER, OWN, ruleTable } from './rule-table';

const GITHUB = 'token.actions.githubusercontent.com';
const trust = (Federated: unknown, Condition?: object, Action = 'sts:AssumeRoleWithWebIdentity') => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Federated }, Action, ...(Condition && { Condition }) }],
    },
  },
});
const seen = (...given: Parameters<typeof trust>) => ({ Seen: trust(...given) }) as unknown as JsonObject;
const provider = `arn:aws:iam::${OWN}:oidc-provider/${GITHUB}`;
const AUD = { [`${GITHUB}:aud`]: 'sts.amazonaws.com' };
const github = (sub: string | readonly string[], operator = 'StringLike') =>
  seen(provider, {
    StringEquals: AUD,
    [operator === 'StringEquals' ? 'StringEqualsIgnoreCase' : operator]: { [`${GITHUB}:sub`]: sub },
  });
const pool = (allows: boolean, claims: object) =>
  ({
    Pool: { Type: 'AWS::Cognito::IdentityPool', Properties: { AllowUnauthenticatedIdentities: allows } },
    Seen: trust('cognito-identity.amazonaws.com', claims),
  }) as unknown as JsonObject;
const POOL = { 'cognito-identity.amazonaws.com:aud': { Ref: 'Pool' } };
const AMR = 'cognito-identity.amazonaws.com:amr';
const SAML = [`arn:aws:iam::${OWN}:saml-provider/Company`, undefined, 'sts:AssumeRoleWithSAML'] as const;

ruleTable(openFederation, {
  mustCatch: {
    'no subject': seen(provider, { StringEquals: AUD }),
    'no conditions': seen(provider),
    'no audience': seen(provider, { StringEquals: { [`${GITHUB}:sub`]: 'repo:o/r:environment:live' } }),
    'any subject': github('*'),
    'any repository': github('repo:*'),
    'all repositories of an owner': github('repo:o/*'),
    'all of a repository': github('repo:o/r:*'),
    'all environments of a repository': github('repo:o/r:environment:*'),
    'all branches of a repository': github('repo:o/r:ref:refs/heads/*'),
    'environments by pattern': github('repo:o/r:environment:live*'),
    'repositories by pattern': github('repo:o/r?:environment:live'),
    'any id of an owner and a repository': github('repo:o@*/r@*:environment:live'),
    'any id of a repository': github('repo:o@1/r@*:environment:live'),
    'any name of an id': github('repo:*@1/*@2:environment:live'),
    'all of a repository with ids': github('repo:o@1/r@2:*'),
    'all environments of a repository with ids': github('repo:o@1/r@2:environment:*'),
    'all repositories of an owner with an id': github('repo:o@1/*'),
    'one exact subject and all others': seen(provider, {
      StringEquals: AUD,
      StringLike: { [`${GITHUB}:sub`]: ['repo:o/r:environment:live', 'repo:o/*'] },
    }),
    'everybody but one': seen(provider, { StringEquals: AUD, StringNotEquals: { [`${GITHUB}:sub`]: 'repo:o/r' } }),
    'a provider of the other account': seen(`arn:aws:iam::${OTHER}:oidc-provider/${GITHUB}`, {
      StringEquals: { ...AUD, [`${GITHUB}:sub`]: 'repo:o/r:environment:live' },
    }),
    'a SAML provider of the other account': seen(`arn:aws:iam::${OTHER}:saml-provider/Theirs`, undefined, SAML[2]),
    'every provider': seen('*'),
    'SAML without audience': seen(...SAML),
    'accounts of Google': seen('accounts.google.com', { StringEquals: { 'accounts.google.com:aud': 'app' } }),
    'any identity pool': seen('cognito-identity.amazonaws.com', {
      'ForAnyValue:StringLike': { [AMR]: 'authenticated' },
    }),
    'identities who did not sign in': pool(true, {
      StringEquals: POOL,
      'ForAnyValue:StringLike': { [AMR]: 'unauthenticated' },
    }),
    'whoever asks an open pool': pool(true, { StringEquals: POOL }),
  },
  mustPass: {
    'one environment': github('repo:o/r:environment:live', 'StringEquals'),
    'one environment, by pattern': github('repo:o/r:environment:live'),
    'one environment of a repository with ids': github('repo:o@1/r@2:environment:live', 'StringEquals'),
    'one environment of a repository with ids, by pattern': github('repo:o@1/r@2:environment:live'),
    'either form of one subject': github(
      ['repo:o/r:environment:live', 'repo:o@1/r@2:environment:live'],
      'StringEquals',
    ),
    'one branch of a repository with ids': github('repo:o@1/r@2:ref:refs/heads/main'),
    'one branch': github('repo:o/r:ref:refs/heads/main'),
    'tags of a form': github('repo:o/r:ref:refs/tags/v*'),
    'a star that is none': seen(provider, { StringEquals: { ...AUD, [`${GITHUB}:sub`]: 'repo:o/*' } }),
    'a service account of a namespace': seen(
      `arn:aws:iam::${OWN}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1`,
      {
        StringEquals: { 'oidc.eks.eu-west-1.amazonaws.com/id/a1:aud': 'sts.amazonaws.com' },
        StringLike: { 'oidc.eks.eu-west-1.amazonaws.com/id/A1:sub': 'system:serviceaccount:pay:*' },
      },
    ),
    'SAML for AWS': seen(SAML[0], { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } }, SAML[2]),
    'identities who signed in': pool(true, {
      StringEquals: POOL,
      'ForAnyValue:StringLike': { [AMR]: 'authenticated' },
    }),
    'a closed pool': pool(false, { StringEquals: POOL }),
    'a service': {
      Seen: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
          },
        },
      },
    } as JsonObject,
  },
  undecided: {
    'conditions that are made when it is deployed': {
      Claims: { Type: 'Custom::AWSCDKCfnJson', Properties: { ServiceToken: 'x', Value: '{}' } },
      Seen: trust(provider, { StringEquals: { 'Fn::GetAtt': ['Claims', 'Value'] } }),
    } as unknown as JsonObject,
    'a subject by parameter': {
      Parameters: { Who: { Type: 'String' } },
      Resources: seen(provider, { StringEquals: { ...AUD, [`${GITHUB}:sub`]: { Ref: 'Who' } } }),
    },
    'an identity pool by its id': seen('cognito-identity.amazonaws.com', {
      StringEquals: {
        'cognito-identity.amazonaws.com:aud': 'eu-west-1:00000000-0000-4000-8000-000000000000',
        [AMR]: 'authenticated',
      },
    }),
  },
});
