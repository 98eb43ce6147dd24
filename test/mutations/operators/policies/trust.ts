import type { JsonObject } from '../../../../lib/isolation/template/json';
import type { Case } from '../../edits/case';
import { addFragment, fill } from '../../edits/fragments';
import { type Mutable, mutable, type Party, type Site } from '../../edits/site';
import { SPELLINGS } from '../../edits/spellings';
import { STATEMENTS } from '../../statements/all-statements';
import { root, type Subject } from '../../statements/statement';

const ROLE = 'AWS::IAM::Role';
const SUBJECT: Subject = { actions: 'sts:AssumeRole' };

type Statement = { [key: string]: Mutable };

function trustCase(
  operator: string,
  spelling: string,
  opening: ((site: Site) => Mutable[]) | undefined,
  benign?: (site: Site) => Mutable[],
): Case {
  const write = (statements: (site: Site) => Mutable[]) => (site: Site) => {
    const Statement = fill(statements(site), site.own, null);
    addFragment(
      site,
      { AddedRole: { Type: ROLE, Properties: { AssumeRolePolicyDocument: '<hole>' } } },
      {
        Version: '2012-10-17',
        Statement,
      },
    );
  };
  return {
    group: operator === 'denial' ? 'denials' : 'trust',
    operator,
    spelling,
    type: ROLE,
    flow: 'inward',
    at: () => ['AddedRole'],
    ...(opening && { opening: write(opening) }),
    ...(benign && { benign: write(benign) }),
  };
}

const byForm = STATEMENTS.filter((form) => !form.notInTrust && !form.needsService).map(
  ({ operator, name, opening, benign }) =>
    trustCase(
      operator,
      name,
      opening && ((site) => opening(SUBJECT, site)),
      benign && ((site) => benign(SUBJECT, site)),
    ),
);

/** A principal of the other account with something that it can bring about, or of the own account with the same. */
function withCondition(name: string, Condition: JsonObject, Action: Mutable = 'sts:AssumeRole'): Case {
  const of =
    (party: (site: Site) => Party) =>
    (site: Site): Mutable[] => [
      { Effect: 'Allow', Principal: { AWS: root(party(site)) }, Action, Condition: mutable(Condition) },
    ];
  return trustCase(
    'with-condition',
    name,
    of(({ other }) => other),
    of(({ own }) => own),
  );
}

const conditions = [
  withCondition('external-id', { StringEquals: { 'sts:ExternalId': 'a-shared-secret' } }),
  withCondition('mfa', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  withCondition('session-name', { StringLike: { 'sts:RoleSessionName': 'deploy-*' } }),
  withCondition('source-identity', { StringEquals: { 'sts:SourceIdentity': 'ci' } }),
  withCondition('request-tag', { StringEquals: { 'aws:RequestTag/team': 'payments' } }, [
    'sts:AssumeRole',
    'sts:TagSession',
  ]),
  withCondition('address', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
  withCondition('all-sts-actions', { Bool: { 'aws:SecureTransport': 'true' } }, 'sts:*'),
  withCondition('action-in-capitals', { Bool: { 'aws:SecureTransport': 'true' } }, ['STS:ASSUMEROLE']),
];

const GITHUB = 'token.actions.githubusercontent.com';

function federated(
  name: string,
  provider: string,
  Action: string,
  opening: { provider?: string; condition?: JsonObject },
  condition: JsonObject,
): Case {
  const write = (arn: string, value: JsonObject | undefined): Statement => ({
    Effect: 'Allow',
    Principal: { Federated: arn },
    Action,
    ...(value && { Condition: mutable(value) }),
  });
  return trustCase(
    'federated',
    name,
    ({ other }) => [write(opening.provider?.replace('{other}', other.account) ?? provider, opening.condition)],
    () => [write(provider, condition)],
  );
}

const OWN_GITHUB = `arn:aws:iam::{own}:oidc-provider/${GITHUB}`;
const audience = { [`${GITHUB}:aud`]: 'sts.amazonaws.com' };
const exact: JsonObject = {
  StringEquals: { ...audience, [`${GITHUB}:sub`]: 'repo:example-org/app:environment:{env}' },
};
const github = (name: string, condition: JsonObject | undefined, provider?: string) =>
  federated(
    name,
    OWN_GITHUB,
    'sts:AssumeRoleWithWebIdentity',
    { ...(condition && { condition }), ...(provider && { provider }) },
    exact,
  );
const sub = (operator: string, value: string | readonly string[]): JsonObject => ({
  StringEquals: audience,
  [operator]: { [`${GITHUB}:sub`]: value },
});

const federations = [
  github('no-subject', { StringEquals: audience }),
  github('subject-any', sub('StringLike', '*')),
  github('subject-any-repository', sub('StringLike', 'repo:*')),
  github('subject-any-of-the-repository', sub('StringLike', 'repo:example-org/app:*')),
  github('subject-any-environment', sub('StringLike', ['repo:example-org/app:environment:*'])),
  github('provider-of-theirs', exact, `arn:aws:iam::{other}:oidc-provider/${GITHUB}`),
  federated(
    'identity-pool-any',
    'cognito-identity.amazonaws.com',
    'sts:AssumeRoleWithWebIdentity',
    {},
    {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': '{identity-pool}' },
    },
  ),
  federated(
    'saml-of-theirs',
    'arn:aws:iam::{own}:saml-provider/login-{env}',
    'sts:AssumeRoleWithSAML',
    {
      provider: 'arn:aws:iam::{other}:saml-provider/login',
      condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    },
    { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
  ),
];

const asText = ['literal', 'sub-variable', 'join', 'mapping', 'parameter-in-sub'].map((spelling) => {
  const text = (party: Party) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: root(party) }, Action: 'sts:AssumeRole' }],
    });
  const write = (party: 'own' | 'other') => (site: Site) => {
    const named = { text: text(site[party]), token: site[party].account };
    const value = SPELLINGS[spelling]?.(named, site, text(site.own)) ?? null;
    addFragment(site, { AddedRole: { Type: ROLE, Properties: { AssumeRolePolicyDocument: '<hole>' } } }, value);
  };
  return {
    group: 'trust',
    operator: 'json-text',
    spelling,
    type: ROLE,
    flow: 'inward',
    at: () => ['AddedRole'],
    opening: write('other'),
    benign: write('own'),
  } satisfies Case;
});

/** Services that hand out roles: a role is passed within its account only, so a missing source opens nothing. */
const services = ['lambda', 'ecs-tasks', 'ec2', 'states', 'rolesanywhere', 'edgelambda'].map((name) =>
  trustCase('service', name, undefined, () => [
    { Effect: 'Allow', Principal: { Service: `${name}.amazonaws.com` }, Action: 'sts:AssumeRole' },
  ]),
);

export const trustCases: readonly Case[] = [...byForm, ...conditions, ...federations, ...asText, ...services];
