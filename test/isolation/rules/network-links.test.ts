import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import { OTHER, OWN, ruleTable, THIRD } from './rule-table';
import { OTHER_SIDE, resource, seen, withParameters } from './written';

const peering = (more: object) => seen('AWS::EC2::VPCPeeringConnection', { VpcId: 'vpc-0bbbbbbbbbbbbbbb1', ...more });
const attachment = (TransitGatewayId: unknown) =>
  seen(
    'AWS::EC2::TransitGatewayAttachment',
    { TransitGatewayId, VpcId: { Ref: 'Vpc' }, SubnetIds: [{ Ref: 'Net' }] },
    {
      Vpc: resource('AWS::EC2::VPC'),
      Net: resource('AWS::EC2::Subnet'),
      Gateway: resource('AWS::EC2::TransitGateway'),
    },
  );
const permissions = (AllowedPrincipals: unknown) =>
  seen(
    'AWS::EC2::VPCEndpointServicePermissions',
    { ServiceId: { Ref: 'Service' }, AllowedPrincipals },
    {
      Service: resource('AWS::EC2::VPCEndpointService'),
    },
  );
const serviceNetwork = (ServiceNetworkIdentifier: string) =>
  seen('AWS::VpcLattice::ServiceNetworkVpcAssociation', { ServiceNetworkIdentifier });
const guard = resource('AWS::VpcLattice::AuthPolicy', { ResourceIdentifier: 'svc-0aaaaaaaaaaaaaaa1', Policy: {} });
const endpoint = (ServiceName: unknown) =>
  seen('AWS::EC2::VPCEndpoint', { ServiceName, VpcId: { Ref: 'Vpc' } }, { Vpc: resource('AWS::EC2::VPC') });

