import { takesGeneratedId } from '../../../lib/isolation/address/generated-ids';
import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import { knownTypes, typeFacts } from '../../../lib/isolation/tables/resource-types';
import { ruleTable } from '../rules/rule-table';
import { resource, seen, withParameters } from '../rules/written';

const UUID = '0f0f0f0f-1111-4222-8333-9a9b9c9d9e9f';

test.each([
  ['AWS::Route53Profiles::ProfileAssociation.ProfileId'],
  ['AWS::DataZone::EnvironmentBlueprintConfiguration.DomainIdentifier'],
  ['AWS::EC2::IPAMResourceDiscoveryAssociation.IpamResourceDiscoveryId'],
  ['AWS::EC2::TrafficMirrorSession.TrafficMirrorTargetId'],
  ['AWS::EC2::Instance.HostId'],
  ['AWS::CleanRooms::Membership.CollaborationIdentifier'],
  ['AWS::DirectConnect::DirectConnectGatewayAssociation.DirectConnectGatewayId'],
  ['AWS::ServiceCatalog::AcceptedPortfolioShare.PortfolioId'],
  ['AWS::ManagedBlockchain::Member.NetworkId'],
  ['AWS::ServiceDiscovery::Service.NamespaceId'],
  ['AWS::ODB::OdbPeeringConnection.PeerNetworkId'],
])('%s takes an id of somebody', (key) => {
  expect(takesGeneratedId(key)).toBe(true);
});

test.each([
  ['AWS::ServiceCatalog::Portfolio.DisplayName'],
  ['AWS::ApiGateway::Method.RestApiId'],
  ['AWS::EC2::Subnet.VpcId'],
  ['AWS::EC2::SecurityGroupIngress.GroupId'],
  ['AWS::RDS::DBInstance.DBClusterIdentifier'],
  ['AWS::SQS::Queue.QueueName'],
  ['AWS::Route53::RecordSet.HostedZoneId'],
])('%s takes none', (key) => {
  expect(takesGeneratedId(key)).toBe(false);
});

test('the places follow from the table of types', () => {
  const kinds = ['name', 'arn', 'host'] as const;
  const places = knownTypes().flatMap((type) =>
    kinds.flatMap((kind) =>
      (typeFacts(type)?.pathsOf(kind) ?? []).map((path) => `${type}.${path.replace(/\[\]|\{\}/g, '')}`),
    ),
  );
  const services = new Set(places.filter(takesGeneratedId).map((key) => key.split('::')[1]));
  expect([...services]).toEqual(expect.arrayContaining(['CleanRooms', 'DataZone', 'EC2', 'Omics', 'RTBFabric']));
});

const discovery = (IpamResourceDiscoveryId: unknown) =>
  seen(
    'AWS::EC2::IPAMResourceDiscoveryAssociation',
    { IpamId: { Ref: 'Ipam' }, IpamResourceDiscoveryId },
    {
      Ipam: resource('AWS::EC2::IPAM'),
    },
  );

ruleTable(ADDRESS_RULES['network-links'], {
  other: {
    Theirs: resource('AWS::Route53Profiles::ProfileAssociation', { ProfileId: 'rp-0123456789abcdef' }),
  } as never,
  mustCatch: {
    'a profile of both': seen('AWS::Route53Profiles::ProfileAssociation', { ProfileId: 'rp-0123456789abcdef' }),
  },
  mustPass: {
    'an own discovery': {
      ...discovery({ Ref: 'Discovery' }),
      Discovery: resource('AWS::EC2::IPAMResourceDiscovery'),
    } as never,
  },
  undecided: {
    'a profile of one': seen('AWS::Route53Profiles::ProfileAssociation', { ProfileId: 'rp-0fedcba987654321' }),
    'a discovery': discovery('ipam-res-disco-0123456789abcdef0'),
    'a discovery that nobody said': withParameters(discovery({ Ref: 'Any' }), { Any: { Type: 'String' } }),
    'a target of mirrored traffic': seen('AWS::EC2::TrafficMirrorSession', {
      TrafficMirrorTargetId: 'tmt-0123456789abcdef0',
    }),
    'a gateway by a UUID': seen('AWS::DirectConnect::DirectConnectGatewayAssociation', {
      DirectConnectGatewayId: UUID,
    }),
    'a network of members': seen('AWS::ManagedBlockchain::Member', { NetworkId: 'n-ABCDEFGHIJKLMNOPQRSTUVWXYZ' }),
  },
});

ruleTable(ADDRESS_RULES['shared-outside'], {
  other: { Theirs: resource('AWS::CleanRooms::Membership', { CollaborationIdentifier: UUID }) } as never,
  mustCatch: { 'a collaboration of both': seen('AWS::CleanRooms::Membership', { CollaborationIdentifier: UUID }) },
  mustPass: {
    'an own collaboration': {
      Own: resource('AWS::CleanRooms::Collaboration', { Name: 'c' }),
      ...seen('AWS::CleanRooms::Membership', { CollaborationIdentifier: { Ref: 'Own' } }),
    } as never,
  },
  undecided: {
    'a portfolio of somebody': seen('AWS::ServiceCatalog::AcceptedPortfolioShare', {
      PortfolioId: 'port-abcdefghijklm',
    }),
    'a domain of somebody': seen('AWS::DataZone::Project', { DomainIdentifier: 'dzd_abcdefghijklmn', Name: 'p' }),
  },
});
