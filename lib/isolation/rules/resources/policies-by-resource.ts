import type { ProtectedResource } from '../../adversary/adversary';
import type { PlacedPolicy } from '../../model/policy-places';
import type { Side, SideResource } from '../../model/side';

/** A resource with all of its own policies. */
export interface GuardedResource {
  /** The target of the policies, or the policy's own resource when the target is not in this side. */
  readonly resource: SideResource;
  readonly documents: readonly PlacedPolicy[];
  readonly guarded: ProtectedResource;
}

export function groupByResource(
  policies: readonly PlacedPolicy[],
  kind: ProtectedResource['kind'],
  { account }: Side,
): GuardedResource[] {
  const groups = new Map<SideResource, PlacedPolicy[]>();
  for (const policy of policies) {
    if (policy.kind !== kind) continue;
    for (const resource of policy.attachedTo.length > 0 ? policy.attachedTo : [policy.holder]) {
      groups.set(resource, [...(groups.get(resource) ?? []), policy]);
    }
  }
  return [...groups].map(([resource, documents]) => ({
    resource,
    documents,
    guarded: {
      resource: resource.arn ?? '*',
      account,
      kind,
      documents: documents.map((placed) => ({ name: policyLabel(placed), document: placed.document })),
    },
  }));
}

/** Tells a document from the others on the same resource. */
export function policyLabel({ holder, path }: PlacedPolicy): string {
  return `${holder.stack}/${holder.logicalId} ${path.join('.')}`;
}
