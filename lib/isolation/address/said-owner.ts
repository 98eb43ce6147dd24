import { asText, isList, isObject, type Resolved } from '../template/value';
import type { Leaf } from './property-leaves';

/** A property beside which another one says whose account the thing is in. */
interface SaidOwner {
  readonly property: RegExp;
  readonly owner: string;
  /** Whether the thing is of the own account where nothing is said. */
  readonly isOwnByDefault: boolean;
}

/** Source: CloudFormation template reference of each type. */
const SAID: readonly SaidOwner[] = [
  {
    property: /^AWS::EC2::TransitGatewayPeeringAttachment\.PeerTransitGatewayId$/,
    owner: 'PeerAccountId',
    isOwnByDefault: false,
  },
  { property: /^AWS::S3::AccessPoint\.Bucket$/, owner: 'BucketAccountId', isOwnByDefault: true },
  { property: /^AWS::S3::Bucket\.(?:\w+\.)*Destination\.BucketArn$/, owner: 'BucketAccountId', isOwnByDefault: false },
  {
    property: /^AWS::DynamoDB::\w+\.ImportSourceSpecification\.S3BucketSource\.S3Bucket$/,
    owner: 'S3BucketOwner',
    isOwnByDefault: true,
  },
];

/** Whether the property beside a leaf says that what it names is of the own account. */
export function isSaidToBeOwn({ key, path, resource }: Leaf, account: string): boolean {
  const said = SAID.find(({ property }) => property.test(key));
  if (!said) return false;
  let around: Resolved | undefined = resource.properties;
  for (const part of path.slice(0, -1)) {
    if (isList(around)) around = around[Number(part)];
    else around = isObject(around) ? around[part] : undefined;
  }
  const value = isObject(around) ? around[said.owner] : undefined;
  return value === undefined ? said.isOwnByDefault : asText(value) === account;
}
