import type { Reach, Reached } from '../../adversary/reach';
import { type Observation, subjectOf } from '../../findings/observation';
import type { PlacedPolicy } from '../../model/policy-places';
import type { SideResource } from '../../model/side';
import { policyLabel } from './policies-by-resource';

/** The observation about what the adversary can do to a resource. Its subject is the resource with the policy, which has to be changed. */
export function explainReach(resource: SideResource, documents: readonly PlacedPolicy[], found: Reach): Observation {
  const deciding =
    found.decision === 'closed' ? undefined : documents.find((each) => policyLabel(each) === found.document);
  const [first] = documents;
  const shown = deciding ?? first;
  const holder = shown?.holder ?? resource;
  const { decision, reason, statement, asked } = found;
  const base = {
    subject: subjectOf(holder),
    decision,
    statement,
    asked,
    statements: found.statements,
    ...((deciding ?? documents.length === 1) && shown && { path: shown.path }),
  };
  if (found.decision === 'closed') return { ...base, reason };
  const { caller, action, context, shutByDeny } = found;
  const who = caller.description;
  const what = `${action} on ${resource.logicalId}`;
  if (decision === 'unverified') return { ...base, reason: `${who} may or may not be allowed ${what}: ${reason}` };
  return {
    ...base,
    from: who,
    reason: `${who} is allowed ${what}${context ? ` with ${context}` : ''}${shutByDeny === undefined ? '' : ', and only a deny stands against it'}`,
    hops: [who, `${action}${context ? ` (${context})` : ''}`, `${resource.stack}/${resource.logicalId}`],
    severity: shutByDeny === undefined ? severityOf(resource) : 'medium',
    fix: fixFor(found),
  };
}

/** Types that hold secrets, keys, money and people's data, and those that may act on them. */
const CRITICAL = /^AWS::(?:KMS|SecretsManager|DynamoDB|S3|IAM|RDS|Lambda)::/;

function severityOf({ type }: SideResource): 'critical' | 'high' {
  return CRITICAL.test(type) ? 'critical' : 'high';
}

function fixFor({ caller, context = '' }: Reached): string {
  if (caller.principal.kind === 'service') {
    return 'hold the service to this account: StringEquals aws:SourceAccount, or an aws:SourceArn with this account in it';
  }
  if (context.includes('aws:principalorg')) {
    return 'both accounts are in one organisation: name this account with aws:PrincipalAccount instead of the organisation';
  }
  return 'name principals of this account only, or deny all others with StringNotEquals aws:PrincipalAccount';
}
