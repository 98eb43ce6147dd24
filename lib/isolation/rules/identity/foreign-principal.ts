import { ownerOf } from '../../address/owner-of';
import { type Observation, subjectOf } from '../../findings/observation';
import { ROLES_OF_PRINCIPALS } from '../../model/roles-of-principals';
import type { Rule } from '../../model/rule';
import type { SideResource } from '../../model/side';
import { textsAt } from '../../template/literals';
import { describeText, type PropertyPath, type Text } from '../../template/value';

/** Where a type says, outside of policies, which principals may act; `*` for every member. */
interface PrincipalPlace {
  readonly path: readonly string[];
  readonly meaning: string;
}

/** Source: CloudFormation template reference of each type. */
const PLACES: Readonly<Record<string, readonly PrincipalPlace[]>> = {
  ...ROLES_OF_PRINCIPALS,
  'AWS::EKS::AccessEntry': [{ path: ['PrincipalArn'], meaning: 'may use the cluster' }],
  'AWS::SSO::Assignment': [{ path: ['TargetId'], meaning: 'is the account that somebody is let into' }],
  'AWS::Cognito::IdentityPool': [
    { path: ['OpenIdConnectProviderARNs', '*'], meaning: 'vouches for identities' },
    { path: ['SamlProviderARNs', '*'], meaning: 'vouches for identities' },
  ],
  'AWS::RolesAnywhere::TrustAnchor': [
    { path: ['Source', 'SourceData', 'AcmPcaArn'], meaning: 'issues the certificates with which roles are taken on' },
  ],
};

/** Each principal that is named outside of policies as one that may act, or as which others act, is of the own account. */
export const foreignPrincipal: Rule = {
  id: 'foreign-principal',
  channel: 'identity',
  title: 'somebody of the other account is named as a principal',
  help: 'Access entries of clusters, roles of pods, devices, instances and identity pools, certificate authorities, and assignments of people. Name principals of this account only.',
  *check(audited) {
    for (const [type, places] of Object.entries(PLACES)) {
      for (const resource of audited.own.ofType(type)) {
        for (const { path, meaning } of places) {
          for (const [place, text] of textsAt(resource.properties, path)) {
            yield explain(resource, place, text, meaning, ownerOf(text, audited));
          }
        }
      }
    }
  },
};

function explain(
  resource: SideResource,
  path: PropertyPath,
  text: Text,
  meaning: string,
  { owner, why }: ReturnType<typeof ownerOf>,
): Observation {
  const shown = describeText(text);
  const base = { subject: subjectOf(resource), path, statement: `${path.join('.')}: ${shown}` };
  if (owner === 'unknown') return { ...base, decision: 'unverified', reason: `${shown} ${meaning}: ${why}` };
  if (owner !== 'other')
    return {
      ...base,
      decision: 'closed',
      reason: `${shown} ${meaning}: ${owner === 'none' ? 'a name of this account' : why}`,
    };
  return {
    ...base,
    decision: 'open',
    severity: 'critical',
    reason: `${shown} ${meaning}: ${why}`,
    hops: [shown, meaning, `${resource.stack}/${resource.logicalId}`],
    fix: 'name a principal of this account',
  };
}
