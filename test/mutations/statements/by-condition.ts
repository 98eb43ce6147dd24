import type { Party, Site } from '../edits/site';
import { type Condition, ORGANIZATION, type StatementForm, type Subject, statement } from './statement';

/** @param benign a condition of the same kind that lets in only the own side */
function condition(name: string, opening: (other: Party, own: Party) => Condition, benign?: (own: Party) => Condition) {
  const write = (value: Condition) => (subject: Subject) => [statement(subject, { Principal: '*', Condition: value })];
  return {
    operator: 'condition',
    name,
    opening: (subject: Subject, { own, other }: Site) => write(opening(other, own))(subject),
    ...(benign && { benign: (subject: Subject, { own }: Site) => write(benign(own))(subject) }),
  } satisfies StatementForm;
}

const ownAccount = ({ account }: Party): Condition => ({ StringEquals: { 'aws:PrincipalAccount': account } });

export const byCondition: StatementForm[] = [
  condition(
    'organization',
    () => ({ StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }),
    ({ account }) => ({ StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION, 'aws:PrincipalAccount': account } }),
  ),
  condition('organization-key-in-capitals', () => ({ StringEquals: { 'AWS:PRINCIPALORGID': [ORGANIZATION] } })),
  condition('organization-path', () => ({
    'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': [`${ORGANIZATION}/*`] },
  })),
  condition('account-prefix', ({ account }) => ({ StringLike: { 'aws:PrincipalAccount': `${account.slice(0, 4)}*` } })),
  condition(
    'account-any',
    () => ({ StringLike: { 'aws:PrincipalAccount': '*' } }),
    ({ account }) => ({ StringLike: { 'aws:PrincipalAccount': account } }),
  ),
  condition('account-question-marks', () => ({ StringLike: { 'aws:PrincipalAccount': '????????????' } })),
  condition(
    'account-list',
    ({ account }, own) => ({ StringEquals: { 'aws:PrincipalAccount': [own.account, account] } }),
    ({ account }) => ({ StringEquals: { 'aws:PrincipalAccount': [account] } }),
  ),
  condition('account-theirs', ({ account }) => ({ StringEquals: { 'aws:PrincipalAccount': account } }), ownAccount),
  condition(
    'account-not-unrelated',
    () => ({ StringNotEquals: { 'aws:PrincipalAccount': '333333333333' } }),
    ({ account }) => ({
      StringNotEquals: { 'aws:PrincipalAccount': '333333333333' },
      StringEquals: { 'aws:PrincipalAccount': account },
    }),
  ),
  condition(
    'account-is-there',
    () => ({ Null: { 'aws:PrincipalAccount': 'false' } }),
    ({ account }) => ({
      Null: { 'aws:PrincipalAccount': 'false' },
      StringEquals: { 'aws:PrincipalAccount': account },
    }),
  ),
  condition(
    'principal-arn-any-account',
    () => ({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/deployer' } }),
    ({ account }) => ({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/deployer` } }),
  ),
  condition(
    'principal-arn-by-text',
    () => ({ StringLike: { 'aws:PrincipalArn': '*:role/deployer' } }),
    ({ account }) => ({ StringLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/*` } }),
  ),
  condition(
    'principal-arn-of-theirs',
    ({ account }) => ({ ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/*` } }),
    ({ account }) => ({ ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/*` } }),
  ),
  condition(
    'tag',
    () => ({ StringEquals: { 'aws:PrincipalTag/team': 'payments' } }),
    (own) => ({
      StringEquals: { 'aws:PrincipalTag/team': 'payments', 'aws:PrincipalAccount': own.account },
    }),
  ),
  condition('source-address', () => ({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })),
  condition('user-agent', () => ({ StringLike: { 'aws:UserAgent': 'internal-*' } })),
  condition(
    'transport',
    () => ({ Bool: { 'aws:SecureTransport': 'true' } }),
    ({ account }) => ({
      Bool: { 'aws:SecureTransport': 'true' },
      StringEquals: { 'aws:PrincipalAccount': account },
    }),
  ),
  condition('resource-account', (_, own) => ({ StringEquals: { 'aws:ResourceAccount': own.account } })),
  condition('region', () => ({ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })),
  condition('date', () => ({ DateGreaterThan: { 'aws:CurrentTime': '2024-01-01T00:00:00Z' } })),
  condition('mfa-if-exists', () => ({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } })),
  condition(
    'source-account-if-exists',
    (_, own) => ({ StringEqualsIfExists: { 'aws:SourceAccount': own.account } }),
    (own) => ({
      StringEquals: { 'aws:SourceAccount': own.account },
    }),
  ),
  condition('source-arn-if-exists', (_, own) => ({
    ArnLikeIfExists: { 'aws:SourceArn': `arn:aws:sns:eu-west-1:${own.account}:*` },
  })),
  condition('tag-if-exists', () => ({ StringEqualsIfExists: { 'aws:PrincipalTag/team': 'payments' } })),
  condition(
    'for-all-values-empty',
    (_, own) => ({
      'ForAllValues:StringEquals': { 'aws:TagKeys': [own.environment] },
    }),
    ({ account, environment }) => ({
      'ForAllValues:StringEquals': { 'aws:TagKeys': [environment] },
      StringEquals: { 'aws:PrincipalAccount': account },
    }),
  ),
  condition('key-is-absent', () => ({ Null: { 'aws:SourceVpce': 'true' } })),
];
