import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import { OTHER, ruleTable, THIRD } from './rule-table';
import { OTHER_SIDE, resource, seen, withParameters } from './written';

const record = (Type: string, ...ResourceRecords: unknown[]) =>
  seen('AWS::Route53::RecordSet', {
    Name: 'pay.sandbox.example.com',
    HostedZoneId: 'Z1',
    Type,
    TTL: '60',
    ResourceRecords,
  });
const alias = (DNSName: unknown) =>
  seen('AWS::Route53::RecordSet', {
    Name: 'pay.sandbox.example.com',
    Type: 'A',
    AliasTarget: { DNSName, HostedZoneId: 'Z2FDTNDATAQYW2' },
  });

ruleTable(ADDRESS_RULES['host-names'], {
  other: OTHER_SIDE,
  mustCatch: {
    'a name for the other host': record('CNAME', 'gateway.live.example.com'),
    'a name for a host in its zone': record('CNAME', 'x.live.example.com.'),
    'an alias of its website': alias('live-reports.s3-website-eu-west-1.amazonaws.com'),
    'a name in its zone': seen('AWS::Route53::RecordSet', {
      Name: 'new.live.example.com',
      HostedZoneName: 'live.example.com.',
      Type: 'A',
      ResourceRecords: ['192.0.2.1'],
    }),
    'a zone for its network': seen('AWS::Route53::HostedZone', {
      Name: 'internal.example.com',
      VPCs: [{ VPCId: 'vpc-0aaaaaaaaaaaaaaa1', VPCRegion: 'eu-west-1' }],
    }),
    'a group of records': seen('AWS::Route53::RecordSetGroup', {
      HostedZoneId: 'Z1',
      RecordSets: [{ Name: 'a.sandbox.example.com', Type: 'CNAME', ResourceRecords: ['gateway.live.example.com'] }],
    }),
    'a certificate of the other account': seen('AWS::ApiGateway::DomainName', {
      DomainName: 'pay.sandbox.example.com',
      RegionalCertificateArn: `arn:aws:acm:eu-west-1:${OTHER}:certificate/1`,
    }),
  } as never,
  mustPass: {
    'a name for a host of neither': record('CNAME', 'status.example.org'),
    'an address': record('A', '192.0.2.1'),
    'an own balancer': {
      ...alias({ 'Fn::GetAtt': ['Balancer', 'DNSName'] }),
      Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer'),
    },
    'a text': record('TXT', `"v=spf1 include:example.org -all ${THIRD}"`),
    'a domain that nobody gave': withParameters(seen('AWS::Route53::HostedZone', { Name: { Ref: 'Any' } }), {
      Any: { Type: 'String' },
    }),
  } as never,
  undecided: {
    'an address that nobody gave': withParameters(record('CNAME', { Ref: 'Any' }), { Any: { Type: 'String' } }),
    'an API of nobody knows whom': alias('d-abc123.execute-api.eu-west-1.amazonaws.com'),
  } as never,
});
