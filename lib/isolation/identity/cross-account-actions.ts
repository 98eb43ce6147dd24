/** What a service lets principals of another account do, once the resource's own policy, or a share, allows it. */
export interface CrossAccountActions {
  /** ARN of such a resource, with `{partition}`, `{region}` and `{account}` of its owner, and a name. */
  readonly resource: string;
  /** Actions, with wildcards. */
  readonly actions: readonly string[];
  readonly severity: 'critical' | 'high' | 'medium';
  /** These calls do not have `aws:ResourceAccount`. @default false */
  readonly withoutResourceAccount?: boolean;
  /** The context key of the service that holds the account of the resource's owner. */
  readonly ownerKey?: string;
}

export const of = (service: string, ...names: string[]) => names.map((name) => `${service}:${name}`);
export const regional = (service: string, rest: string) => `arn:{partition}:${service}:{region}:{account}:${rest}`;

/**
 * The worst first. A role that may do one of these to `*` may do it to what the other account shares with it. What is not here works
 * within an account only: `ec2:Describe*`, `cloudwatch:*`, `logs:*`, `xray:*`, `states:*` and `iot:*` have no resource policies for
 * principals; `iam:PassRole` passes roles of the own account only; actions without a resource, such as `ecr:GetAuthorizationToken`,
 * `secretsmanager:GetRandomPassword` and `kms:ListKeys`, are about the caller's account.
 * Source: IAM user guide, "AWS services that work with IAM" (resource-based policies); KMS developer guide, "Cross account use" of
 * each operation; SQS developer guide, "Cross-account permissions don't apply to…"; DynamoDB developer guide, "API operations
 * supported by resource-based policies"; RAM user guide, "Shareable AWS resources"; IAM user guide, `aws:ResourceAccount`.
 */
