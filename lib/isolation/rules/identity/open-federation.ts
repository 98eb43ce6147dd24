import { ownerOf } from '../../address/owner-of';
import type { Severity } from '../../findings/finding';
import { type Observation, subjectOf } from '../../findings/observation';
import { isNarrow, isWild } from '../../identity/claim-patterns';
import { type Claim, type FederatedTrust, federatedTrusts } from '../../identity/federated-trust';
import { resourceNamed } from '../../model/policy-places';
import type { Audited, Rule } from '../../model/rule';
import { describeStatement } from '../../policy/document/describe-statement';
import { describeText, unknownsIn } from '../../template/value';

/** A role that trusts an identity provider trusts a single pipeline, workload or application, and a provider of its own account. */
export const openFederation: Rule = {
  id: 'open-federation',
  channel: 'identity',
  title: 'a role trusts an identity provider for more than one identity',
  help: 'Trust in OIDC, SAML and Cognito must hold the audience, and the subject to one environment or branch of one repository. StringEquals on <issuer>:aud and <issuer>:sub, without wildcards.',
  *check(audited) {
    for (const trust of federatedTrusts(audited)) yield explain(trust, judge(trust, audited));
  },
};

interface Judgement {
  readonly decision: Observation['decision'];
  readonly reason: string;
  readonly severity?: Severity;
}

function judge(trust: FederatedTrust, audited: Audited): Judgement {
  const { provider, kind, claims, isReadable } = trust;
  const open = (reason: string, severity: Severity): Judgement => ({ decision: 'open', reason, severity });
  if (kind === 'everybody') return open('it trusts every identity provider', 'critical');
  const { owner, why } = ownerOf(provider, audited);
  if (owner === 'other') return open(`it trusts an identity provider of ${why}`, 'critical');
  if (owner === 'unknown')
    return { decision: 'unverified', reason: `whose identity provider it trusts is not known: ${why}` };
  if (!isReadable)
    return { decision: 'unverified', reason: 'the conditions of the trust are known when it is deployed' };
  const audience = claims.get('aud') ?? claims.get('app_id') ?? claims.get('azp');
  if (kind === 'cognito') return judgePool(trust, audience, audited);
  if (kind === 'saml') {
    return audience && !audience.some(isWild)
      ? { decision: 'closed', reason: 'SAML assertions for AWS, by a provider of this account' }
      : open('it asks for no SAML:aud: assertions for another service are taken', 'medium');
  }
  const subject = claims.get('sub');
  if (!subject)
    return open(`it asks for no ${trust.issuer}:sub: everybody with a token of the issuer is let in`, 'critical');
  const wide = subject.find((claim) => !isNarrow(claim));
  if (wide)
    return open(`its subject ${describeText(wide.value)} stands for more than one pipeline or workload`, 'high');
  const unknown = [...subject, ...(audience ?? [])].find(({ value }) => unknownsIn(value).size > 0);
  if (unknown)
    return { decision: 'unverified', reason: `the claim ${describeText(unknown.value)} is known when it is deployed` };
  if (!audience || audience.some(isWild)) {
    return open(`it asks for no exact ${trust.issuer}:aud: tokens for another service are taken`, 'medium');
  }
  return { decision: 'closed', reason: `only ${subject.map(({ value }) => describeText(value)).join(' or ')}` };
}

/** The trust has to name an identity pool of this side, and only identities that signed in. */
function judgePool({ claims }: FederatedTrust, audience: readonly Claim[] | undefined, audited: Audited): Judgement {
  const open = (reason: string, severity: Severity): Judgement => ({ decision: 'open', reason, severity });
  if (!audience || audience.some(isWild))
    return open('identities of any identity pool of any account are let in', 'critical');
  const pools = audience.map(({ value }) => resourceNamed(value, audited.own, /^AWS::Cognito::IdentityPool$/));
  const amr = claims.get('amr');
  const unauthenticated = amr?.some(({ value }) => describeText(value).startsWith('unauth'));
  const allows = pools.some((pool) => String(pool?.properties['AllowUnauthenticatedIdentities']) === 'true');
  if (unauthenticated || (!amr && allows))
    return open('whoever asks the identity pool is let in, without signing in', 'high');
  if (pools.some((pool) => pool === undefined)) {
    return {
      decision: 'unverified',
      reason: `whose identity pool ${audience.map(({ value }) => describeText(value)).join(', ')} is, is not known`,
    };
  }
  return { decision: 'closed', reason: 'identities who signed in to an identity pool of this account' };
}

function explain(
  { role, placed, source, provider }: FederatedTrust,
  { decision, reason, severity }: Judgement,
): Observation {
  const base = {
    subject: subjectOf(role),
    decision,
    path: placed.path,
    reason,
    from: `whoever has a token of ${describeText(provider)}`,
    statement: describeStatement(source),
    statements: 1,
  };
  if (decision !== 'open') return base;
  return { ...base, severity: severity ?? 'high', hops: [base.from, reason, `${role.stack}/${role.logicalId}`] };
}
