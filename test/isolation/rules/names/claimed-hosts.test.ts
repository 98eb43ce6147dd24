import { claimedHosts } from '../../../../lib/isolation/rules/names/claimed-hosts';
import { ruleTable } from '../rule-table';
import { OTHER_SIDE, resource, seen } from '../written';

ruleTable(claimedHosts, {
  other: {
    ...OTHER_SIDE,
    Inside: resource('AWS::Route53::HostedZone', {
      Name: 'inside.example.com',
      VPCs: [{ VPCId: 'v', VPCRegion: 'r' }],
    }),
    Hidden: resource('AWS::Route53::RecordSet', {
      HostedZoneId: { Ref: 'Inside' },
      Name: 'db.inside.example.com',
      Type: 'A',
    }),
    Both: resource('AWS::Route53::RecordSet', {
      HostedZoneId: { Ref: 'Inside' },
      Name: 'gateway.live.example.com',
      Type: 'A',
    }),
    Lattice: resource('AWS::VpcLattice::Service', { CustomDomainName: 'lattice.live.example.com' }),
    PrivateApi: resource('AWS::ApiGateway::DomainNameV2', {
      DomainName: 'api.inside.example.com',
      EndpointConfiguration: { Types: ['PRIVATE'] },
    }),
  } as never,
  mustCatch: {
    'a record in a zone that is not given': seen('AWS::Route53::RecordSet', {
      HostedZoneId: 'Z1',
      Name: 'gateway.live.example.com.',
      Type: 'A',
    }),
    'a record in a public zone': seen(
      'AWS::Route53::RecordSet',
      { HostedZoneName: 'live.example.com.', Name: 'gateway.live.example.com.', Type: 'A' },
      { Zone: resource('AWS::Route53::HostedZone', { Name: 'live.example.com', VPCs: [] }) },
    ),
    'a custom domain': seen('AWS::ApiGateway::DomainName', { DomainName: 'gateway.live.example.com' }),
    'an alias': seen('AWS::CloudFront::Distribution', {
      DistributionConfig: { Aliases: ['Gateway.live.example.com'] },
    }),
    'a record of a group': seen('AWS::Route53::RecordSetGroup', {
      HostedZoneId: 'Z1',
      RecordSets: [
        { Name: 'a.example.com', Type: 'TXT' },
        { Name: 'gateway.live.example.com.', Type: 'A' },
      ],
    }),
    'a tenant of a distribution': seen('AWS::CloudFront::DistributionTenant', {
      Domains: [{ Domain: 'gateway.live.example.com' }],
    }),
    'a public namespace': seen('AWS::ServiceDiscovery::PublicDnsNamespace', { Name: 'live.example.com' }),
    'a zone': seen('AWS::Route53::HostedZone', { Name: 'live.example.com' }),
    'a record': seen('AWS::Route53::RecordSet', { Name: 'gateway.live.example.com.', Type: 'A' }),
  } as never,
  mustPass: {
    'an own domain': seen('AWS::ApiGateway::DomainName', { DomainName: 'gateway.sandbox.example.com' }),
    'a private zone': seen('AWS::Route53::HostedZone', {
      Name: 'live.example.com',
      VPCs: [{ VPCId: 'v', VPCRegion: 'r' }],
    }),
    'a record in a private zone': seen(
      'AWS::Route53::RecordSet',
      { HostedZoneId: { 'Fn::GetAtt': ['Zone', 'Id'] }, Name: 'gateway.live.example.com', Type: 'A' },
      {
        Zone: resource('AWS::Route53::HostedZone', {
          Name: 'live.example.com',
          VPCs: [{ VPCId: 'v', VPCRegion: 'r' }],
        }),
      },
    ),
    'a record in a private zone by its name': seen(
      'AWS::Route53::RecordSet',
      { HostedZoneName: 'Live.example.com', Name: 'gateway.live.example.com', Type: 'A' },
      {
        Zone: resource('AWS::Route53::HostedZone', {
          Name: 'live.example.com.',
          VPCs: [{ VPCId: 'v', VPCRegion: 'r' }],
        }),
      },
    ),
    'what the other side has in its private zone only': seen('AWS::Route53::RecordSet', {
      HostedZoneId: 'Z1',
      Name: 'db.inside.example.com',
      Type: 'A',
    }),
    'a private domain of both': seen('AWS::ApiGateway::DomainNameV2', {
      DomainName: 'api.inside.example.com',
      EndpointConfiguration: { Types: ['PRIVATE'] },
    }),
    'a proof in a group': seen('AWS::Route53::RecordSetGroup', {
      HostedZoneId: 'Z1',
      RecordSets: [{ Name: 'live.example.com', Type: 'TXT' }],
    }),
    'a host that is taken inside a network only': seen('AWS::Route53::RecordSet', {
      HostedZoneId: 'Z1',
      Name: 'lattice.live.example.com',
      Type: 'A',
    }),
    'a proof': seen('AWS::Route53::RecordSet', { Name: 'live.example.com', Type: 'TXT' }),
  } as never,
});
