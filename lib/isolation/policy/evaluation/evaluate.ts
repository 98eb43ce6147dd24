import { type Hit, MISS, strongest } from '../document/policy';
import { type AccessRequest, PreparedRequest } from '../request/access-request';
import { MAYBE, NO, YES } from '../truth';
import type { AppliedPolicies } from './applied-policies';
import { controlDenial, controlSilence, controlsOn } from './control-policies';
import { Decision, type Outcome, type Reason } from './decision';
import { findGrant } from './grant';
import { resourceHits, surest } from './resource-grant';

/**
 * Decides as IAM does, in three values. `allowed` and `denied` hold for everything that the unknown context keys and the
 * unknown parts of texts may turn out to be; otherwise the outcome is `unknown`.
 * Source: IAM user guide, "Policy evaluation logic" and "Cross-account policy evaluation logic"; KMS developer guide,
 * "Key policies".
 */
export function evaluate(accessRequest: AccessRequest, policies: AppliedPolicies): Decision {
  const request = new PreparedRequest(accessRequest);
  const bounded = policies.boundary !== undefined;
  const decide = (outcome: Outcome, reason: Reason, hits: readonly Hit[]) =>
    new Decision(outcome, reason, hits, request, bounded);

  // STS reference, "GetCallerIdentity": no permissions are required, and a policy that denies it does not.
  if (request.action === 'sts:getcalleridentity' && 'account' in request.principal) {
    return decide('allowed', 'needs-no-permission', []);
  }
  // STS reference, "AssumeRole": it cannot be called as the root user of an account.
  if (request.principal.kind === 'root' && request.action === 'sts:assumerole') {
    return decide('denied', 'root-assumes-no-role', []);
  }
  const controls = controlsOn(request, policies, bounded);
  const denial = surest(denialOf(request, policies, bounded), controlDenial(controls));
  if (denial.truth === YES) return decide('denied', 'explicit-deny', [denial]);

  const grant = findGrant(request, policies, bounded);
  if (grant.truth === NO) return decide('denied', grant.reason, [denial]);
  const silence = controlSilence(controls);
  if (silence?.hit.truth === NO) return decide('denied', silence.silent, [denial]);
  if (grant.truth === MAYBE) return decide('unknown', 'allow-not-known', [...grant.hits, denial]);
  if (silence) return decide('unknown', 'allow-not-known', [silence.hit, denial]);
  if (denial.truth === MAYBE) return decide('unknown', 'deny-not-known', [denial]);
  return decide('allowed', grant.reason, grant.hits);
}

/** The surest explicit deny, control policies aside. The root user has no policies of its own. */
function denialOf(request: PreparedRequest, policies: AppliedPolicies, bounded: boolean): Hit {
  const { identity, boundary, session, resource } = policies;
  let found = resource ? resourceHits(resource, 'Deny', request, bounded).any : MISS;
  if (request.principal.kind === 'root') return found;
  for (const own of [identity, boundary && [boundary], session]) {
    if (own && found.truth !== YES) found = surest(found, strongest(own, 'Deny', request));
  }
  return found;
}
