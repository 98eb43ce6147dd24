import {
  GetBucketEncryptionCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  type NotificationConfiguration,
  S3Client,
  type ServerSideEncryptionRule,
} from '@aws-sdk/client-s3';
import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import type { Json } from '../../isolation/template/json';
import { type AccountToRead, asJson, parsedPolicy, type Reader, resource } from './reader';

/** Every bucket with its policy, its public access block, object lock, encryption, replication and notifications. */
export const buckets: Reader = {
  types: ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'],
  actions: [
    's3:GetBucketLogging',
    's3:GetBucketNotification',
    's3:GetBucketObjectLockConfiguration',
    's3:GetBucketPolicy',
    's3:GetBucketPublicAccessBlock',
    's3:GetEncryptionConfiguration',
    's3:GetReplicationConfiguration',
    's3:ListAllMyBuckets',
  ],
  read: async (account) => {
    const client = account.client(S3Client);
    const listed = await account.ask({ what: 'buckets' }, () => client.send(new ListBucketsCommand({})));
    const resources: DeployedResource[] = [];
    for (const { Name = '' } of listed?.Buckets ?? []) resources.push(...(await readBucket(account, client, Name)));
    return { resources };
  },
};

async function readBucket({ ask }: AccountToRead, client: S3Client, Bucket: string): Promise<DeployedResource[]> {
  const of = (what: string, ...absent: string[]) => ({ what: `${what} of the bucket ${Bucket}`, absent });
  const policy = await ask(of('policy', 'NoSuchBucketPolicy'), () =>
    client.send(new GetBucketPolicyCommand({ Bucket })),
  );
  const block = await ask(of('public access block', 'NoSuchPublicAccessBlockConfiguration'), () =>
    client.send(new GetPublicAccessBlockCommand({ Bucket })),
  );
  const lock = await ask(of('object lock', 'ObjectLockConfigurationNotFoundError'), () =>
    client.send(new GetObjectLockConfigurationCommand({ Bucket })),
  );
  const encryption = await ask(of('encryption', 'ServerSideEncryptionConfigurationNotFoundError'), () =>
    client.send(new GetBucketEncryptionCommand({ Bucket })),
  );
  const replication = await ask(of('replication', 'ReplicationConfigurationNotFoundError'), () =>
    client.send(new GetBucketReplicationCommand({ Bucket })),
  );
  const logging = await ask(of('access log'), () => client.send(new GetBucketLoggingCommand({ Bucket })));
  const told = await ask(of('notifications'), () =>
    client.send(new GetBucketNotificationConfigurationCommand({ Bucket })),
  );
  const rules = replication?.ReplicationConfiguration;
  const target = logging?.LoggingEnabled?.TargetBucket;
  const bucket = resource('AWS::S3::Bucket', Bucket, {
    BucketName: Bucket,
    PublicAccessBlockConfiguration: asJson(block?.PublicAccessBlockConfiguration),
    ObjectLockConfiguration: asJson(lock?.ObjectLockConfiguration),
    BucketEncryption: encryptionOf(encryption?.ServerSideEncryptionConfiguration?.Rules?.[0]),
    ReplicationConfiguration: rules && {
      Role: rules.Role ?? '',
      Rules: (rules.Rules ?? []).map(({ Destination, Status = 'Enabled' }) => ({
        Status,
        Destination: asJson(Destination) ?? {},
      })),
    },
    LoggingConfiguration: target === undefined ? undefined : { DestinationBucketName: target },
    NotificationConfiguration: notificationsOf(told ?? {}),
  });
  const found = parsedPolicy(policy?.Policy);
  return found === undefined
    ? [bucket]
    : [bucket, resource('AWS::S3::BucketPolicy', Bucket, { Bucket, PolicyDocument: found })];
}

function encryptionOf(rule: ServerSideEncryptionRule | undefined): Json | undefined {
  const { SSEAlgorithm, KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {};
  if (SSEAlgorithm === undefined) return undefined;
  const byDefault = { SSEAlgorithm, ...(KMSMasterKeyID !== undefined && { KMSMasterKeyID }) };
  return { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byDefault }] };
}

/** What it notifies, by CloudFormation's names, which are not those of the API. */
function notificationsOf(told: NotificationConfiguration): Json | undefined {
  const { TopicConfigurations = [], QueueConfigurations = [], LambdaFunctionConfigurations = [] } = told;
  const found = {
    ...(TopicConfigurations.length > 0 && {
      TopicConfigurations: TopicConfigurations.map(({ TopicArn = '' }) => ({ Topic: TopicArn })),
    }),
    ...(QueueConfigurations.length > 0 && {
      QueueConfigurations: QueueConfigurations.map(({ QueueArn = '' }) => ({ Queue: QueueArn })),
    }),
    ...(LambdaFunctionConfigurations.length > 0 && {
      LambdaConfigurations: LambdaFunctionConfigurations.map(({ LambdaFunctionArn = '' }) => ({
        Function: LambdaFunctionArn,
      })),
    }),
  };
  return Object.keys(found).length > 0 ? found : undefined;
}
