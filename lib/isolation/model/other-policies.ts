import { typeFacts } from '../tables/resource-types';
import { entriesOf, isList, isObject, type PropertyPath, type Resolved } from '../template/value';
import { isPermission } from './permissions';
import { isKnownPlace, type PlacedPolicy } from './policy-places';
import type { Side } from './side';

/**
 * Every other property that the table of types calls a policy, read as a policy of the resource itself. Policies that limit the account's
 * own principals, such as that of a VPC endpoint, are left to their own rules.
 */
export function otherPolicies(side: Side): PlacedPolicy[] {
  return side.resources.flatMap((holder) => {
    const facts = typeFacts(holder.type);
    if (!facts || LIMITS_OWN.has(holder.type) || isPermission(holder.type)) return [];
    return Array.from(documentsIn(holder.properties, [], facts.kindOf), ({ path, document }): PlacedPolicy => {
      return { kind: 'resource', holder, path, document, attachedTo: [holder] };
    }).filter(({ path }) => !isKnownPlace(holder.type, String(path[0])));
  });
}

/** Types whose policies limit own identities or a network. They let no principal in. */
const LIMITS_OWN: ReadonlySet<string> = new Set([
  'AWS::EC2::VPCEndpoint',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::IAM::Group',
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::UserPolicy',
  'AWS::IAM::GroupPolicy',
  'AWS::Organizations::Policy',
  'AWS::SSO::PermissionSet',
  'AWS::IoT::Policy',
]);

function* documentsIn(
  value: Resolved,
  path: PropertyPath,
  kindOf: (path: PropertyPath) => string | undefined,
): Iterable<Pick<PlacedPolicy, 'path' | 'document'>> {
  for (const [name, item] of entriesOf(value)) {
    const place = [...path, name];
    const kind = kindOf(place);
    if (kind === 'policy' && isDocument(item)) yield { path: place, document: item };
    else if (kind !== 'plain') yield* documentsIn(item, place, kindOf);
  }
}

/** An object with statements, or a text; a wrapper such as `{ PolicyDocument: … }` is looked into instead. */
function isDocument(value: Resolved): boolean {
  return (
    !isList(value) && (!isObject(value) || value['Statement'] !== undefined || value['PolicyDocument'] === undefined)
  );
}
