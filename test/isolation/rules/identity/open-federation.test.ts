import { openFederation } from '../../../../lib/isolation/rules/identity/open-federation';
import type { JsonObject } from '../../../../lib/isolation/template/json';
import { OTHER, OWN, ruleTable } from '../rule-table';

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
/** A subject of another issuer, as its reference has it. */
const subject = (issuer: string, sub: string) =>
  seen(`arn:aws:iam::${OWN}:oidc-provider/${issuer}`, {
    StringEquals: { [`${issuer}:aud`]: 'aws' },
    StringLike: { [`${issuer}:sub`]: sub },
  });
const BITBUCKET = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
const [REPOSITORY, STAGE] = ['{0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f1}', '{9a8b7c6d-5e4f-4031-9223-344556677889}'];
const CIRCLE = 'oidc.circleci.com/org/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f1';
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
    'all environments of a Bitbucket repository': subject(BITBUCKET, `${REPOSITORY}:*`),
    'all repositories of a Bitbucket environment': subject(BITBUCKET, `*:${STAGE}:*`),
    'environments of Bitbucket by pattern': subject(BITBUCKET, `${REPOSITORY}:{9a8b*}:*`),
    'all projects of CircleCI': subject(CIRCLE, 'org/a/project/*/user/*'),
    'all of a CircleCI project’s beginning': subject(CIRCLE, 'org/a/project/b*'),
    'all branches of a Buildkite pipeline': subject(
      'agent.buildkite.com',
      'organization:a:pipeline:b:ref:*:commit:*:step:*',
    ),
    'all of a Buildkite pipeline': subject('agent.buildkite.com', 'organization:a:pipeline:b:*'),
    'all workspaces of Terraform': subject('app.terraform.io', 'organization:a:project:b:workspace:*:run_phase:apply'),
    'all branches of GitLab': subject('gitlab.com', 'project_path:a/b:ref_type:branch:ref:*'),
    'all stacks of Spacelift': subject('acme.app.spacelift.io', 'space:root:stack:*:run_type:TRACKED:scope:write'),
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
    'a step of Bitbucket': subject(BITBUCKET, `${REPOSITORY}:${STAGE}:*`),
    'a step of Bitbucket, in braces': subject(BITBUCKET, `${REPOSITORY}:${STAGE}:{*}`),
    'who started it in CircleCI': subject(CIRCLE, 'org/a/project/b/user/*'),
    'who started it in CircleCI, on a branch': subject(
      CIRCLE,
      'org/a/project/b/user/*/vcs-origin/github.com/a/b/vcs-ref/refs/heads/main',
    ),
    'a commit of Buildkite': subject(
      'agent.buildkite.com',
      'organization:a:pipeline:b:ref:refs/heads/main:commit:*:step:deploy',
    ),
    'a phase of Terraform': subject('app.terraform.io', 'organization:a:project:b:workspace:live:run_phase:*'),
    'a run of Spacelift': subject('acme.app.spacelift.io', 'space:root:stack:live:run_type:*:scope:*'),
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
