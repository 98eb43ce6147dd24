import { type Fragment, HOLE } from '../../edits/fragments';
import { BUCKET, type Channel, channel, FIREHOSE, OWN_ROLE, of, ROLE, ref } from './channel';

const VPC: Fragment = { AddedVpc: of('AWS::EC2::VPC', { CidrBlock: '10.99.0.0/16' }) };
const ZONE: Fragment = { AddedZone: of('AWS::Route53::HostedZone', { Name: 'extra.{site}' }) };
const CERTIFICATE = 'arn:aws:acm:eu-west-1:{account}:certificate/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b';
const USER_POOL = 'arn:aws:cognito-idp:eu-west-1:{account}:userpool/eu-west-1_Pool{own}';
const BALANCER = 'arn:aws:elasticloadbalancing:eu-west-1:{account}:loadbalancer/net/orders/0123456789abcdef';
const OWN_BALANCER = 'arn:aws:elasticloadbalancing:eu-west-1:{own}:loadbalancer/app/added/0123456789abcdef';

/** Networks, names and the edge. */
export const NETWORK_CHANNELS: readonly Channel[] = [
  channel(
    'AWS::EC2::VPCPeeringConnection',
    'PeerOwnerId',
    'either',
    '{account}',
    { VpcId: ref('AddedVpc'), PeerVpcId: 'vpc-0{own}abc0', PeerOwnerId: HOLE },
    VPC,
  ),
  channel(
    'AWS::EC2::VPCPeeringConnection',
    'PeerRoleArn',
    'either',
    ROLE,
    { VpcId: ref('AddedVpc'), PeerVpcId: 'vpc-0{own}abc0', PeerOwnerId: '{own}', PeerRoleArn: HOLE },
    VPC,
  ),
  channel('AWS::EC2::TransitGatewayPeeringAttachment', 'PeerAccountId', 'either', '{account}', {
    TransitGatewayId: '{gateway}',
    PeerTransitGatewayId: 'tgw-0{own}abc1',
    PeerRegion: 'eu-central-1',
    PeerAccountId: HOLE,
  }),
  channel('AWS::EC2::VPCEndpointServicePermissions', 'AllowedPrincipals', 'inward', 'arn:aws:iam::{account}:root', {
    ServiceId: 'vpce-svc-0{own}abc0',
    AllowedPrincipals: [HOLE],
  }),
  channel(
    'AWS::EC2::FlowLog',
    'LogDestination-bucket',
    'outward',
    `${BUCKET}/flows/`,
    {
      ResourceId: ref('AddedVpc'),
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: HOLE,
    },
    VPC,
  ),
  channel(
    'AWS::EC2::FlowLog',
    'LogDestination-firehose',
    'outward',
    FIREHOSE,
    {
      ResourceId: ref('AddedVpc'),
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 'kinesis-data-firehose',
      LogDestination: HOLE,
    },
    VPC,
  ),
  channel(
    'AWS::EC2::FlowLog',
    'DeliverCrossAccountRole',
    'outward',
    ROLE,
    {
      ResourceId: ref('AddedVpc'),
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 'kinesis-data-firehose',
      LogDestination: 'arn:aws:firehose:eu-west-1:{own}:deliverystream/flows',
      DeliverCrossAccountRole: HOLE,
    },
    VPC,
  ),
  channel('AWS::EC2::SecurityGroupIngress', 'SourceSecurityGroupOwnerId', 'inward', '{account}', {
    GroupId: '{group}',
    IpProtocol: 'tcp',
    FromPort: 5432,
    ToPort: 5432,
    SourceSecurityGroupId: 'sg-0{own}abc1',
    SourceSecurityGroupOwnerId: HOLE,
  }),
  channel(
    'AWS::EC2::SecurityGroup',
    'SecurityGroupIngress',
    'inward',
    '{account}',
    {
      GroupDescription: 'added',
      VpcId: ref('AddedVpc'),
      SecurityGroupIngress: [
        {
          IpProtocol: 'tcp',
          FromPort: 5432,
          ToPort: 5432,
          SourceSecurityGroupId: 'sg-0{own}abc1',
          SourceSecurityGroupOwnerId: HOLE,
        },
      ],
    },
    VPC,
  ),
  channel(
    'AWS::NetworkManager::VpcAttachment',
    'VpcArn',
    'either',
    'arn:aws:ec2:eu-west-1:{account}:vpc/vpc-0{own}abc0',
    {
      CoreNetworkId: '{core-network}',
      SubnetArns: ['arn:aws:ec2:eu-west-1:{own}:subnet/subnet-0{own}abc0'],
      VpcArn: HOLE,
    },
  ),
  channel('AWS::GlobalAccelerator::CrossAccountAttachment', 'Principals', 'inward', '{account}', {
    Name: 'added-{env}',
    Principals: [HOLE],
    Resources: [{ EndpointId: OWN_BALANCER, Region: 'eu-west-1' }],
  }),
  channel('AWS::GlobalAccelerator::EndpointGroup', 'EndpointId', 'outward', BALANCER, {
    ListenerArn: 'arn:aws:globalaccelerator::{own}:accelerator/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b/listener/01234567',
    EndpointGroupRegion: 'eu-west-1',
    EndpointConfigurations: [{ EndpointId: HOLE }],
  }),
  channel('AWS::ElasticLoadBalancingV2::LoadBalancer', 'access-logs', 'outward', '{bucket}', {
    Scheme: 'internal',
    Subnets: ['{subnet}', '{other-subnet}'],
    LoadBalancerAttributes: [
      { Key: 'access_logs.s3.enabled', Value: 'true' },
      { Key: 'access_logs.s3.bucket', Value: HOLE },
    ],
  }),
  channel('AWS::ElasticLoadBalancingV2::Listener', 'RedirectConfig', 'outward', '{host}', {
    LoadBalancerArn: OWN_BALANCER,
    Port: 443,
    Protocol: 'HTTPS',
    Certificates: [{ CertificateArn: 'arn:aws:acm:eu-west-1:{own}:certificate/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b' }],
    DefaultActions: [{ Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_302', Host: HOLE } }],
  }),
  channel('AWS::ElasticLoadBalancingV2::Listener', 'Oidc', 'either', 'https://{host}/oauth/token', {
    LoadBalancerArn: OWN_BALANCER,
    Port: 443,
    Protocol: 'HTTPS',
    Certificates: [{ CertificateArn: 'arn:aws:acm:eu-west-1:{own}:certificate/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b' }],
    DefaultActions: [
      {
        Type: 'authenticate-oidc',
        Order: 1,
        AuthenticateOidcConfig: {
          Issuer: 'https://{site}',
          AuthorizationEndpoint: 'https://{site}/authorize',
          TokenEndpoint: HOLE,
          UserInfoEndpoint: 'https://{site}/me',
          ClientId: 'added',
          ClientSecret: '{{resolve:secretsmanager:added-{env}}}',
        },
      },
      { Type: 'fixed-response', Order: 2, FixedResponseConfig: { StatusCode: '204' } },
    ],
  }),
  channel('AWS::ElasticLoadBalancingV2::Listener', 'Cognito', 'either', USER_POOL, {
    LoadBalancerArn: OWN_BALANCER,
    Port: 443,
    Protocol: 'HTTPS',
    Certificates: [{ CertificateArn: 'arn:aws:acm:eu-west-1:{own}:certificate/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b' }],
    DefaultActions: [
      {
        Type: 'authenticate-cognito',
        Order: 1,
        AuthenticateCognitoConfig: { UserPoolArn: HOLE, UserPoolClientId: 'added', UserPoolDomain: 'added-{env}' },
      },
      { Type: 'fixed-response', Order: 2, FixedResponseConfig: { StatusCode: '204' } },
    ],
  }),
  channel('AWS::ElasticLoadBalancingV2::Listener', 'Certificates', 'either', CERTIFICATE, {
    LoadBalancerArn: OWN_BALANCER,
    Port: 443,
    Protocol: 'HTTPS',
    Certificates: [{ CertificateArn: HOLE }],
    DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '204' } }],
  }),
  channel(
    'AWS::Route53::RecordSet',
    'ResourceRecords',
    'outward',
    '{host}',
    {
      HostedZoneId: ref('AddedZone'),
      Name: 'partner.extra.{site}',
      Type: 'CNAME',
      TTL: '300',
      ResourceRecords: [HOLE],
    },
    ZONE,
  ),
  channel(
    'AWS::Route53::RecordSet',
    'AliasTarget',
    'outward',
    'balancer.{host}',
    {
      HostedZoneId: ref('AddedZone'),
      Name: 'alias.extra.{site}',
      Type: 'A',
      AliasTarget: { DNSName: HOLE, HostedZoneId: 'Z32O12XQLNTSW2' },
    },
    ZONE,
  ),
  channel('AWS::Route53::RecordSet', 'Name', 'either', 'extra.{host}', {
    HostedZoneId: 'Z0{own}ABC',
    Name: HOLE,
    Type: 'CNAME',
    TTL: '300',
    ResourceRecords: ['{site}'],
  }),
  channel(
    'AWS::Route53::RecordSetGroup',
    'RecordSets',
    'outward',
    '{host}',
    {
      HostedZoneId: ref('AddedZone'),
      RecordSets: [{ Name: 'partner.extra.{site}', Type: 'CNAME', TTL: '300', ResourceRecords: [HOLE] }],
    },
    ZONE,
  ),
  channel(
    'AWS::Route53::HostedZone',
    'QueryLoggingConfig',
    'outward',
    'arn:aws:logs:us-east-1:{account}:log-group:/dns:*',
    { Name: 'extra.{site}', QueryLoggingConfig: { CloudWatchLogsLogGroupArn: HOLE } },
  ),
  channel('AWS::Route53Resolver::ResolverQueryLoggingConfig', 'DestinationArn', 'outward', FIREHOSE, {
    DestinationArn: HOLE,
  }),
  channel('AWS::CloudFront::Distribution', 'Origins', 'outward', '{host}', {
    DistributionConfig: {
      Enabled: true,
      Origins: [{ Id: 'added', DomainName: HOLE, CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
      DefaultCacheBehavior: {
        TargetOriginId: 'added',
        ViewerProtocolPolicy: 'https-only',
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      },
    },
  }),
  channel('AWS::CloudFront::Distribution', 'Aliases', 'either', 'www.{host}', {
    DistributionConfig: {
      Enabled: true,
      Aliases: [HOLE],
      ViewerCertificate: {
        AcmCertificateArn: 'arn:aws:acm:us-east-1:{own}:certificate/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b',
        SslSupportMethod: 'sni-only',
      },
      Origins: [{ Id: 'added', DomainName: '{site}', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
      DefaultCacheBehavior: {
        TargetOriginId: 'added',
        ViewerProtocolPolicy: 'https-only',
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      },
    },
  }),
  channel('AWS::CloudFront::Distribution', 'Logging', 'outward', '{bucket}.s3.amazonaws.com', {
    DistributionConfig: {
      Enabled: true,
      Logging: { Bucket: HOLE },
      Origins: [{ Id: 'added', DomainName: '{site}', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
      DefaultCacheBehavior: {
        TargetOriginId: 'added',
        ViewerProtocolPolicy: 'https-only',
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      },
    },
  }),
  channel(
    'AWS::CloudFront::Distribution',
    'LambdaFunctionARN',
    'either',
    'arn:aws:lambda:us-east-1:{account}:function:edge:3',
    {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: 'added', DomainName: '{site}', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
        DefaultCacheBehavior: {
          TargetOriginId: 'added',
          ViewerProtocolPolicy: 'https-only',
          CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
          LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: HOLE }],
        },
      },
    },
  ),
  channel(
    'AWS::CloudFront::RealtimeLogConfig',
    'StreamArn',
    'outward',
    'arn:aws:kinesis:us-east-1:{account}:stream/clicks',
    {
      Name: 'added-{env}',
      SamplingRate: 100,
      Fields: ['timestamp'],
      EndPoints: [{ StreamType: 'Kinesis', KinesisStreamConfig: { RoleArn: OWN_ROLE, StreamArn: HOLE } }],
    },
  ),
  channel(
    'AWS::WAFv2::LoggingConfiguration',
    'LogDestinationConfigs',
    'outward',
    'arn:aws:firehose:eu-west-1:{account}:deliverystream/aws-waf-logs-all',
    {
      ResourceArn: 'arn:aws:wafv2:eu-west-1:{own}:regional/webacl/added/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b',
      LogDestinationConfigs: [HOLE],
    },
  ),
  channel(
    'AWS::WAFv2::WebACLAssociation',
    'WebACLArn',
    'either',
    'arn:aws:wafv2:eu-west-1:{account}:regional/webacl/shared/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b',
    { ResourceArn: OWN_BALANCER, WebACLArn: HOLE },
  ),
  channel('AWS::VpcLattice::AccessLogSubscription', 'DestinationArn', 'outward', FIREHOSE, {
    ResourceIdentifier: '{lattice-service}',
    DestinationArn: HOLE,
  }),
  channel(
    'AWS::VpcLattice::ServiceNetworkServiceAssociation',
    'ServiceIdentifier',
    'either',
    'arn:aws:vpc-lattice:eu-west-1:{account}:service/svc-0{own}abc0',
    { ServiceNetworkIdentifier: '{lattice-network}', ServiceIdentifier: HOLE },
  ),
  channel('AWS::NetworkFirewall::LoggingConfiguration', 'LogDestination', 'outward', '{bucket}', {
    FirewallArn: 'arn:aws:network-firewall:eu-west-1:{own}:firewall/added',
    LoggingConfiguration: {
      LogDestinationConfigs: [{ LogType: 'FLOW', LogDestinationType: 'S3', LogDestination: { bucketName: HOLE } }],
    },
  }),
];
