import type { JsonObject } from '../../../lib/isolation/template/json';
import type { Mutable } from './site';

/** A resource that an added one needs to be told of, by a name in braces: its id would not say whose it is. */
interface Neighbour {
  readonly value: JsonObject | string;
  readonly resources?: Readonly<Record<string, JsonObject>>;
}

const VPC: JsonObject = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.96.0.0/16' } };

const subnet = (logicalId: string, CidrBlock: string): Neighbour => ({
  value: { Ref: logicalId },
  resources: {
    AddedNetwork: VPC,
    [logicalId]: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'AddedNetwork' }, CidrBlock } },
  },
});

const one = (
  logicalId: string,
  attribute: string | undefined,
  Type: string,
  Properties: JsonObject = {},
): Neighbour => ({
  value: attribute ? { 'Fn::GetAtt': [logicalId, attribute] } : { Ref: logicalId },
  resources: { [logicalId]: { Type, Properties } },
});

const NEIGHBOURS: Readonly<Record<string, Neighbour>> = {
  '{network}': one('AddedNetwork', undefined, 'AWS::EC2::VPC', { CidrBlock: '10.96.0.0/16' }),
  '{subnet}': subnet('AddedSubnet', '10.96.1.0/24'),
  '{other-subnet}': subnet('AddedOtherSubnet', '10.96.2.0/24'),
  '{group}': {
    value: { 'Fn::GetAtt': ['AddedFirewall', 'GroupId'] },
    resources: {
      AddedNetwork: VPC,
      AddedFirewall: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: { GroupDescription: 'added', VpcId: { Ref: 'AddedNetwork' } },
      },
    },
  },
  '{image}': { value: '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64}}' },
  '{gateway}': one('AddedGateway', undefined, 'AWS::EC2::TransitGateway'),
  '{lattice-service}': one('AddedService', 'Arn', 'AWS::VpcLattice::Service'),
  '{lattice-network}': one('AddedServiceNetwork', 'Arn', 'AWS::VpcLattice::ServiceNetwork'),
  '{identity-pool}': one('AddedIdentityPool', undefined, 'AWS::Cognito::IdentityPool', {
    AllowUnauthenticatedIdentities: false,
  }),
  '{directory-bucket}': one('AddedDirectoryBucket', undefined, 'AWS::S3Express::DirectoryBucket', {
    LocationName: 'euw1-az1',
    DataRedundancy: 'SingleAvailabilityZone',
  }),
  '{vector-bucket}': one('AddedVectorBucket', undefined, 'AWS::S3Vectors::VectorBucket'),
  '{core-network}': {
    value: { 'Fn::GetAtt': ['AddedCoreNetwork', 'CoreNetworkId'] },
    resources: {
      AddedGlobalNetwork: { Type: 'AWS::NetworkManager::GlobalNetwork', Properties: {} },
      AddedCoreNetwork: {
        Type: 'AWS::NetworkManager::CoreNetwork',
        Properties: { GlobalNetworkId: { Ref: 'AddedGlobalNetwork' } },
      },
    },
  },
};

/**
 * Puts references where a value names a neighbour.
 * @param missing takes what the template must have too
 */
export function withNeighbours(value: Mutable, missing: (logicalId: string, resource: JsonObject) => void): Mutable {
  if (Array.isArray(value)) return value.map((item) => withNeighbours(item, missing));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNeighbours(item, missing)]));
  }
  const neighbour = typeof value === 'string' ? NEIGHBOURS[value] : undefined;
  if (!neighbour) return value;
  for (const [logicalId, resource] of Object.entries(neighbour.resources ?? {})) missing(logicalId, resource);
  return JSON.parse(JSON.stringify(neighbour.value)) as Mutable;
}
