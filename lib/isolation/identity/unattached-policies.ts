import type { Audited } from '../model/rule';
import { roleSession } from '../policy/request/principal';
import type { Identity } from './identities';
import { readPlaced } from './read-policy';

/** Policies of identities that are not in the templates, such as an imported role. Each is judged as a role without a boundary. */
export function unattachedIdentities({ own, policies, adversary }: Audited): Identity[] {
  const bounding = new Set(policies.flatMap(({ kind, holder }) => (kind === 'boundary' ? [holder] : [])));
  return policies.flatMap((placed): Identity[] => {
    const { holder, kind, attachedTo } = placed;
    // A managed policy that is attached to no identity grants nothing. As a boundary it is judged with its identities.
    const isStray =
      kind === 'identity' && attachedTo.length === 0 && !bounding.has(holder) && namesSomebody(placed.holder);
    if (!isStray) return [];
    return [
      {
        resource: holder,
        principal: roleSession(`arn:${adversary.partition}:iam::${own.account}:role/not-in-the-templates`),
        description: `whoever has policy ${holder.stack}/${holder.logicalId}`,
        policies: [readPlaced(placed)],
        elsewhere: [],
        boundary: { kind: 'none' },
      },
    ];
  });
}

function namesSomebody({ type, properties }: Identity['resource']): boolean {
  if (type !== 'AWS::IAM::ManagedPolicy') return true;
  return ['Roles', 'Users', 'Groups'].some((name) => properties[name] !== undefined);
}
