import { type Hit, MISS, strongest } from '../document/policy';
import { equalTexts } from '../document/principal-entry';
import { type PreparedRequest, principalAccount } from '../request/access-request';
import { and, MAYBE, NO, or, type Truth, YES } from '../truth';
import type { AppliedPolicies } from './applied-policies';
import type { Reason } from './decision';
import { type ResourceHits, resourceHits } from './resource-grant';

/** What allows a request, explicit denies and control policies aside. */
export interface Grant {
  readonly truth: Truth;
  /** For NO the first thing that is missing. */
  readonly reason: Reason;
  /** For YES the statements that allow, for MAYBE those that may. */
  readonly hits: readonly Hit[];
}

/** What the caller's own policies say. */
interface Own {
  readonly identity: Hit;
  readonly boundary: Hit;
  readonly session: Hit;
  /** Boundary and session policies together. */
  readonly limits: Truth;
  /** All three together. */
  readonly all: Truth;
}

/** Stands for a policy type that the caller has none of, or that does not bind him. */
const FREE: Hit = { truth: YES };

export function findGrant(request: PreparedRequest, policies: AppliedPolicies, bounded: boolean): Grant {
  const resource = resourceHits(policies.resource ?? [], 'Allow', request, bounded);
  const account = principalAccount(request.principal);
  if (account === undefined) {
    const { truth } = resource.self;
    return { truth, reason: truth === NO ? 'no-resource-allow' : 'granted', hits: [resource.self] };
  }
  const own = ownPolicies(request, policies);
  const required = policies.resourceRole === 'required';
  const { resourceAccount = account } = request;
  const home = equalTexts(account, resourceAccount);
  if (home === NO) return across(own, resource);
  const inside = within(own, resource, required, request);
  if (home === YES) return inside;
  const outside = across(own, resource);
  if (inside.truth === outside.truth) return inside;
  return { truth: MAYBE, reason: 'allow-not-known', hits: [...inside.hits, ...outside.hits] };
}

function ownPolicies(request: PreparedRequest, policies: AppliedPolicies): Own {
  const { principal } = request;
  const root = principal.kind === 'root';
  const allowed = root || (principal.kind === 'federated-user' && principal.userArn === undefined);
  const identity = allowed ? FREE : strongest(policies.identity ?? [], 'Allow', request);
  const boundary = policies.boundary && !root ? strongest([policies.boundary], 'Allow', request) : FREE;
  const session = policies.session && !root ? strongest(policies.session, 'Allow', request) : FREE;
  const limits = and(boundary.truth, session.truth);
  return { identity, boundary, session, limits, all: and(identity.truth, limits) };
}

/**
 * Within one account the caller's policies or the resource's suffice. A grant to a role is limited by its boundary and its
 * session policies, one to the caller himself is not, one to his account counts with his own policies only.
 */
function within(own: Own, resource: ResourceHits, required: boolean, { principal }: PreparedRequest): Grant {
  const { self, role, any } = resource;
  if (self.truth === YES) return { truth: YES, reason: 'granted', hits: [self] };
  const byRole = and(role.truth, own.limits);
  const byOwn = required ? and(own.all, any.truth) : own.all;
  const truth = or(or(self.truth, byRole), byOwn);
  if (byOwn === YES) {
    const reason = principal.kind === 'root' && !required ? 'root-user' : 'granted';
    return { truth, reason, hits: required ? [own.identity, any] : [own.identity] };
  }
  if (byRole === YES) return { truth, reason: 'granted', hits: [role] };
  if (truth === MAYBE) return { truth, reason: 'allow-not-known', hits: unsure(own, resource) };
  const { identity } = own;
  if (required && any.truth === NO) return { truth, reason: 'no-resource-allow', hits: [] };
  if (identity.truth === NO && role.truth === NO) {
    return { truth, reason: any.truth === NO ? 'no-allow' : 'no-identity-allow', hits: [] };
  }
  return { truth, reason: own.boundary.truth === NO ? 'boundary-silent' : 'session-silent', hits: [] };
}

/** Across accounts both sides must allow. */
function across(own: Own, resource: ResourceHits): Grant {
  const truth = and(own.all, resource.any.truth);
  if (truth === YES) return { truth, reason: 'granted', hits: [own.identity, resource.any] };
  if (truth === MAYBE) return { truth, reason: 'allow-not-known', hits: unsure(own, resource) };
  if (resource.any.truth === NO) return { truth, reason: 'no-resource-allow', hits: [] };
  if (own.identity.truth === NO) return { truth, reason: 'no-identity-allow', hits: [] };
  return { truth, reason: own.boundary.truth === NO ? 'boundary-silent' : 'session-silent', hits: [] };
}

function unsure({ identity, boundary, session }: Own, { self, role, account }: ResourceHits): Hit[] {
  const hits = [identity, boundary, session, self, role, account].filter(({ truth }) => truth === MAYBE);
  return [...new Map(hits.map((hit) => [hit.statement ?? MISS, hit])).values()];
}
