import { globalArn } from '../../contract/arns';
import { resourceNamed, textKey } from '../model/policy-places';
import type { Side, SideResource } from '../model/side';
import { oncePer } from '../once-per';
import { type Principal, roleSession, user } from '../policy/request/principal';
import { asText, describeText, isObject, joinText, type Text, textList } from '../template/value';
import { type ReadPolicy, readPlaced, readPolicy } from './read-policy';
import { type SideWithPolicies, withPolicies } from './side-with-policies';

/** A role, user, group or permission set of this side. */
export interface Identity {
  readonly resource: SideResource;
  /** For a group or permission set, a principal that stands for its members. */
  readonly principal: Principal;
  /** Such as `role app/Worker`. */
  readonly description: string;
  /** Its policies in the templates, including those of its groups. */
  readonly policies: readonly ReadPolicy[];
  /** ARNs of attached policies that are not in the templates. */
  readonly elsewhere: readonly Text[];
  readonly boundary: Boundary;
}

/** The permissions boundary of an identity. */
type Boundary =
  | { readonly kind: 'none' }
  | { readonly kind: 'given'; readonly policy: ReadPolicy }
  | { readonly kind: 'not-given'; readonly arn: Text };

const KINDS: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'role',
  'AWS::IAM::User': 'user',
  'AWS::IAM::Group': 'group',
  'AWS::SSO::PermissionSet': 'permission set',
};

/** Every identity of a side. */
export function identitiesOf({ own }: SideWithPolicies): readonly Identity[] {
  return identitiesOfSide(own);
}

const identitiesOfSide = oncePer((side: Side) => findIdentities(withPolicies(side)));

function findIdentities(side: SideWithPolicies): Identity[] {
  const { own, policies } = side;
  const attached = new Map<SideResource, ReadPolicy[]>();
  for (const placed of policies) {
    if (placed.kind !== 'identity') continue;
    const read = readPlaced(placed);
    for (const holder of placed.attachedTo) {
      const list = attached.get(holder);
      if (list) list.push(read);
      else attached.set(holder, [read]);
    }
  }
  const boundaries = new Map<string, ReadPolicy>();
  for (const policy of own.ofType('AWS::IAM::ManagedPolicy')) {
    const document = policy.properties['PolicyDocument'];
    if (policy.arn === undefined || document === undefined) continue;
    boundaries.set(textKey(policy.arn), readPolicy(policy, ['PolicyDocument'], document, 'boundary'));
  }
  const groups = groupsOf(side);
  return Object.keys(KINDS).flatMap((type) =>
    own.ofType(type).map((resource): Identity => {
      const holders = [resource, ...(groups.get(resource) ?? [])];
      return {
        resource,
        principal: principalOf(resource, side),
        description: `${KINDS[type]} ${resource.stack}/${resource.logicalId}`,
        policies: [...new Set(holders.flatMap((holder) => attached.get(holder) ?? [])), ...inlineOfSet(resource)],
        elsewhere: holders.flatMap(({ properties }) => attachedElsewhere(properties, side)),
        boundary: boundaryOf(resource, boundaries),
      };
    }),
  );
}

const GROUP = /^AWS::IAM::Group$/;
const USER = /^AWS::IAM::User$/;

/** The groups of each user, from either end. */
function groupsOf({ own }: SideWithPolicies): Map<SideResource, SideResource[]> {
  const found = new Map<SideResource, SideResource[]>();
  const add = (member: SideResource | undefined, group: SideResource | undefined): void => {
    if (member && group) found.set(member, [...(found.get(member) ?? []), group]);
  };
  for (const member of own.ofType('AWS::IAM::User')) {
    for (const name of textList(member.properties['Groups'])) add(member, resourceNamed(name, own, GROUP));
  }
  for (const { properties } of own.ofType('AWS::IAM::UserToGroupAddition')) {
    const [group] = textList(properties['GroupName']).map((name) => resourceNamed(name, own, GROUP));
    for (const name of textList(properties['Users'])) add(resourceNamed(name, own, USER), group);
  }
  return found;
}

function principalOf({ type, arn, logicalId }: SideResource, { own }: SideWithPolicies): Principal {
  const iam = globalArn(own, 'iam', '');
  if (type === 'AWS::IAM::User' && arn !== undefined) return user(arn);
  if (type === 'AWS::IAM::Group') return user(joinText([iam, `user/member-of-${logicalId}`]));
  if (type === 'AWS::IAM::Role' && arn !== undefined) return roleSession(arn);
  return roleSession(joinText([iam, `role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${logicalId}`]));
}

/** A permission set's own policy is an object or JSON text. */
function inlineOfSet(resource: SideResource): ReadPolicy[] {
  const document = resource.type === 'AWS::SSO::PermissionSet' ? resource.properties['InlinePolicy'] : undefined;
  return document === undefined ? [] : [readPolicy(resource, ['InlinePolicy'], document, 'identity')];
}

function attachedElsewhere(properties: SideResource['properties'], { own }: SideWithPolicies): Text[] {
  const named = [...textList(properties['ManagedPolicyArns']), ...textList(properties['ManagedPolicies'])];
  return named.filter((arn) => !resourceNamed(arn, own, /^AWS::IAM::ManagedPolicy$/));
}

function boundaryOf({ properties }: SideResource, boundaries: ReadonlyMap<string, ReadPolicy>): Boundary {
  const value = properties['PermissionsBoundary'];
  const ofSet = isObject(value) ? (value['ManagedPolicyArn'] ?? value['CustomerManagedPolicyReference']) : value;
  const written = isObject(ofSet) ? (ofSet['Name'] ?? null) : ofSet;
  const arn = written === undefined ? undefined : asText(written);
  if (arn === undefined || arn === '') return { kind: 'none' };
  const policy = boundaries.get(textKey(arn));
  if (policy) return { kind: 'given', policy };
  return ADMINISTRATION.test(describeText(arn)) ? { kind: 'none' } : { kind: 'not-given', arn };
}

/** A boundary that limits nothing. */
const ADMINISTRATION = /:iam::aws:policy\/AdministratorAccess$/;

/** The boundary to evaluate with; undefined when there is none or it was not given. */
export function givenBoundary({ boundary }: Identity): ReadPolicy | undefined {
  return boundary.kind === 'given' ? boundary.policy : undefined;
}
