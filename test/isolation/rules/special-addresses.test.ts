import { dynamicReferences } from '../../../lib/isolation/rules/configuration/dynamic-references';
import { sharedEndpoints } from '../../../lib/isolation/rules/configuration/shared-endpoints';
import { claimedHosts } from '../../../lib/isolation/rules/names/claimed-hosts';
import { organisationWide } from '../../../lib/isolation/rules/resources/organisation-wide';
import { OTHER, OWN, ruleTable, THIRD } from './rule-table';
import { OTHER_SIDE, resource, seen } from './written';

const password = (MasterUserPassword: unknown) => seen('AWS::RDS::DBInstance', { MasterUserPassword });
const jwt = (Issuer: string, Audience: string) =>
  seen('AWS::ApiGatewayV2::Authorizer', { AuthorizerType: 'JWT', JwtConfiguration: { Issuer, Audience: [Audience] } });
const webhook = (Endpoint: string) => seen('AWS::SNS::Subscription', { Protocol: 'https', Endpoint, TopicArn: 't' });
const stored = (account: string) =>
  password(`{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:${account}:secret:db-AbCdEf}}`);

ruleTable(dynamicReferences, {
  mustCatch: {
    'a secret of the other account': stored(OTHER),
    'a parameter of the other account': seen('AWS::IAM::Group', {
      GroupName: `{{resolve:ssm:arn:aws:ssm:eu-west-1:${OTHER}:parameter/name}}`,
    }),
  } as never,
  mustPass: { 'an own secret': stored(OWN), 'a secret by name': password('{{resolve:secretsmanager:db}}') } as never,
});

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
    'a proof': seen('AWS::Route53::RecordSet', { Name: 'live.example.com', Type: 'TXT' }),
  } as never,
});

const intake = (Url: string) =>
  resource('AWS::KinesisFirehose::DeliveryStream', {
    HttpEndpointDestinationConfiguration: { EndpointConfiguration: { Url } },
  });
const INTAKE = 'https://aws-kinesis-http-intake.logs.datadoghq.com/v1/input';
const INTAKE_WITH_KEY = 'https://listener.logz.io:8071/0a1b2c3d4e5f60718293';

ruleTable(sharedEndpoints, {
  other: { Everybody: intake(INTAKE), One: intake(INTAKE_WITH_KEY) } as never,
  mustCatch: { 'an intake with the key in its URL': { Seen: intake(INTAKE_WITH_KEY) } } as never,
  mustPass: { 'an intake of every customer': { Seen: intake(INTAKE) } } as never,
});

ruleTable(sharedEndpoints, {
  other: {
    Hook: resource('AWS::SNS::Subscription', {
      Protocol: 'https',
      Endpoint: 'https://hooks.example.org/a',
      TopicArn: 't',
    }),
    Mail: resource('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'on-call@example.com', TopicArn: 't' }),
    Tokens: resource('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: 'https://login.example.org/', Audience: ['shop'] },
    }),
  } as never,
  mustCatch: {
    'a webhook': webhook('https://hooks.example.org/a'),
    'an issuer and its audience': jwt('https://login.example.org', 'shop'),
  } as never,
  mustPass: {
    'another webhook of the same host': webhook('https://hooks.example.org/b'),
    'another audience': jwt('https://login.example.org', 'shop-sandbox'),
    mail: seen('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'on-call@example.com', TopicArn: 't' }),
  } as never,
});

ruleTable(organisationWide, {
  mustCatch: {
    'an aggregator': seen('AWS::Config::ConfigurationAggregator', { OrganizationAggregationSource: { RoleArn: 'r' } }),
    'parameters of all': seen('AWS::SSM::ResourceDataSync', {
      SyncName: 's',
      SyncSource: {
        SourceType: 'AwsOrganizations',
        AwsOrganizationsSource: { OrganizationSourceType: 'EntireOrganization' },
      },
    }),
    'a policy of checks for a unit of it': seen('AWS::SecurityHub::PolicyAssociation', {
      TargetId: 'r-abcd',
      TargetType: 'ROOT',
    }),
    'a rule for all': seen('AWS::Config::OrganizationConfigRule', { OrganizationConfigRuleName: 'n' }),
  } as never,
  mustPass: {
    'an aggregator of accounts': seen('AWS::Config::ConfigurationAggregator', {
      AccountAggregationSources: [{ AccountIds: [THIRD] }],
    }),
  } as never,
});