ruleTable(ADDRESS_RULES['network-links'], {
  other: { ...OTHER_SIDE, Lattice: serviceNetwork('sn-0aaaaaaaaaaaaaaa1')['Seen'], Guard: guard } as never,
  mustCatch: {
    'a peering': peering({ PeerVpcId: 'vpc-0ccccccccccccccc1', PeerOwnerId: OTHER }),
    'a peering with a network of the other side': peering({ PeerVpcId: 'vpc-0aaaaaaaaaaaaaaa1' }),
    'a transit gateway of both': attachment('tgw-0aaaaaaaaaaaaaaa1'),
    'a peering of transit gateways': seen('AWS::EC2::TransitGatewayPeeringAttachment', {
      TransitGatewayId: { Ref: 'Gateway' },
      PeerTransitGatewayId: 'tgw-0ccccccccccccccc1',
      PeerAccountId: OTHER,
      PeerRegion: 'eu-west-1',
    }),
    'permissions of an endpoint service': permissions([`arn:aws:iam::${OTHER}:root`]),
    'permissions for everybody': permissions(['*']),
    'permissions for everybody, by ARN': permissions(['arn:aws:iam::*:root']),
    'permissions for a role of any account': permissions(['arn:aws:iam::*:role/r']),
    'permissions for accounts by their digits': permissions(['arn:aws:iam::2222222222??:root']),
    'a peering with an id of both, where nobody says whose': peering({
      PeerVpcId: 'vpc-0aaaaaaaaaaaaaaa1',
      VpcId: 'v',
    }),
    'permissions for a third that the other side lets in too': permissions(['arn:aws:iam::444444444444:root']),
    'a security group of the other account': seen('AWS::EC2::SecurityGroupIngress', {
      GroupId: 'sg-1',
      IpProtocol: '-1',
      SourceSecurityGroupId: 'sg-0ccccccccccccccc1',
      SourceSecurityGroupOwnerId: OTHER,
    }),
    'a group inside a group': seen('AWS::EC2::SecurityGroup', {
      GroupDescription: 'd',
      SecurityGroupIngress: [{ IpProtocol: '-1', SourceSecurityGroupId: 'x', SourceSecurityGroupOwnerId: OTHER }],
    }),
    'a service network of both': serviceNetwork('sn-0aaaaaaaaaaaaaaa1'),
    'a service network': seen('AWS::VpcLattice::ServiceNetworkVpcAssociation', {
      ServiceNetworkIdentifier: `arn:aws:vpc-lattice:eu-west-1:${OTHER}:servicenetwork/sn-0123456789abcdef0`,
    }),
    'a core network': seen('AWS::NetworkManager::VpcAttachment', {
      CoreNetworkId: 'core-network-1',
      VpcArn: `arn:aws:ec2:eu-west-1:${OTHER}:vpc/vpc-1`,
      SubnetArns: [],
    }),
    'a shared subnet': seen('AWS::EC2::NetworkInterface', { SubnetId: 'subnet-0aaaaaaaaaaaaaaa1' }),
    'a balancer in front of the other side': seen('AWS::GlobalAccelerator::EndpointGroup', {
      EndpointConfigurations: [{ EndpointId: `arn:aws:elasticloadbalancing:eu-west-1:${OTHER}:loadbalancer/app/a/1` }],
    }),
    'an accelerator shared with the account': seen('AWS::GlobalAccelerator::CrossAccountAttachment', {
      Name: 'n',
      Principals: [OTHER],
    }),
  } as never,
  mustPass: {
    'a peering within the account': peering({ PeerVpcId: 'vpc-0ccccccccccccccc1' }),
    'a peering within the account, said': peering({ PeerVpcId: 'vpc-0ccccccccccccccc1', PeerOwnerId: OWN }),
    'a peering with somebody else': peering({ PeerVpcId: 'vpc-0ccccccccccccccc1', PeerOwnerId: THIRD }),
    'transit gateways of one account': seen(
      'AWS::EC2::TransitGatewayPeeringAttachment',
      {
        TransitGatewayId: { Ref: 'Gateway' },
        PeerTransitGatewayId: 'tgw-0ccccccccccccccc1',
        PeerAccountId: OWN,
        PeerRegion: 'eu-central-1',
      },
      { Gateway: resource('AWS::EC2::TransitGateway') },
    ),
    'an own transit gateway': attachment({ Ref: 'Gateway' }),
    'a service of AWS': endpoint({ 'Fn::Sub': 'com.amazonaws.${AWS::Region}.s3' }),
    'permissions for accounts by other digits': permissions(['arn:aws:iam::3333*:root']),
    'an own peer, which the other side names too': peering({ PeerVpcId: 'vpc-0aaaaaaaaaaaaaaa1', PeerOwnerId: OWN }),
    'a subnet that only this side names': seen('AWS::EC2::NetworkInterface', { SubnetId: 'subnet-0bbbbbbbbbbbbbbb1' }),
    'an own service network, by ARN': serviceNetwork(
      `arn:aws:vpc-lattice:eu-west-1:${OWN}:servicenetwork/sn-0aaaaaaaaaaaaaaa1`,
    ),
    'what a policy is put on': seen('AWS::VpcLattice::AuthPolicy', {
      ResourceIdentifier: 'svc-0aaaaaaaaaaaaaaa1',
      Policy: {},
    }),
    'what a resource policy is put on': seen('AWS::VpcLattice::ResourcePolicy', {
      ResourceArn: { 'Fn::ImportValue': 'elsewhere' },
      Policy: {},
    }),
    'an own principal': permissions([`arn:aws:iam::${OWN}:root`]),
    'a host of a Lattice service that nobody gave': withParameters(
      seen('AWS::VpcLattice::Service', { CustomDomainName: { Ref: 'Any' } }),
      { Any: { Type: 'String' } },
    ),
    'a group open to the world': seen('AWS::EC2::SecurityGroup', {
      GroupDescription: 'd',
      SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }],
    }),
  } as never,
  undecided: {
    'a service network of nobody knows whom': serviceNetwork('sn-0bbbbbbbbbbbbbbb1'),
    'a transit gateway of nobody knows whom': attachment('tgw-0bbbbbbbbbbbbbbb1'),
    'an endpoint service of nobody knows whom': endpoint('com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0'),
    'a route into a peering': seen('AWS::EC2::Route', {
      RouteTableId: 'rtb-0123456789abcdef0',
      VpcPeeringConnectionId: 'pcx-0123456789abcdef0',
    }),
    'a resolver rule': seen('AWS::Route53Resolver::ResolverRuleAssociation', {
      ResolverRuleId: 'rslvr-rr-0123456789abcdef0',
      VPCId: 'vpc-1',
    }),
    'a peer that nobody gave': withParameters(peering({ PeerVpcId: 'v', PeerOwnerId: { Ref: 'Any' } }), {
      Any: { Type: 'String' },
    }),
  } as never,
});
