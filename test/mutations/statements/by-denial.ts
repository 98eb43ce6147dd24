import type { Mutable, Site } from '../edits/site';
import {
  anotherAction,
  type Condition,
  ORGANIZATION,
  root,
  type StatementForm,
  type Subject,
  statement,
} from './statement';

/**
 * A first statement lets in every principal; what matters is what a second one takes back. Where it takes back enough there is no twin:
 * that only a deny stands against the other account is said by the audit too, as a lesser finding.
 */
function denial(name: string, opening: (site: Site, subject: Subject) => Mutable) {
  return {
    operator: 'denial',
    name,
    opening: (subject: Subject, site: Site) => [statement(subject, { Principal: '*' }), opening(site, subject)],
  } satisfies StatementForm;
}

const deny = (subject: Subject, more: { [key: string]: Mutable }) =>
  statement(subject, { Effect: 'Deny', Principal: '*', ...more });
const foreign = ({ own }: Site): Condition => ({ StringNotEquals: { 'aws:PrincipalAccount': own.account } });

export const byDenial: StatementForm[] = [
  denial('all-but-two', ({ own, other }, subject) =>
    deny(subject, { Condition: { StringNotEquals: { 'aws:PrincipalAccount': [own.account, other.account] } } }),
  ),
  denial('only-without-tls', (site, subject) =>
    deny(subject, { Condition: { ...foreign(site), Bool: { 'aws:SecureTransport': 'false' } } }),
  ),
  denial('but-for-a-role-name', (_, subject) =>
    deny(subject, { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } } }),
  ),
  denial('of-the-unrelated', (_, subject) => deny(subject, { Principal: { AWS: 'arn:aws:iam::333333333333:root' } })),
  denial('of-another-organization', (_, subject) =>
    deny(subject, { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } } }),
  ),
  denial('of-one-action', (site, subject) => ({
    ...deny(subject, { Condition: foreign(site) }),
    Action: anotherAction(subject),
  })),
  denial('for-all-values-of-an-absent-key', ({ own }, subject) =>
    deny(subject, { Condition: { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': [own.environment] } } }),
  ),
  denial('unless-tagged', (_, subject) =>
    deny(subject, { Condition: { StringNotEquals: { 'aws:PrincipalTag/environment': 'ours' } } }),
  ),
  {
    operator: 'denial',
    name: 'of-the-other-side-only',
    benign: (subject, { own, other }) => [
      statement(subject, { Principal: { AWS: root(own) } }),
      deny(subject, { Principal: { AWS: root(other) } }),
    ],
  },
  {
    operator: 'denial',
    name: 'naming-the-other-account',
    benign: (subject, { own, other }) => [
      statement(subject, { Principal: { AWS: root(own) } }),
      deny(subject, { Condition: { StringEquals: { 'aws:PrincipalAccount': other.account } } }),
    ],
  },
];
