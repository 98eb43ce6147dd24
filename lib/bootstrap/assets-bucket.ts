import { bucketArn } from '../contract/arns';
import { sealStatements } from '../environment/seal';
import type { Names } from './names';
import type { Resources } from './resource';

/**
 * Where the CDK CLI puts templates and code. Encrypted with S3's own key of the account, which no other account can be let use.
 * The logical ids are the CDK's, so that a stock bootstrap under the same stack name is changed in place.
 */
export function assetsBucket(names: Names): Resources {
  const { account, assetsBucket } = names;
  const bucket = bucketArn(names, assetsBucket);
  return {
    StagingBucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: assetsBucket,
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
          ],
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
        LifecycleConfiguration: {
          Rules: [
            { Id: 'CleanupOldVersions', Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
            {
              Id: 'AbortIncompleteMultipartUploads',
              Status: 'Enabled',
              AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
            },
          ],
        },
      },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    },
    StagingBucketPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'StagingBucket' },
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: sealStatements({ account, actions: 's3:*', resources: [bucket, `${bucket}/*`] }),
        },
      },
    },
  };
}
