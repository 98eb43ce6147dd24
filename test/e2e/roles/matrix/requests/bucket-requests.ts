import type { AccountResources } from '../account-resources';
import { restCall } from '../http-call';
import { change, type RequestedAction } from '../requested-action';

/** Action, method and query below a bucket. */
const READS = [
  ['ListBucket', 'GET', { 'list-type': '2', 'max-keys': '1' }],
  ['ListBucketVersions', 'GET', { versions: '', 'max-keys': '1' }],
  ['GetBucketAcl', 'GET', { acl: '' }],
  ['GetBucketLocation', 'GET', { location: '' }],
  ['GetBucketPolicy', 'GET', { policy: '' }],
  ['GetBucketPublicAccessBlock', 'GET', { publicAccessBlock: '' }],
  ['GetEncryptionConfiguration', 'GET', { encryption: '' }],
] as const;

const CHANGES = [
  ['DeleteBucket', 'DELETE', {}],
  ['DeleteBucketPolicy', 'DELETE', { policy: '' }],
  ['PutBucketAcl', 'PUT', { acl: '' }],
  ['PutBucketNotification', 'PUT', { notification: '' }],
  ['PutBucketObjectLockConfiguration', 'PUT', { 'object-lock': '' }],
  ['PutBucketPolicy', 'PUT', { policy: '' }],
  ['PutBucketPublicAccessBlock', 'PUT', { publicAccessBlock: '' }],
  ['PutBucketVersioning', 'PUT', { versioning: '' }],
  ['PutEncryptionConfiguration', 'PUT', { encryption: '' }],
  ['PutLifecycleConfiguration', 'PUT', { lifecycle: '' }],
  ['PutReplicationConfiguration', 'PUT', { replication: '' }],
] as const;

const OBJECT_CHANGES = [
  ['DeleteObject', 'DELETE', {}],
  ['DeleteObjectVersion', 'DELETE', { versionId: 'absent' }],
  ['PutObjectAcl', 'PUT', { acl: '' }],
  ['PutObjectLegalHold', 'PUT', { 'legal-hold': '' }],
  ['PutObjectRetention', 'PUT', { retention: '' }],
  ['PutObjectTagging', 'PUT', { tagging: '' }],
] as const;

type Route = readonly [string, string, Readonly<Record<string, string>>];

/** With `Content-MD5` of something else, so that what is to be put is refused as damaged. */
const DAMAGED = { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' };

export function bucketRequests({ names, buckets, account: owner }: AccountResources): RequestedAction[] {
  const call = ([operation, method, query]: Route, path: string): RequestedAction => ({
    action: `s3:${operation}`,
    resource: `arn:${names.partition}:s3:::${path}`,
    owner,
    call: restCall('s3', method, `/${path}`, {
      query,
      ...(method === 'PUT' && { body: 'matrix', headers: DAMAGED }),
    }),
    ...(operation.startsWith('ListBucket') && { context: { 's3:max-keys': ['1'] } }),
  });
  const absent = `${names.prefix}-absent`;
  return [
    ...buckets.flatMap((bucket) => [
      ...READS.map((route) => call(route, bucket)),
      ...CHANGES.map((route) => change((name) => call(route, name), bucket, absent)),
      call(['GetObject', 'GET', {}], `${bucket}/matrix`),
      call(['PutObject', 'PUT', {}], `${bucket}/matrix`),
      ...OBJECT_CHANGES.map((route) => call(route, `${bucket}/matrix`)),
    ]),
    {
      action: 's3:ListAllMyBuckets',
      resource: '*',
      owner,
      call: restCall('s3', 'GET', '/'),
    },
  ];
}
