import { type Observation, subjectOf } from '../../findings/observation';
import type { Audited } from '../../model/rule';
import type { SideResource } from '../../model/side';
import { asText, isObject, type Resolved } from '../../template/value';

/** People and groups of IAM Identity Center that are assigned in both accounts. */
export function sharedSsoPrincipals({ own, other }: Audited): Observation[] {
  const who = ({ properties }: SideResource) => literal(properties['PrincipalId'] ?? null);
  return compare(
    own.ofType('AWS::SSO::Assignment'),
    other.ofType('AWS::SSO::Assignment'),
    who,
    'PrincipalId',
    other.name,
  );
}

/** Certificates of one authority that both sides take as proof of identity. */
export function sharedCertificateAuthorities({ own, other }: Audited): Observation[] {
  const source = ({ properties }: SideResource) => {
    const data = isObject(properties['Source']) ? properties['Source']['SourceData'] : undefined;
    if (!isObject(data)) return undefined;
    return literal(data['X509CertificateData'] ?? data['AcmPcaArn'] ?? null)?.replace(/\s+/g, '');
  };
  const type = 'AWS::RolesAnywhere::TrustAnchor';
  return compare(own.ofType(type), other.ofType(type), source, 'Source', other.name);
}

function compare(
  own: readonly SideResource[],
  other: readonly SideResource[],
  identityOf: (resource: SideResource) => string | undefined,
  property: string,
  otherName: string,
): Observation[] {
  return own.map((resource): Observation => {
    const identity = identityOf(resource);
    const same = other.find((each) => identity !== undefined && identityOf(each) === identity);
    const base = { subject: subjectOf(resource), path: [property] };
    if (identity === undefined)
      return { ...base, decision: 'unverified', reason: `${property} is known when it is deployed` };
    if (!same) return { ...base, decision: 'closed', reason: `${property} is let in by this side only` };
    const there = `${same.stack}/${same.logicalId}`;
    const shown = identity.length > 60 ? `${identity.slice(0, 60)}…` : identity;
    return {
      ...base,
      decision: 'open',
      severity: 'high',
      reason: `${shown} is let in by ${there} of ${otherName} too`,
      statement: `${property}: ${shown}`,
      hops: [`${otherName} ${there}`, shown, `${resource.stack}/${resource.logicalId}`],
      fix: 'use a person, group or certificate authority of its own for each side',
    };
  });
}

function literal(value: Resolved): string | undefined {
  const text = asText(value);
  return typeof text === 'string' && text !== '' ? text : undefined;
}
