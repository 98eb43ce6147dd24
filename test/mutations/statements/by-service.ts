import type { Site } from '../edits/site';
import { type Condition, ORGANIZATION, type StatementForm, type Subject, statement } from './statement';

function service(
  name: string,
  opening: ((site: Site) => Condition | undefined) | undefined,
  benign?: (site: Site) => Condition,
) {
  const write = (subject: Subject, value: Condition | undefined) => [
    statement(subject, { Principal: { Service: subject.service ?? '' }, ...(value && { Condition: value }) }),
  ];
  return {
    operator: 'service',
    name,
    needsService: true,
    ...(opening && { opening: (subject: Subject, site: Site) => write(subject, opening(site)) }),
    ...(benign && { benign: (subject: Subject, site: Site) => write(subject, benign(site)) }),
  } satisfies StatementForm;
}

export const byService: StatementForm[] = [
  service(
    'no-source',
    () => undefined,
    ({ own }) => ({ StringEquals: { 'aws:SourceAccount': own.account } }),
  ),
  service('source-account-theirs', ({ other }) => ({ StringEquals: { 'aws:SourceAccount': other.account } })),
  service(
    'source-account-of-both',
    ({ own, other }) => ({ StringEquals: { 'aws:SourceAccount': [own.account, other.account] } }),
    ({ own }) => ({ 'ForAnyValue:StringEquals': { 'aws:SourceAccount': [own.account] } }),
  ),
  service(
    'source-account-any',
    () => ({ StringLike: { 'aws:SourceAccount': '*' } }),
    ({ own }) => ({ StringLike: { 'aws:SourceAccount': own.account } }),
  ),
  service(
    'source-organization',
    () => ({ StringEquals: { 'aws:SourceOrgID': ORGANIZATION } }),
    ({ own }) => ({
      StringEquals: { 'aws:SourceOrgID': ORGANIZATION, 'aws:SourceAccount': own.account },
    }),
  ),
  service(
    'source-arn-any-account',
    () => ({ ArnLike: { 'aws:SourceArn': 'arn:aws:*:eu-west-1:*:*' } }),
    ({ own }) => ({ ArnLike: { 'aws:SourceArn': `arn:aws:*:*:${own.account}:*` } }),
  ),
  service('source-arn-theirs', ({ other }) => ({
    ArnLike: { 'aws:SourceArn': `arn:aws:*:eu-west-1:${other.account}:*` },
  })),
  service(
    'transport-only',
    () => ({ Bool: { 'aws:SecureTransport': 'true' } }),
    ({ own }) => ({ Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'AWS:SourceAccount': own.account } }),
  ),
];
