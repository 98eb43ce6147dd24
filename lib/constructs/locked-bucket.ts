import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { sealPolicyStatements } from './seal-statements';

export interface LockedBucketProps {
  readonly bucketName: string;
  /** Encrypts what comes without a key of its own. @default - S3's key */
  readonly encryptionKey?: IKey;
  /** Days for which what was put in can be neither deleted nor replaced. */
  readonly lockDays: number;
  /** No principal can shorten the lock, not even the account's root. @default - the permission to do so exists, and the policy denies it */
  readonly compliance: boolean;
  /** Days after which an object goes. @default - never */
  readonly expiresAfterDays?: number;
}

/** Actions that could destroy kept objects: deleting for good, shortening a lock, switching versions off, letting them expire early. */
const DESTRUCTIVE_ACTIONS = [
  's3:BypassGovernanceRetention',
  's3:DeleteBucket',
  's3:DeleteObjectVersion',
  's3:DeleteObjectVersionTagging',
  's3:PutObjectLegalHold',
  's3:PutObjectRetention',
];

/**
 * A bucket for evidence: every object is locked as it comes in, encrypted, reachable from this account and over TLS only, and kept when its stack goes.
 *
 * @example
 * ```ts
 * const bucket = new LockedBucket(stack, 'Evidence', { bucketName: 'evidence', lockDays: 30, compliance: false });
 * bucket.onlyWrittenBy(`arn:aws:iam::${stack.account}:role/writer`);
 * const [{ Properties } = { Properties: {} }] = resourcesOf('AWS::S3::Bucket');
 * console.log(Properties.ObjectLockConfiguration.Rule.DefaultRetention); // { Days: 30, Mode: 'GOVERNANCE' }
 * ```
 */
export class LockedBucket extends Bucket {
  constructor(scope: Stack, id: string, props: LockedBucketProps) {
    const lock = Duration.days(props.lockDays);
    super(scope, id, {
      bucketName: props.bucketName,
      ...(props.encryptionKey
        ? // One data key for many objects: KMS is asked, and paid, once instead of at every object.
          { encryption: BucketEncryption.KMS, encryptionKey: props.encryptionKey, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: props.compliance
        ? ObjectLockRetention.compliance(lock)
        : ObjectLockRetention.governance(lock),
      lifecycleRules: [
        {
          id: 'unfinished-uploads',
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        ...(props.expiresAfterDays
          ? [
              {
                id: 'expired',
                expiration: Duration.days(props.expiresAfterDays),
                noncurrentVersionExpiration: Duration.days(1),
              },
            ]
          : []),
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const all = [this.bucketArn, this.arnForObjects('*')];
    for (const statement of sealPolicyStatements({ account: scope.account, actions: 's3:*', resources: all })) {
      this.addToResourcePolicy(statement);
    }
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'DenyTakingAway',
        effect: Effect.DENY,
        principals: [new StarPrincipal()],
        actions: DESTRUCTIVE_ACTIONS,
        resources: all,
      }),
    );
    // No deployment may open the bucket, so that CloudFormation cannot delete it either.
    this.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  /** Denies `PutObject` to every principal but one role, so that all objects come from it. */
  onlyWrittenBy(roleArn: string): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'DenyOtherWriters',
        effect: Effect.DENY,
        principals: [new StarPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.arnForObjects('*')],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': roleArn } },
      }),
    );
  }
}
