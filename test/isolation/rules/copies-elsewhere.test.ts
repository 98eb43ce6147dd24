import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import { OTHER, OWN, ruleTable, THIRD } from './rule-table';
import { OTHER_SIDE, resource, seen, withParameters } from './written';

const replica = (Destination: object) =>
  seen('AWS::S3::Bucket', {
    ReplicationConfiguration: { Role: `arn:aws:iam::${OWN}:role/r`, Rules: [{ Status: 'Enabled', Destination }] },
  });
const restored = (SnapshotId: string) => seen('AWS::EC2::Volume', { AvailabilityZone: 'eu-west-1a', SnapshotId });
const plan = (account: string) =>
  seen('AWS::Backup::BackupPlan', {
    BackupPlan: {
      BackupPlanName: 'p',
      BackupPlanRule: [
        {
          RuleName: 'r',
          TargetBackupVault: 'v',
          CopyActions: [{ DestinationBackupVaultArn: `arn:aws:backup:eu-west-1:${account}:backup-vault:v` }],
        },
      ],
    },
  });

ruleTable(ADDRESS_RULES['copies-elsewhere'], {
  other: { ...OTHER_SIDE, Disk: resource('AWS::EC2::Volume', { SnapshotId: 'snap-0aaaaaaaaaaaaaaa1' }) } as never,
  mustCatch: {
    'the other bucket, said to be own': replica({ Bucket: 'arn:aws:s3:::live-reports', Account: OWN }),
    'a replica of a bucket': replica({ Bucket: 'arn:aws:s3:::live-reports' }),
    'a replica with another owner': replica({ Bucket: `arn:aws:s3:::x-${OWN}`, Account: OTHER }),
    'a replica that changes hands': replica({
      Bucket: `arn:aws:s3:::x-${OWN}`,
      Account: OTHER,
      AccessControlTranslation: { Owner: 'Destination' },
    }),
    'a backup copy': plan(OTHER),
    'a database from a foreign snapshot': seen('AWS::RDS::DBInstance', {
      DBSnapshotIdentifier: `arn:aws:rds:eu-west-1:${OTHER}:snapshot:s`,
    }),
    'a read replica': seen('AWS::RDS::DBInstance', {
      SourceDBInstanceIdentifier: `arn:aws:rds:eu-west-1:${OTHER}:db:d`,
    }),
    'a replica of a file system': seen('AWS::EFS::FileSystem', {
      ReplicationConfiguration: {
        Destinations: [{ FileSystemId: `arn:aws:elasticfilesystem:eu-west-1:${OTHER}:file-system/fs-1` }],
      },
    }),
    'images to a registry': seen('AWS::ECR::ReplicationConfiguration', {
      ReplicationConfiguration: { Rules: [{ Destinations: [{ Region: 'eu-west-1', RegistryId: OTHER }] }] },
    }),
    'a transfer': seen('AWS::DataSync::LocationS3', {
      S3BucketArn: 'arn:aws:s3:::live-reports',
      S3Config: { BucketAccessRoleArn: `arn:aws:iam::${OWN}:role/r` },
    }),
    'a key of the other account again': seen('AWS::KMS::ReplicaKey', {
      KeyPolicy: {},
      PrimaryKeyArn: `arn:aws:kms:us-east-1:${OTHER}:key/mrk-1`,
    }),
  } as never,
  mustPass: {
    'a replica within the account': replica({ Bucket: `arn:aws:s3:::x-${OWN}`, Account: OWN }),
    'a backup copy within the account': plan(OWN),
    'a backup copy to somebody else': plan(THIRD),
    'a replica whose owner is said': replica({ Bucket: 'arn:aws:s3:::some-replica', Account: OWN }),
    'a replica whose owner is somebody else': replica({ Bucket: 'arn:aws:s3:::some-replica', Account: THIRD }),
    'a snapshot that only this side names': restored('snap-0123456789abcdef0'),
    'replicas of a table': seen('AWS::DynamoDB::GlobalTable', {
      KeySchema: [],
      AttributeDefinitions: [],
      Replicas: [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }],
    }),
  } as never,
  undecided: {
    'a bucket of nobody knows whom': replica({ Bucket: 'arn:aws:s3:::some-replica' }),
    'a snapshot that the other side restores too': restored('snap-0aaaaaaaaaaaaaaa1'),
    'a bucket with an account that nobody gave': withParameters(
      replica({ Bucket: 'arn:aws:s3:::some-replica', Account: { Ref: 'Any' } }),
      { Any: { Type: 'String' } },
    ),
  } as never,
});
