import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import { observe, ruleTable } from './rule-table';
import { seen, withParameters } from './written';

const url = (AuthType: unknown) => seen('AWS::Lambda::Url', { AuthType, TargetFunctionArn: 'f' });
const unblocked = (PublicAccessBlockConfiguration: object) =>
  seen('AWS::S3::Bucket', { PublicAccessBlockConfiguration });
const database = (PubliclyAccessible: unknown) => seen('AWS::RDS::DBInstance', { PubliclyAccessible });

ruleTable(ADDRESS_RULES['public-switches'], {
  mustCatch: {
    'a function URL': url('NONE'),
    'a public bucket': seen('AWS::S3::Bucket', { AccessControl: 'PublicRead' }),
    'a public bucket without block': seen('AWS::S3::Bucket', {
      AccessControl: 'PublicReadWrite',
      PublicAccessBlockConfiguration: { BlockPublicAcls: false, IgnorePublicAcls: false },
    }),
    'a bucket for all of AWS': seen('AWS::S3::Bucket', { AccessControl: 'AuthenticatedRead' }),
    'a database': database(true),
    'a database, in words': database('true'),
    'a warehouse': seen('AWS::Redshift::Cluster', { PubliclyAccessible: true }),
    'guests of an identity pool': seen('AWS::Cognito::IdentityPool', { AllowUnauthenticatedIdentities: true }),
    'a stream for every network': seen('AWS::MSK::Cluster', {
      BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Type: 'SERVICE_PROVIDED_EIPS' } } },
    }),
    'an image for everybody': seen('AWS::ImageBuilder::DistributionConfiguration', {
      Distributions: [{ AmiDistributionConfiguration: { LaunchPermissionConfiguration: { UserGroups: ['all'] } } }],
    }),
    'tools for anybody': seen('AWS::BedrockAgentCore::Gateway', { AuthorizerType: 'NONE', Name: 'g', RoleArn: 'r' }),
    'a service without signatures': seen('AWS::VpcLattice::Service', { AuthType: 'NONE' }),
    'a network of services without signatures': seen('AWS::VpcLattice::ServiceNetwork', { AuthType: 'NONE' }),
    'a gateway that takes every attachment': seen('AWS::EC2::TransitGateway', {
      AutoAcceptSharedAttachments: 'enable',
    }),
    'a search for anybody': seen('AWS::OpenSearchService::Domain', {
      AdvancedSecurityOptions: { AnonymousAuthEnabled: true },
    }),
    'a stream without signing in': seen('AWS::MSK::Cluster', {
      ClientAuthentication: { Unauthenticated: { Enabled: true } },
    }),
    'metrics of linked accounts': seen('AWS::CloudWatch::MetricStream', { IncludeLinkedAccountsMetrics: 'true' }),
    'a monitor of linked accounts': seen('AWS::InternetMonitor::Monitor', { IncludeLinkedAccounts: true }),
    'events of the organisation': seen('AWS::CloudTrail::EventDataStore', { OrganizationEnabled: true }),
    'tables for engines elsewhere': seen('AWS::LakeFormation::DataLakeSettings', { AllowExternalDataFiltering: true }),
    'a public bucket of Lightsail': seen('AWS::Lightsail::Bucket', { AccessRules: { GetObject: 'public' } }),
    'a pipeline that anybody starts': seen('AWS::CodePipeline::Webhook', { Authentication: 'UNAUTHENTICATED' }),
    'findings of the organisation': seen('AWS::AccessAnalyzer::Analyzer', { Type: 'ORGANIZATION_UNUSED_ACCESS' }),
    'public builds': seen('AWS::CodeBuild::Project', { Visibility: 'PUBLIC_READ' }),
    'a trail of the organisation': seen('AWS::CloudTrail::Trail', { IsLogging: true, IsOrganizationTrail: true }),
  } as never,
  mustPass: {
    'a signed function URL': url('AWS_IAM'),
    'a private bucket': seen('AWS::S3::Bucket', {
      AccessControl: 'LogDeliveryWrite',
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true },
    }),
    'tools for who signs in': seen('AWS::BedrockAgentCore::Gateway', { AuthorizerType: 'AWS_IAM', Name: 'g' }),
    'findings of this account': seen('AWS::AccessAnalyzer::Analyzer', { Type: 'ACCOUNT' }),
    'a pipeline that one service starts': seen('AWS::CodePipeline::Webhook', { Authentication: 'GITHUB_HMAC' }),
    'a service with signatures': seen('AWS::VpcLattice::Service', { AuthType: 'AWS_IAM' }),
    'a gateway that asks': seen('AWS::EC2::TransitGateway', { AutoAcceptSharedAttachments: 'disable' }),
    'a private database': database(false),
    'no block of public policies, by itself': unblocked({ BlockPublicPolicy: false, BlockPublicAcls: 'false' }),
    'a block that nobody gave': withParameters(unblocked({ BlockPublicAcls: { Ref: 'Any' } }), {
      Any: { Type: 'String' },
    }),
  } as never,
  undecided: { 'what nobody said': withParameters(url({ Ref: 'Any' }), { Any: { Type: 'String' } }) } as never,
});

test('a block that is off says where it is asked what that opens', () => {
  const [row] = observe(
    ADDRESS_RULES['public-switches'],
    'sandbox',
    unblocked({ BlockPublicAcls: true, BlockPublicPolicy: false }),
  );
  expect(row).toMatchObject({ decision: 'closed', reason: expect.stringContaining('policies and ACLs are asked') });
});
