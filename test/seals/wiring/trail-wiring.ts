import { joinText } from '../../../lib/isolation/template/value';
import { type Deployed, member } from './deployed-side';
import { withKey } from './encryption';
import { writesLog } from './log-wiring';
import { perhapsForAccount, sent } from './sent-keys';
import type { Walk } from './walk';

const CLOUDTRAIL = 'cloudtrail.amazonaws.com';

/** Trail → bucket, key, and the log that its alarms read. */
export function trailWiring(walk: Walk): void {
  for (const trail of walk.side.ofType('AWS::CloudTrail::Trail')) {
    bucketWiring(walk, trail);
    keyWiring(walk, trail);
    logWiring(walk, trail);
  }
}

/** Source: CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail". */
function bucketWiring(walk: Walk, { logicalId, arn = '', properties }: Deployed): void {
  const { account } = walk.side;
  const holder = walk.side.find('AWS::S3::Bucket', properties['S3BucketName']);
  if (!holder?.arn) {
    walk.fail('trail → bucket', logicalId, 'writes to no bucket of the stacks');
    return;
  }
  const keys = perhapsForAccount(account, arn);
  walk.asService('trail → bucket', logicalId, CLOUDTRAIL, { actions: ['s3:GetBucketAcl'], holder, keys });
  const prefix = properties['S3KeyPrefix'] === undefined ? [] : [String(properties['S3KeyPrefix']), '/'];
  // Events, and the signed digests over them where they are asked for.
  const folders = [
    'CloudTrail',
    ...(member(properties, 'EnableLogFileValidation') === true ? ['CloudTrail-Digest'] : []),
  ];
  for (const folder of folders) {
    const object = [...prefix, `AWSLogs/${account}/${folder}/eu-central-1/2026/01/31/${account}.json.gz`];
    walk.asService('trail → bucket', logicalId, CLOUDTRAIL, {
      actions: ['s3:PutObject'],
      holder,
      resource: joinText([holder.arn, '/', ...object]),
      keys: { ...keys, 's3:x-amz-acl': sent('bucket-owner-full-control') },
    });
  }
}

/** Source: CloudTrail user guide, "Configure KMS key policies for CloudTrail". */
function keyWiring(walk: Walk, { logicalId, arn = '', properties }: Deployed): void {
  const kind = 'trail → key';
  withKey(walk, { kind, from: logicalId, named: properties['KMSKeyId'] }, (holder) => {
    const keys = perhapsForAccount(walk.side.account, arn);
    const context = { 'kms:EncryptionContext:aws:cloudtrail:arn': sent(arn) };
    const encrypts = { actions: ['kms:GenerateDataKey'], holder, keys: { ...keys, ...context } };
    walk.asService(kind, logicalId, CLOUDTRAIL, encrypts);
    walk.asService(kind, logicalId, CLOUDTRAIL, { actions: ['kms:DescribeKey'], holder, keys });
  });
}

/** Source: CloudTrail user guide, "Role policy document for CloudTrail to use CloudWatch Logs for monitoring". */
function logWiring(walk: Walk, { logicalId, properties }: Deployed): void {
  const { side } = walk;
  const { CloudWatchLogsLogGroupArn, CloudWatchLogsRoleArn } = properties;
  const group = side.find('AWS::Logs::LogGroup', CloudWatchLogsLogGroupArn);
  const role = side.find('AWS::IAM::Role', CloudWatchLogsRoleArn);
  if (!group || !role) {
    walk.fail('trail → log', logicalId, 'writes to no log group with a role of the stacks');
    return;
  }
  walk.takesOn('trail → log role', logicalId, CLOUDTRAIL, role);
  writesLog(walk, 'trail → log', logicalId, role, group, `${side.account}_CloudTrail_${side.region}_3`);
}
