import { type Fragment, HOLE } from '../../edits/fragments';
import {
  BUCKET,
  type Channel,
  channel,
  FUNCTION,
  KEY,
  OWN_ROLE,
  of,
  QUEUE,
  ROLE,
  ref,
  SECRET,
  STREAM,
  TOPIC,
  withoutTwin,
} from './channel';

const TABLE = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
};
const VERSIONED = { VersioningConfiguration: { Status: 'Enabled' } };
const replica = (Destination: Record<string, string>) => ({
  ...VERSIONED,
  ReplicationConfiguration: { Role: OWN_ROLE, Rules: [{ Status: 'Enabled', Destination }] },
});
const OWN_BUCKET = 'arn:aws:s3:::{store}';
const CLUSTER = {
  Engine: 'aurora-postgresql',
  MasterUsername: 'owner',
  ManageMasterUserPassword: true,
  StorageEncrypted: true,
};
const OWN_SECRET: Fragment = { AddedSecret: of('AWS::SecretsManager::Secret', { GenerateSecretString: {} }) };

/** Buckets, tables, databases, backups, images and secrets. */
export const STORE_CHANNELS: readonly Channel[] = [
  channel('AWS::S3::Bucket', 'Replication-bucket', 'outward', BUCKET, replica({ Bucket: HOLE })),
  withoutTwin(
    channel(
      'AWS::S3::Bucket',
      'Replication-account',
      'outward',
      '{account}',
      replica({ Bucket: 'arn:aws:s3:::added-copy-{env}', Account: HOLE }),
    ),
  ),
  channel('AWS::S3::Bucket', 'Replication-role', 'either', ROLE, {
    ...VERSIONED,
    ReplicationConfiguration: { Role: HOLE, Rules: [{ Status: 'Enabled', Destination: { Bucket: OWN_BUCKET } }] },
  }),
  channel('AWS::S3::Bucket', 'Replication-key', 'either', KEY, {
    ...VERSIONED,
    ReplicationConfiguration: {
      Role: OWN_ROLE,
      Rules: [
        {
          Status: 'Enabled',
          SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
          Destination: { Bucket: OWN_BUCKET, EncryptionConfiguration: { ReplicaKmsKeyID: HOLE } },
        },
      ],
    },
  }),
  channel('AWS::S3::Bucket', 'Notification-queue', 'outward', QUEUE, {
    NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: HOLE }] },
  }),
  channel('AWS::S3::Bucket', 'Notification-function', 'outward', FUNCTION, {
    NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: HOLE }] },
  }),
  channel('AWS::S3::Bucket', 'Notification-topic', 'outward', TOPIC, {
    NotificationConfiguration: { TopicConfigurations: [{ Event: 's3:ObjectRemoved:*', Topic: HOLE }] },
  }),
  channel('AWS::S3::Bucket', 'Inventory', 'outward', BUCKET, {
    InventoryConfigurations: [
      {
        Id: 'all',
        Enabled: true,
        IncludedObjectVersions: 'Current',
        ScheduleFrequency: 'Daily',
        Destination: { BucketArn: HOLE, Format: 'CSV' },
      },
    ],
  }),
  withoutTwin(
    channel('AWS::S3::Bucket', 'Inventory-account', 'outward', '{account}', {
      InventoryConfigurations: [
        {
          Id: 'all',
          Enabled: true,
          IncludedObjectVersions: 'Current',
          ScheduleFrequency: 'Daily',
          Destination: { BucketArn: 'arn:aws:s3:::added-inventory-{env}', BucketAccountId: HOLE, Format: 'CSV' },
        },
      ],
    }),
  ),
  channel('AWS::S3::Bucket', 'Analytics', 'outward', BUCKET, {
    AnalyticsConfigurations: [
      {
        Id: 'all',
        StorageClassAnalysis: {
          DataExport: { OutputSchemaVersion: 'V_1', Destination: { BucketArn: HOLE, Format: 'CSV' } },
        },
      },
    ],
  }),
  channel('AWS::S3::Bucket', 'Redirect', 'outward', '{host}', {
    WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: HOLE, Protocol: 'https' } },
  }),
  channel('AWS::S3::Bucket', 'Encryption', 'either', KEY, {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: HOLE } },
      ],
    },
  }),
  channel('AWS::S3::Bucket', 'Cors', 'either', 'https://{host}', {
    CorsConfiguration: { CorsRules: [{ AllowedMethods: ['GET'], AllowedOrigins: [HOLE] }] },
  }),
  channel('AWS::S3::AccessPoint', 'BucketAccountId', 'outward', '{account}', {
    Bucket: 'records-{env}',
    BucketAccountId: HOLE,
  }),
  channel('AWS::S3ObjectLambda::AccessPoint', 'ContentTransformation', 'either', FUNCTION, {
    Name: 'added-{env}',
    ObjectLambdaConfiguration: {
      SupportingAccessPoint: 'arn:aws:s3:eu-west-1:{own}:accesspoint/added',
      TransformationConfigurations: [
        { Actions: ['GetObject'], ContentTransformation: { AwsLambda: { FunctionArn: HOLE } } },
      ],
    },
  }),
  withoutTwin(
    channel('AWS::S3::StorageLens', 'DataExport', 'outward', '{account}', {
      StorageLensConfiguration: {
        Id: 'added-{env}',
        IsEnabled: true,
        AccountLevel: { BucketLevel: {} },
        DataExport: {
          S3BucketDestination: {
            AccountId: HOLE,
            Arn: 'arn:aws:s3:::added-lens-{env}',
            Format: 'CSV',
            OutputSchemaVersion: 'V_1',
          },
        },
      },
    }),
  ),
  channel('AWS::DynamoDB::Table', 'KinesisStream', 'outward', STREAM, {
    ...TABLE,
    KinesisStreamSpecification: { StreamArn: HOLE },
  }),
  channel('AWS::DynamoDB::Table', 'Encryption', 'either', KEY, {
    ...TABLE,
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: HOLE },
  }),
  channel('AWS::DynamoDB::Table', 'Import', 'either', '{account}', {
    ...TABLE,
    ImportSourceSpecification: {
      InputFormat: 'DYNAMODB_JSON',
      S3BucketSource: { S3Bucket: 'exports-{env}', S3BucketOwner: HOLE },
    },
  }),
  channel(
    'AWS::DynamoDB::GlobalTable',
    'GlobalTableSourceArn',
    'either',
    'arn:aws:dynamodb:eu-central-1:{account}:table/orders',
    { GlobalTableSourceArn: HOLE, Replicas: [{ Region: 'eu-west-1' }] },
  ),
  channel('AWS::RDS::DBInstance', 'DBSnapshotIdentifier', 'either', 'arn:aws:rds:eu-west-1:{account}:snapshot:orders', {
    DBInstanceClass: 'db.t4g.medium',
    DBSnapshotIdentifier: HOLE,
    StorageEncrypted: true,
  }),
  channel('AWS::RDS::DBInstance', 'SourceDBInstance', 'either', 'arn:aws:rds:eu-central-1:{account}:db:orders', {
    DBInstanceClass: 'db.t4g.medium',
    SourceDBInstanceIdentifier: HOLE,
    SourceRegion: 'eu-central-1',
  }),
  channel(
    'AWS::RDS::DBCluster',
    'SnapshotIdentifier',
    'either',
    'arn:aws:rds:eu-west-1:{account}:cluster-snapshot:orders',
    { Engine: 'aurora-postgresql', SnapshotIdentifier: HOLE, StorageEncrypted: true },
  ),
  channel('AWS::RDS::DBCluster', 'ReplicationSource', 'either', 'arn:aws:rds:eu-west-1:{account}:cluster:orders', {
    Engine: 'aurora-mysql',
    ReplicationSourceIdentifier: HOLE,
    StorageEncrypted: true,
  }),
  channel('AWS::RDS::DBCluster', 'SourceDBCluster', 'either', 'arn:aws:rds:eu-west-1:{account}:cluster:orders', {
    Engine: 'aurora-postgresql',
    RestoreType: 'copy-on-write',
    SourceDBClusterIdentifier: HOLE,
    StorageEncrypted: true,
  }),
  channel('AWS::RDS::DBCluster', 'AssociatedRoles', 'either', ROLE, {
    ...CLUSTER,
    AssociatedRoles: [{ RoleArn: HOLE, FeatureName: 's3Export' }],
  }),
  channel('AWS::RDS::GlobalCluster', 'SourceDBCluster', 'either', 'arn:aws:rds:eu-west-1:{account}:cluster:orders', {
    GlobalClusterIdentifier: 'added-{env}',
    SourceDBClusterIdentifier: HOLE,
  }),
  channel('AWS::RDS::EventSubscription', 'SnsTopicArn', 'outward', TOPIC, { SnsTopicArn: HOLE }),
  channel(
    'AWS::RDS::Integration',
    'TargetArn',
    'outward',
    'arn:aws:redshift-serverless:eu-west-1:{account}:namespace/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b',
    { SourceArn: 'arn:aws:rds:eu-west-1:{own}:cluster:added', TargetArn: HOLE },
  ),
  channel('AWS::RDS::DBProxy', 'SecretArn', 'outward', SECRET, {
    DBProxyName: 'added-{env}',
    EngineFamily: 'POSTGRESQL',
    RoleArn: OWN_ROLE,
    VpcSubnetIds: ['{subnet}', '{other-subnet}'],
    Auth: [{ AuthScheme: 'SECRETS', SecretArn: HOLE, IAMAuth: 'REQUIRED' }],
  }),
  channel(
    'AWS::Neptune::DBCluster',
    'SnapshotIdentifier',
    'either',
    'arn:aws:rds:eu-west-1:{account}:cluster-snapshot:graph',
    { SnapshotIdentifier: HOLE, StorageEncrypted: true },
  ),
  channel(
    'AWS::DocDB::DBCluster',
    'SnapshotIdentifier',
    'either',
    'arn:aws:rds:eu-west-1:{account}:cluster-snapshot:documents',
    { SnapshotIdentifier: HOLE, StorageEncrypted: true },
  ),
  channel('AWS::ElastiCache::ReplicationGroup', 'SnapshotArns', 'either', 'arn:aws:s3:::{bucket}/cache.rdb', {
    ReplicationGroupDescription: 'added',
    CacheNodeType: 'cache.t4g.small',
    Engine: 'valkey',
    NumCacheClusters: 2,
    AutomaticFailoverEnabled: true,
    AtRestEncryptionEnabled: true,
    TransitEncryptionEnabled: true,
    SnapshotArns: [HOLE],
  }),
  channel('AWS::Redshift::EndpointAuthorization', 'Account', 'inward', '{account}', {
    ClusterIdentifier: 'added-{env}',
    Account: HOLE,
  }),
  channel('AWS::Redshift::Cluster', 'OwnerAccount', 'either', '{account}', {
    ClusterType: 'single-node',
    NodeType: 'ra3.large',
    DBName: 'added',
    MasterUsername: 'owner',
    ManageMasterPassword: true,
    Encrypted: true,
    PubliclyAccessible: false,
    SnapshotIdentifier: 'orders',
    SnapshotClusterIdentifier: 'orders',
    OwnerAccount: HOLE,
  }),
  channel('AWS::Redshift::Cluster', 'IamRoles', 'outward', ROLE, {
    ClusterType: 'single-node',
    NodeType: 'ra3.large',
    DBName: 'added',
    MasterUsername: 'owner',
    ManageMasterPassword: true,
    Encrypted: true,
    PubliclyAccessible: false,
    IamRoles: [HOLE],
  }),
  channel('AWS::Redshift::Cluster', 'Logging', 'outward', '{bucket}', {
    ClusterType: 'single-node',
    NodeType: 'ra3.large',
    DBName: 'added',
    MasterUsername: 'owner',
    ManageMasterPassword: true,
    Encrypted: true,
    PubliclyAccessible: false,
    LoggingProperties: { BucketName: HOLE },
  }),
  channel(
    'AWS::Backup::BackupPlan',
    'CopyActions',
    'outward',
    'arn:aws:backup:eu-west-1:{account}:backup-vault:archive',
    {
      BackupPlan: {
        BackupPlanName: 'added-{env}',
        BackupPlanRule: [
          { RuleName: 'daily', TargetBackupVault: 'added-{env}', CopyActions: [{ DestinationBackupVaultArn: HOLE }] },
        ],
      },
    },
  ),
  channel('AWS::Backup::BackupVault', 'Notifications', 'outward', TOPIC, {
    BackupVaultName: 'added-{env}',
    Notifications: { BackupVaultEvents: ['BACKUP_JOB_COMPLETED'], SNSTopicArn: HOLE },
  }),
  channel('AWS::Backup::BackupSelection', 'IamRoleArn', 'either', ROLE, {
    BackupPlanId: 'added-{env}',
    BackupSelection: { SelectionName: 'all', IamRoleArn: HOLE, Resources: ['arn:aws:rds:eu-west-1:{own}:db:*'] },
  }),
  channel(
    'AWS::EFS::FileSystem',
    'Replication',
    'outward',
    'arn:aws:elasticfilesystem:eu-central-1:{account}:file-system/fs-0{own}abc0',
    {
      Encrypted: true,
      ReplicationConfiguration: { Destinations: [{ Region: 'eu-central-1', FileSystemId: HOLE, RoleArn: OWN_ROLE }] },
    },
  ),
  channel('AWS::FSx::FileSystem', 'KmsKeyId', 'either', KEY, {
    FileSystemType: 'LUSTRE',
    StorageCapacity: 1200,
    SubnetIds: ['{subnet}'],
    KmsKeyId: HOLE,
    LustreConfiguration: { DeploymentType: 'PERSISTENT_2', PerUnitStorageThroughput: 125 },
  }),
  channel('AWS::FSx::DataRepositoryAssociation', 'DataRepositoryPath', 'outward', 's3://{bucket}/data', {
    FileSystemId: 'fs-0{own}abc0',
    FileSystemPath: '/data',
    DataRepositoryPath: HOLE,
  }),
  channel('AWS::ECR::ReplicationConfiguration', 'RegistryId', 'outward', '{account}', {
    ReplicationConfiguration: { Rules: [{ Destinations: [{ Region: 'eu-west-1', RegistryId: HOLE }] }] },
  }),
  channel(
    'AWS::ECR::PullThroughCacheRule',
    'UpstreamRegistryUrl',
    'either',
    '{account}.dkr.ecr.eu-west-1.amazonaws.com',
    { EcrRepositoryPrefix: 'added-{env}', UpstreamRegistryUrl: HOLE },
  ),
  channel(
    'AWS::SecretsManager::RotationSchedule',
    'RotationLambdaARN',
    'outward',
    FUNCTION,
    { SecretId: ref('AddedSecret'), RotationLambdaARN: HOLE, RotationRules: { AutomaticallyAfterDays: 30 } },
    OWN_SECRET,
  ),
  channel('AWS::SecretsManager::Secret', 'KmsKeyId', 'either', KEY, { GenerateSecretString: {}, KmsKeyId: HOLE }),
  channel('AWS::SecretsManager::Secret', 'ReplicaRegions-key', 'either', KEY.replace('eu-west-1', 'eu-central-1'), {
    GenerateSecretString: {},
    ReplicaRegions: [{ Region: 'eu-central-1', KmsKeyId: HOLE }],
  }),
];
