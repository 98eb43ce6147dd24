import type { Audited } from '../model/rule';
import { asText, isList, isObject, type Resolved } from '../template/value';
import { accountOwner } from './account-owner';
import type { Address } from './address';
import type { Leaf } from './property-leaves';

/** A property whose owner is declared by another property beside it. */
interface DeclaredOwner {
  readonly property: RegExp;
  readonly owner: string;
  /** Whether the resource is of the own account when that other property is missing. */
  readonly isOwnByDefault: boolean;
}

/** Source: CloudFormation template reference of each type. */
const DECLARED_OWNERS: readonly DeclaredOwner[] = [
  {
    property: /^AWS::EC2::TransitGatewayPeeringAttachment\.PeerTransitGatewayId$/,
    owner: 'PeerAccountId',
    isOwnByDefault: false,
  },
  { property: /^AWS::EC2::VPCPeeringConnection\.PeerVpcId$/, owner: 'PeerOwnerId', isOwnByDefault: true },
  {
    property: /^AWS::EC2::SecurityGroup(?:Ingress)?\.(?:SecurityGroupIngress\.)?SourceSecurityGroupId$/,
    owner: 'SourceSecurityGroupOwnerId',
    isOwnByDefault: true,
  },
  { property: /^AWS::S3::AccessPoint\.Bucket$/, owner: 'BucketAccountId', isOwnByDefault: true },
  { property: /^AWS::S3::MultiRegionAccessPoint\.Regions\.Bucket$/, owner: 'BucketAccountId', isOwnByDefault: false },
  { property: /^AWS::S3::Bucket\.(?:\w+\.)*Destination\.BucketArn$/, owner: 'BucketAccountId', isOwnByDefault: false },
  {
    property: /^AWS::S3::Bucket\.ReplicationConfiguration\.Rules\.Destination\.Bucket$/,
    owner: 'Account',
    isOwnByDefault: false,
  },
  { property: /^AWS::S3::StorageLens\.(?:\w+\.)*S3BucketDestination\.Arn$/, owner: 'AccountId', isOwnByDefault: false },
  {
    property: /^AWS::DynamoDB::\w+\.ImportSourceSpecification\.S3BucketSource\.S3Bucket$/,
    owner: 'S3BucketOwner',
    isOwnByDefault: true,
  },
];

/** The owner that the property beside a leaf declares; undefined when it declares none. */
export function declaredOwner({ key, path, resource }: Leaf, audited: Audited): Address | undefined {
  const declared = DECLARED_OWNERS.find(({ property }) => property.test(key));
  if (!declared) return undefined;
  let around: Resolved | undefined = resource.properties;
  for (const part of path.slice(0, -1)) {
    if (isList(around)) around = around[Number(part)];
    else around = isObject(around) ? around[part] : undefined;
  }
  const value = isObject(around) ? around[declared.owner] : undefined;
  if (value === undefined) return declared.isOwnByDefault ? OWN_BY_DEFAULT : undefined;
  const account = asText(value);
  if (typeof account !== 'string' || !/^\d{12}$/.test(account)) return undefined;
  const { why, ...address } = accountOwner(account, audited);
  return { ...address, why: `${declared.owner} beside it says ${why}` };
}

/** The owner when none is declared. The same id in both environments still usually means a shared resource. */
export const OWN_BY_DEFAULT: Address = { owner: 'own', why: 'of this account, where nobody says another one' };
