import {
  GetBucketPolicyCommand,
  GetObjectLockConfigurationCommand,
  type ObjectLockConfiguration,
  PutBucketPolicyCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { Refusal } from '../../contract/refusal';
import type { EmulatedConfig } from '../../operations/account/emulated-config';
import type { Template } from '../assembly/localise';
import { withClient } from '../with-client';
import { withSessions } from './principal-arn';

/**
 * Attaches by API the policies of secrets and the object lock of buckets, which the emulator's CloudFormation lacks or drops, and reads
 * them back. Policies of buckets are put again, with each role named as a session too.
 * @param templates for AWS, before anything was left out
 * @throws Refusal naming every secret and bucket that is not as its template says
 */
export async function attachSecretAndBucketSettings(
  config: EmulatedConfig,
  templates: readonly Template[],
): Promise<void> {
  const locks = templates.flatMap(locksIn);
  // One within the other: clients of one configuration share its connections, and the first to close would end the other's.
  const missing = await withClient(new SecretsManagerClient(config), (secrets) =>
    withClient(new S3Client({ ...config, forcePathStyle: true }), (s3) =>
      Promise.all([
        ...templates.flatMap(secretPoliciesIn).map((policy) => attachPolicy(secrets, policy)),
        ...locks.map((lock) => attachLock(s3, lock)),
        ...locks.map((lock) => nameSessions(s3, lock)),
      ]),
    ),
  );
  const all = missing.flat();
  if (all.length === 0) return;
  throw new Refusal(`the emulator did not take over ${all.join(', ')}`, 'this version of the emulator does not fit');
}

interface SecretPolicy {
  readonly secret: string;
  readonly policy: string;
}

function secretPoliciesIn({ Resources }: Template): SecretPolicy[] {
  return Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]): SecretPolicy[] => {
    if (Type !== 'AWS::SecretsManager::ResourcePolicy') return [];
    const { Ref: of } = Object(Properties['SecretId']);
    const secret = Resources[of]?.Properties?.['Name'];
    if (typeof secret !== 'string') throw new Error(`${id} is the policy of a secret without a fixed name`);
    return [{ secret, policy: JSON.stringify(Properties['ResourcePolicy']) }];
  });
}

async function attachPolicy(client: SecretsManagerClient, { secret, policy }: SecretPolicy): Promise<string[]> {
  const SecretId = secret;
  const asked = withSessions(policy);
  await client.send(new PutResourcePolicyCommand({ SecretId, ResourcePolicy: asked, BlockPublicPolicy: true }));
  const { ResourcePolicy = '{}' } = await client.send(new GetResourcePolicyCommand({ SecretId }));
  return JSON.stringify(JSON.parse(ResourcePolicy)) === asked ? [] : [`the policy of ${secret}`];
}

interface Lock {
  readonly Bucket: string;
  readonly ObjectLockConfiguration: ObjectLockConfiguration;
}

function locksIn({ Resources }: Template): Lock[] {
  return Object.values(Resources).flatMap(({ Type, Properties = {} }): Lock[] => {
    const { BucketName, ObjectLockConfiguration } = Properties;
    if (Type !== 'AWS::S3::Bucket' || !ObjectLockConfiguration) return [];
    return [
      { Bucket: String(BucketName), ObjectLockConfiguration: ObjectLockConfiguration as ObjectLockConfiguration },
    ];
  });
}

async function attachLock(client: S3Client, { Bucket, ObjectLockConfiguration: asked }: Lock): Promise<string[]> {
  await client.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration: asked }));
  const { ObjectLockConfiguration: found } = await client.send(new GetObjectLockConfigurationCommand({ Bucket }));
  const [expected, got] = [asked, found].map((lock) => [
    lock?.ObjectLockEnabled,
    lock?.Rule?.DefaultRetention?.Mode,
    lock?.Rule?.DefaultRetention?.Days,
  ]);
  return String(expected) === String(got) ? [] : [`the object lock of ${Bucket}`];
}

/** The policy itself is there, by CloudFormation. */
async function nameSessions(client: S3Client, { Bucket }: Lock): Promise<string[]> {
  const { Policy } = await client.send(new GetBucketPolicyCommand({ Bucket }));
  if (!Policy) return [`the policy of ${Bucket}`];
  await client.send(new PutBucketPolicyCommand({ Bucket, Policy: withSessions(Policy) }));
  return [];
}