export const CROSS_ACCOUNT: readonly CrossAccountActions[] = [
  { resource: 'arn:{partition}:iam::{account}:role/{name}', actions: ['sts:AssumeRole'], severity: 'critical' },
  {
    resource: regional('secretsmanager', 'secret:{name}-a1b2c3'),
    actions: of(
      'secretsmanager',
      'GetSecretValue',
      'PutSecretValue',
      'UpdateSecret*',
      'DeleteSecret',
      'RestoreSecret',
      'RotateSecret',
      'DescribeSecret',
      '*ResourcePolicy',
      'ListSecretVersionIds',
    ),
    severity: 'critical',
  },
  {
    resource: regional('kms', 'key/{name}'),
    actions: of(
      'kms',
      'Decrypt',
      'Encrypt',
      'GenerateDataKey*',
      'GenerateMac',
      'ReEncrypt*',
      'CreateGrant',
      'RevokeGrant',
      'ListGrants',
      'Sign',
      'Verify*',
      'DeriveSharedSecret',
      'GetPublicKey',
      'DescribeKey',
    ),
    severity: 'critical',
  },
  {
    resource: regional('dynamodb', 'table/{name}'),
    actions: of(
      'dynamodb',
      '*Item',
      'Query',
      'Scan',
      'PartiQL*',
      'UpdateTable',
      'DeleteTable',
      'DescribeTable',
      '*ResourcePolicy',
    ),
    severity: 'critical',
  },
  {
    resource: regional('dynamodb', 'table/{name}/stream/{name}'),
    actions: of('dynamodb', 'GetRecords', 'GetShardIterator', 'DescribeStream'),
    severity: 'critical',
  },
  {
    resource: 'arn:{partition}:s3:::{name}/{name}',
    actions: of(
      's3',
      'GetObject*',
      'PutObject*',
      'DeleteObject*',
      'RestoreObject',
      'AbortMultipartUpload',
      'Replicate*',
    ),
    severity: 'critical',
  },
  {
    resource: 'arn:{partition}:s3:::{name}',
    actions: of(
      's3',
      'ListBucket*',
      'GetBucket*',
      'PutBucket*',
      'DeleteBucket*',
      'PutLifecycleConfiguration',
      'PutReplicationConfiguration',
      'PutEncryptionConfiguration',
      'PutInventoryConfiguration',
    ),
    severity: 'high',
  },
  {
    resource: regional('lambda', 'function:{name}'),
    actions: of(
      'lambda',
      'InvokeFunction*',
      'InvokeAsync',
      'UpdateFunction*',
      'GetFunction*',
      'DeleteFunction*',
      'PublishVersion',
      'AddPermission',
      'RemovePermission',
    ),
    severity: 'critical',
  },
  { resource: regional('lambda', 'layer:{name}:1'), actions: of('lambda', 'GetLayerVersion'), severity: 'high' },
  {
    resource: regional('sqs', '{name}'),
    actions: of(
      'sqs',
      'SendMessage',
      'ReceiveMessage',
      'DeleteMessage',
      'PurgeQueue',
      'ChangeMessageVisibility',
      'GetQueueAttributes',
      'GetQueueUrl',
    ),
    severity: 'high',
  },
  {
    resource: regional('sns', '{name}'),
    actions: of(
      'sns',
      'Publish',
      'Subscribe',
      '*TopicAttributes',
      '*Permission',
      'DeleteTopic',
      'ListSubscriptionsByTopic',
    ),
    severity: 'high',
  },
  { resource: regional('events', 'event-bus/{name}'), actions: of('events', 'PutEvents'), severity: 'high' },
  {
    resource: regional('events', 'rule/{name}/{name}'),
    actions: of('events', 'PutRule', 'PutTargets'),
    severity: 'high',
  },
  {
    resource: regional('kinesis', 'stream/{name}'),
    actions: of('kinesis', 'PutRecord*', 'GetRecords', 'GetShardIterator', 'SubscribeToShard', 'DescribeStream*'),
    severity: 'high',
  },
  {
    resource: regional('ecr', 'repository/{name}'),
    actions: of('ecr', 'PutImage', 'BatchGetImage', 'GetDownloadUrlForLayer', '*LayerUpload', 'DescribeImages'),
    severity: 'high',
  },
  { resource: regional('execute-api', '{name}/*/GET/x'), actions: of('execute-api', 'Invoke'), severity: 'high' },
  {
    resource: regional('backup', 'backup-vault:{name}'),
    actions: of('backup', 'CopyIntoBackupVault', 'StartBackupJob', 'StartRestoreJob', '*BackupVaultAccessPolicy'),
    severity: 'high',
  },
  {
    resource: regional('glue', 'table/{name}/{name}'),
    actions: of('glue', 'GetTable*', 'GetPartition*', 'GetDatabase*', '*Table', '*Partition', '*Database'),
    severity: 'high',
  },
  {
    resource: regional('elasticfilesystem', 'file-system/fs-{name}'),
    actions: ['elasticfilesystem:Client*'],
    severity: 'high',
  },
  { resource: regional('es', 'domain/{name}/x'), actions: ['es:ESHttp*'], severity: 'high' },
  {
    resource: regional('kafka', 'cluster/{name}/x'),
    actions: ['kafka-cluster:*', 'kafka:CreateVpcConnection'],
    severity: 'high',
  },
  { resource: regional('s3express', 'bucket/{name}'), actions: ['s3express:CreateSession'], severity: 'high' },
  {
    resource: regional('s3tables', 'bucket/{name}/table/x'),
    actions: of('s3tables', 'GetTableData', 'PutTableData'),
    severity: 'high',
  },
  { resource: regional('vpc-lattice', 'service/{name}/x'), actions: ['vpc-lattice-svcs:Invoke'], severity: 'high' },
  { resource: regional('ses', 'identity/{name}'), actions: of('ses', 'Send*'), severity: 'medium' },
  {
    resource: regional('acm-pca', 'certificate-authority/{name}'),
    actions: of('acm-pca', 'IssueCertificate', 'GetCertificate', 'RevokeCertificate'),
    severity: 'high',
  },
  {
    resource: regional('codeartifact', 'repository/{name}/x'),
    actions: of('codeartifact', 'ReadFromRepository', 'PublishPackageVersion', 'GetAuthorizationToken'),
    severity: 'high',
  },
  {
    resource: regional('ssm', 'parameter/{name}'),
    actions: of('ssm', 'GetParameter', 'GetParameters'),
    severity: 'medium',
  },
  {
    resource: regional('rds', 'snapshot:{name}'),
    actions: of('rds', 'CopyDBSnapshot', 'RestoreDBInstanceFromDBSnapshot', 'RestoreDBClusterFromSnapshot'),
    severity: 'high',
  },
  { resource: regional('oam', 'sink/{name}'), actions: ['oam:CreateLink'], severity: 'high' },
  {
    resource: regional('cloudtrail', 'channel/{name}'),
    actions: ['cloudtrail-data:PutAuditEvents'],
    severity: 'medium',
  },
  {
    resource: regional('ec2', 'vpc/vpc-{name}'),
    actions: of(
      'ec2',
      'CreateVpcPeeringConnection',
      'AcceptVpcPeeringConnection',
      'CreateTransitGatewayVpcAttachment',
      'CreateTransitGatewayPeeringAttachment',
    ),
    severity: 'high',
    withoutResourceAccount: true,
  },
];
