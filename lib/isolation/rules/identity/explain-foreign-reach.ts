import { type Observation, subjectOf } from '../../findings/observation';
import type { ForeignReach } from '../../identity/foreign-reach';
import type { Identity } from '../../identity/identities';
import type { Audited } from '../../model/rule';
import { describeText } from '../../template/value';

/** Says of an identity of this side what came of reaching out. The subject is what holds the deciding policy, since that has to be mended. */
export function explainForeignReach(identity: Identity, found: ForeignReach, { own, other }: Audited): Observation {
  const { boundary, description, resource } = identity;
  const { decision, reason, statement, asked, statements } = found;
  const closed = {
    subject: subjectOf(resource),
    direction: 'out',
    from: description,
    statement,
    asked,
    statements,
  } as const;
  if (found.decision === 'closed')
    return { ...closed, decision: found.decision, reason: `${reason}${notGiven(identity)}` };
  const { policy } = found;
  const base = { ...closed, subject: subjectOf(policy.holder), path: policy.path };
  const what = `${found.action} on ${found.resource}`;
  const context = found.context ? ` with ${found.context}` : '';
  if (decision === 'unverified') {
    return {
      ...base,
      decision,
      reason: `${description} may or may not be allowed ${what}: ${reason}${notGiven(identity)}`,
    };
  }
  if (boundary.kind === 'not-given' && !found.named) {
    const said = `${description} is allowed ${what} by its own policies, and its permissions boundary ${describeText(boundary.arn)} was not given`;
    return { ...base, decision: 'unverified', reason: said };
  }
  return {
    ...base,
    decision,
    severity: found.severity ?? 'high',
    reason:
      found.severity === 'medium' && found.named
        ? `${description}: ${reason}`
        : `${description} is allowed ${what}${context}`,
    hops: [
      description,
      `${found.action}${found.context ? ` (${found.context})` : ''}`,
      `${found.resource} of ${other.name}`,
    ],
    fix: found.named
      ? `take ${other.name}'s resource out of the statement; nothing of ${own.name} may refer to ${other.name}`
      : `name resources of ${own.account} instead of a pattern, or add StringEquals aws:ResourceAccount ${own.account}, or a permissions boundary that denies the rest`,
  };
}

function notGiven({ boundary }: Identity): string {
  return boundary.kind === 'not-given'
    ? `, without its permissions boundary ${describeText(boundary.arn)}, which was not given`
    : '';
}
