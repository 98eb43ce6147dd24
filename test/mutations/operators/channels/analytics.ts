import { HOLE } from '../../edits/fragments';
import { BUCKET, type Channel, channel, OWN_ROLE, ROLE } from './channel';

const IMAGE = '{account}.dkr.ecr.eu-west-1.amazonaws.com/worker:1';
const GLUE_TYPES = { CatalogId: '{own}' };

/** What moves and analyses data. */
export const ANALYTICS_CHANNELS: readonly Channel[] = [
  channel('AWS::Glue::Database', 'TargetDatabase', 'outward', '{account}', {
    CatalogId: '{own}',
    DatabaseInput: { Name: 'added_{env}', TargetDatabase: { CatalogId: HOLE, DatabaseName: 'orders' } },
  }),
  channel('AWS::Glue::Crawler', 'S3Targets', 'outward', 's3://{bucket}/orders/', {
    Role: OWN_ROLE,
    DatabaseName: 'added_{env}',
    Targets: { S3Targets: [{ Path: HOLE }] },
  }),
  channel('AWS::Glue::Connection', 'Jdbc', 'outward', 'jdbc:postgresql://database.{host}:5432/orders', {
    CatalogId: '{own}',
    ConnectionInput: {
      ConnectionType: 'JDBC',
      ConnectionProperties: { JDBC_CONNECTION_URL: HOLE, SECRET_ID: 'added-{env}' },
    },
  }),
  channel('AWS::Glue::Job', 'ScriptLocation', 'either', 's3://{bucket}/jobs/load.py', {
    Role: OWN_ROLE,
    Command: { Name: 'glueetl', ScriptLocation: HOLE },
  }),
  channel('AWS::Glue::Table', 'Location', 'outward', 's3://{bucket}/orders/', {
    ...GLUE_TYPES,
    DatabaseName: 'added_{env}',
    TableInput: { Name: 'orders', StorageDescriptor: { Location: HOLE, Columns: [{ Name: 'id', Type: 'string' }] } },
  }),
  channel('AWS::Athena::WorkGroup', 'OutputLocation', 'outward', 's3://{bucket}/results/', {
    Name: 'added-{env}',
    WorkGroupConfiguration: { ResultConfiguration: { OutputLocation: HOLE } },
  }),
  channel('AWS::Athena::DataCatalog', 'catalog-id', 'outward', '{account}', {
    Name: 'added_{env}',
    Type: 'GLUE',
    Parameters: { 'catalog-id': HOLE },
  }),
  channel('AWS::LakeFormation::PrincipalPermissions', 'Principal', 'inward', '{account}', {
    Principal: { DataLakePrincipalIdentifier: HOLE },
    Resource: { Database: { CatalogId: '{own}', Name: 'added_{env}' } },
    Permissions: ['DESCRIBE'],
    PermissionsWithGrantOption: [],
  }),
  channel('AWS::LakeFormation::Permissions', 'DataLakePrincipal', 'inward', ROLE, {
    DataLakePrincipal: { DataLakePrincipalIdentifier: HOLE },
    Resource: { DatabaseResource: { CatalogId: '{own}', Name: 'added_{env}' } },
    Permissions: ['ALL'],
  }),
  channel('AWS::LakeFormation::DataLakeSettings', 'Admins', 'inward', ROLE, {
    Admins: [{ DataLakePrincipalIdentifier: HOLE }],
  }),
  channel('AWS::LakeFormation::DataLakeSettings', 'TrustedResourceOwners', 'inward', '{account}', {
    TrustedResourceOwners: [HOLE],
  }),
  channel('AWS::DMS::Endpoint', 'ServerName', 'outward', 'database.{host}', {
    EndpointType: 'target',
    EngineName: 'postgres',
    ServerName: HOLE,
    Port: 5432,
    DatabaseName: 'orders',
    SslMode: 'require',
  }),
  channel('AWS::DMS::Endpoint', 'S3Settings', 'outward', '{bucket}', {
    EndpointType: 'target',
    EngineName: 's3',
    S3Settings: { BucketName: HOLE, ServiceAccessRoleArn: OWN_ROLE },
  }),
  channel('AWS::DataSync::LocationS3', 'S3BucketArn', 'outward', BUCKET, {
    S3BucketArn: HOLE,
    S3Config: { BucketAccessRoleArn: OWN_ROLE },
  }),
  channel(
    'AWS::DataSync::Task',
    'DestinationLocation',
    'outward',
    'arn:aws:datasync:eu-west-1:{account}:location/loc-0{own}abc0',
    { SourceLocationArn: 'arn:aws:datasync:eu-west-1:{own}:location/loc-0{own}abc1', DestinationLocationArn: HOLE },
  ),
  channel('AWS::SageMaker::Model', 'Image', 'either', IMAGE, {
    ExecutionRoleArn: OWN_ROLE,
    PrimaryContainer: { Image: HOLE },
  }),
  channel('AWS::SageMaker::Model', 'ModelDataUrl', 'either', 's3://{bucket}/model.tar.gz', {
    ExecutionRoleArn: OWN_ROLE,
    PrimaryContainer: { Image: '{own}.dkr.ecr.eu-west-1.amazonaws.com/added:1', ModelDataUrl: HOLE },
  }),
  channel('AWS::OpenSearchService::Domain', 'CognitoOptions-role', 'either', ROLE, {
    ClusterConfig: { InstanceType: 't3.small.search', InstanceCount: 1 },
    CognitoOptions: {
      Enabled: true,
      UserPoolId: 'eu-west-1_Ab{own}',
      IdentityPoolId: 'eu-west-1:6a2d0b1e-5f4c-4a3f-9a55-{own}',
      RoleArn: HOLE,
    },
  }),
  channel(
    'AWS::MSK::Replicator',
    'KafkaClusters',
    'either',
    'arn:aws:kafka:eu-west-1:{account}:cluster/orders/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b-1',
    {
      ReplicatorName: 'added-{env}',
      ServiceExecutionRoleArn: OWN_ROLE,
      KafkaClusters: [
        {
          AmazonMskCluster: {
            MskClusterArn: 'arn:aws:kafka:eu-west-1:{own}:cluster/added/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6c-1',
          },
          VpcConfig: { SubnetIds: ['{subnet}', '{other-subnet}'] },
        },
        {
          AmazonMskCluster: { MskClusterArn: HOLE },
          VpcConfig: { SubnetIds: ['{subnet}', '{other-subnet}'] },
        },
      ],
      ReplicationInfoList: [
        {
          SourceKafkaClusterArn: 'arn:aws:kafka:eu-west-1:{own}:cluster/added/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6c-1',
          TargetKafkaClusterArn: HOLE,
          TargetCompressionType: 'NONE',
          ConsumerGroupReplication: { ConsumerGroupsToReplicate: ['.*'] },
          TopicReplication: { TopicsToReplicate: ['.*'] },
        },
      ],
    },
  ),
  channel(
    'AWS::MSK::VpcConnection',
    'TargetClusterArn',
    'outward',
    'arn:aws:kafka:eu-west-1:{account}:cluster/orders/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b-1',
    {
      Authentication: 'SASL_IAM',
      ClientSubnets: ['{subnet}', '{other-subnet}'],
      SecurityGroups: ['{group}'],
      VpcId: '{network}',
      TargetClusterArn: HOLE,
    },
  ),
];
