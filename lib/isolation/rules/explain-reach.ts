import type { Reach } from '../adversary/reach';
import type { PlacedPolicy } from '../model/policy-places';
import type { SideResource } from '../model/side';
import { type Observation, subjectOf } from './rule';

/** Says of a resource what came of reaching for it. The subject is what holds the policy, since that is what has to be mended. */
export function explainReach(resource: SideResource, documents: readonly PlacedPolicy[], found: Reach): Observation {
  const [first] = documents;
  const holder = first?.holder ?? resource;
  const { decision, caller, action, context, reason, statement, asked, shutByDeny } = found;
  const base = {
    subject: subjectOf(holder),
    decision,
    statement,
    asked,
    statements: found.statements,
    ...(documents.length === 1 && first && { path: first.path }),
  };
  if (decision === 'closed') return { ...base, reason };
  const who = caller?.description ?? 'somebody of the other account';
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

/** What holds secrets, keys, money and people's data, and what may act on them. */
const CRITICAL = /^AWS::(?:KMS|SecretsManager|DynamoDB|S3|IAM|RDS|Lambda)::/;

function severityOf({ type }: SideResource): 'critical' | 'high' {
  return CRITICAL.test(type) ? 'critical' : 'high';
}

function fixFor({ caller, context = '' }: Reach): string {
  if (caller?.principal.kind === 'service') {
    return 'hold the service to this account: StringEquals aws:SourceAccount, or an aws:SourceArn with this account in it';
  }
  if (context.includes('aws:principalorg')) {
    return 'both accounts are in one organisation: name this account with aws:PrincipalAccount instead of the organisation';
  }
  return 'name principals of this account only, or deny all others with StringNotEquals aws:PrincipalAccount';
}
