import { ownerOf } from '../../address/owner-of';
import { type Observation, subjectOf } from '../../findings/observation';
import { foreignReach } from '../../identity/foreign-reach';
import { givenBoundary, type Identity, identitiesOf } from '../../identity/identities';
import { grantDocument, managedGrant } from '../../identity/managed-policies';
import { privilegeEscalation } from '../../identity/privilege-escalation';
import { readPolicy } from '../../identity/read-policy';
import type { Audited, Rule } from '../../model/rule';
import { describeText, type Text } from '../../template/value';
import { explainForeignReach } from './explain-foreign-reach';

/** A policy that is attached by ARN and is not in the templates lets no identity reach into the other account. */
export const managedPolicy: Rule = {
  id: 'managed-policy',
  channel: 'identity',
  title: 'a managed policy reaches into the other account',
  help: "AWS managed policies are judged by a table of what each allows on '*', under the identity's permissions boundary. Those that nobody has looked at, and own ones that are not in the templates, are not decided. Write the policy in the template, or give the identity a boundary.",
  *check(audited) {
    for (const identity of identitiesOf(audited)) {
      for (const arn of identity.elsewhere) yield judge(identity, arn, audited);
    }
  },
};

function judge(identity: Identity, arn: Text, audited: Audited): Observation {
  const { resource, description, principal } = identity;
  const shown = describeText(arn);
  const base = { subject: subjectOf(resource), direction: 'out', from: description, statement: shown } as const;
  const { owner, why } = ownerOf(arn, audited);
  if (owner === 'other') {
    const hops = [why, shown, description];
    const fix = 'write the policy in this template';
    return { ...base, decision: 'open', severity: 'high', reason: `${description} has a policy of ${why}`, hops, fix };
  }
  const [, name] = /^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(shown) ?? [];
  const grant = name === undefined ? undefined : managedGrant(name);
  if (grant?.kind === 'within-account') return { ...base, decision: 'closed', reason: `${name}: ${grant.why}` };
  const document = grantDocument(grant ?? { kind: 'grants', actions: ['*'] });
  const reaching = {
    principal,
    policies: [readPolicy(resource, ['ManagedPolicyArns'], document, 'identity')],
    boundary: givenBoundary(identity),
  };
  const found = foreignReach(reaching, audited);
  const explained = explainForeignReach(identity, found, audited);
  if (found.decision === 'closed')
    return writing(identity, shown, { ...explained, statement: shown }, reaching, audited);
  if (!grant) {
    const what = name === undefined ? 'is not in the templates' : 'is not in the table of AWS managed policies';
    return { ...base, decision: 'unverified', path: ['ManagedPolicyArns'], reason: `${shown} ${what}` };
  }
  return { ...explained, path: ['ManagedPolicyArns'], statement: shown, reason: `${explained.reason}, by ${name}` };
}

/** A policy without access to the other account may still change permissions, and so let that account in. */
function writing(
  { description, boundary }: Identity,
  arn: string,
  closed: Observation,
  reaching: Parameters<typeof privilegeEscalation>[0],
  audited: Audited,
): Observation {
  const { found, asked } = privilegeEscalation(reaching, audited);
  if (!found) return { ...closed, asked: (closed.asked ?? 0) + asked };
  const reason = `${description} is allowed ${found.action} on any ${found.of}, by ${arn}`;
  const isSure = boundary.kind !== 'not-given' && found.answer.outcome === 'allowed';
  if (!isSure) return { ...closed, decision: 'unverified', reason: `${reason}, as far as is known` };
  return {
    ...closed,
    decision: 'open',
    severity: 'medium',
    reason,
    hops: [description, `${found.action} on any ${found.of}`],
  };
}
