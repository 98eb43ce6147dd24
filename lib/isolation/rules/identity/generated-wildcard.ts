import { type Observation, subjectOf } from '../../findings/observation';
import { givenBoundary, type Identity, identitiesOf } from '../../identity/identities';
import { ESCALATING_ACTIONS, type PrivilegeEscalation, privilegeEscalation } from '../../identity/privilege-escalation';
import type { Audited, Rule } from '../../model/rule';
import { describeStatement } from '../../policy/document/describe-statement';
import { describeText } from '../../template/value';

/**
 * No identity may write the rights of any role or user: one that may can let the other account in. Deployments, providers of custom
 * resources and generated roles often can.
 */
export const generatedWildcard: Rule = {
  id: 'generated-wildcard',
  channel: 'identity',
  title: 'somebody may write the rights of any role',
  help: 'Each identity is asked, under its permissions boundary, whether it may change trust, policies or keys of a role or user of any name. Hold such rights to names, and to iam:PermissionsBoundary.',
  *check(audited) {
    for (const identity of identitiesOf(audited)) {
      const { resource, principal, policies, description } = identity;
      if (policies.length === 0) continue;
      const { found, asked } = privilegeEscalation({ principal, policies, boundary: givenBoundary(identity) }, audited);
      if (found) yield { ...explain(identity, found, audited), asked };
      else {
        const reason = `of ${ESCALATING_ACTIONS} ways to write the rights of any role or user none is allowed`;
        yield { subject: subjectOf(resource), decision: 'closed', reason, from: description, direction: 'out', asked };
      }
    }
  },
};

function explain(
  identity: Identity,
  { action, of, answer }: PrivilegeEscalation,
  { own, other }: Audited,
): Observation {
  const { resource, policies, boundary, description } = identity;
  const [first] = answer.decision.statements;
  const policy = policies.find(({ compiled }) => compiled.name === first?.policy);
  const source = policy?.statements[first?.index ?? -1];
  const base = {
    subject: subjectOf(policy?.holder ?? resource),
    ...(policy && { path: policy.path }),
    direction: 'out',
    from: description,
    statement: source ? describeStatement(source) : null,
  } as const;
  const allowed = `${description} is allowed ${action} on any ${of}`;
  if (boundary.kind === 'not-given') {
    const reason = `${allowed} by its own policies, and its permissions boundary ${describeText(boundary.arn)} was not given`;
    return { ...base, decision: 'unverified', reason };
  }
  if (answer.outcome === 'unknown') {
    return { ...base, decision: 'unverified', reason: `${allowed}, perhaps: ${answer.decision.because}` };
  }
  return {
    ...base,
    decision: 'open',
    severity: 'medium',
    reason: `${allowed}, and so can let ${other.name} in`,
    hops: [description, `${action} on any ${of}`, `a ${of} of ${own.name} that ${other.name} can use`],
    fix: 'allow it on roles of a fixed name only, with StringEquals iam:PermissionsBoundary',
  };
}
