import { type Observation, subjectOf } from '../../findings/observation';
import { isAuditor } from '../../identity/auditor';
import { overlap } from '../../identity/claim-patterns';
import { type FederatedTrust, federatedTrusts } from '../../identity/federated-trust';
import { type SideWithPolicies, withPolicies } from '../../identity/side-with-policies';
import {
  assumableThirdPartyRoles,
  canBeSamePrincipal,
  type ThirdParty,
  thirdParties,
} from '../../identity/third-parties';
import type { Audited, Rule } from '../../model/rule';
import { describeStatement } from '../../policy/document/describe-statement';
import { describeText } from '../../template/value';
import { sharedCertificateAuthorities, sharedSsoPrincipals } from './shared-sign-in';

/** A principal that both sides let in joins them, whatever each side by itself looks like: a person, a pipeline, an account, a certificate. */
export const sharedIdentity: Rule = {
  id: 'shared-identity',
  channel: 'identity',
  title: 'both sides let the same somebody in',
  help: 'Principals of third accounts, claims of identity providers, certificates and people that the policies of both sides let in. Use a role, a user or a subject of its own for each side; the auditor, who reads settings only, may be the same.',
  *check(audited) {
    const { own, other } = audited;
    const theirs = withPolicies(other);
    const accounts = [own.account, other.account];
    const theirParties = thirdParties(theirs, accounts);
    for (const party of thirdParties(audited, accounts)) {
      yield judgeParty(
        party,
        theirParties.filter((each) => canBeSamePrincipal(party, each)),
        audited,
        theirs,
      );
    }
    yield* throughThirdRoles(audited, theirs, accounts);
    const theirTrusts = federatedTrusts(theirs);
    for (const trust of federatedTrusts(audited)) yield judgeTrust(trust, theirTrusts, audited);
    yield* sharedSsoPrincipals(audited);
    yield* sharedCertificateAuthorities(audited);
  },
};

/** A path from the other side to a role of a third account, and from there into this side. */
function* throughThirdRoles(
  audited: Audited,
  theirs: SideWithPolicies,
  accounts: readonly string[],
): Iterable<Observation> {
  const { own, other } = audited;
  const reached = assumableThirdPartyRoles(theirs, accounts);
  for (const party of reached.length > 0 ? thirdParties(audited, accounts) : []) {
    const bridge = reached.find((each) => canBeSamePrincipal(party, each));
    if (!bridge) continue;
    const { holder, resource, path, source, written, kind } = party;
    const there = `${bridge.resource.stack}/${bridge.resource.logicalId}`;
    yield {
      subject: subjectOf(holder),
      path,
      from: written,
      statement: source ? describeStatement(source) : written,
      decision: 'open',
      severity: kind === 'trust' ? 'critical' : 'high',
      reason: `${written} is let in here, and ${there} of ${other.name} may assume ${bridge.written}`,
      hops: [`${other.name} ${there}`, bridge.written, `${own.name} ${resource.stack}/${resource.logicalId}`],
      fix: `let in a principal that nobody of ${other.name} may act as`,
    };
  }
}

function judgeParty(
  party: ThirdParty,
  same: readonly ThirdParty[],
  audited: Audited,
  theirs: SideWithPolicies,
): Observation {
  const { holder, resource, path, source, written, kind, identity } = party;
  const base = {
    subject: subjectOf(holder),
    path,
    from: written,
    statement: source ? describeStatement(source) : written,
  };
  const bridge = same.find((each) => {
    const isOneIdentity = identity !== undefined && each.identity !== undefined;
    return !(isOneIdentity && isAuditor(resource, audited) && isAuditor(each.resource, theirs));
  });
  if (!bridge) {
    const reason =
      same.length > 0 ? `${written} is the auditor of both sides` : `${written} is let in by this side only`;
    return { ...base, decision: 'closed', reason };
  }
  const there = `${bridge.resource.stack}/${bridge.resource.logicalId}`;
  return {
    ...base,
    decision: 'open',
    severity: kind === 'trust' ? 'high' : 'medium',
    reason: `${written} is let in here, and ${bridge.written} by ${there} of ${audited.other.name}`,
    hops: [`${audited.other.name} ${there}`, bridge.written, `${resource.stack}/${resource.logicalId}`],
    fix: 'let in a different role or user on each side, by its exact ARN',
  };
}

function judgeTrust(trust: FederatedTrust, theirs: readonly FederatedTrust[], { own, other }: Audited): Observation {
  const { role, placed, source, provider, issuer } = trust;
  const who = describeText(provider);
  const base = {
    subject: subjectOf(role),
    path: placed.path,
    from: `an identity of ${who}`,
    statement: describeStatement(source),
  };
  const claims = (each: FederatedTrust, name: string) => each.claims.get(name);
  const shared = theirs.find((each) => {
    const names = new Set([...trust.claims.keys(), ...each.claims.keys()]);
    return (
      issuerName(each) === issuerName(trust) &&
      [...names].every((name) => overlap(claims(trust, name), claims(each, name)))
    );
  });
  if (!shared)
    return {
      ...base,
      decision: 'closed',
      reason: `nobody whom ${other.name} lets in has the claims that are asked for`,
    };
  const there = `${shared.role.stack}/${shared.role.logicalId}`;
  if (issuer === 'saml') {
    const reason = `people of the same SAML provider may be let in by ${there} of ${other.name} too; which of them is said outside the templates`;
    return { ...base, decision: 'unverified', reason };
  }
  return {
    ...base,
    decision: 'open',
    severity: 'high',
    reason: `whoever has the claims is let in by ${there} of ${other.name} too`,
    hops: [`${other.name} ${there}`, `an identity of ${who}`, `${own.name} ${role.stack}/${role.logicalId}`],
    fix: `ask for a subject of its own on each side, such as an environment: StringEquals ${issuer}:sub`,
  };
}

/** Two SAML providers with the same name are taken for the same company's, since a template tells no more. */
function issuerName({ issuer, provider, kind }: FederatedTrust): string {
  return kind === 'saml'
    ? `saml ${describeText(provider)
        .split('/')
        .at(-1)
        ?.replace(/^\{.*\/|\}$/g, '')}`
    : issuer;
}
