import { roleSession, service } from '../../../lib/isolation/policy/request/principal';
import { may, mayNot, opened, type Question, tries } from '../question';
import type { Side } from '../sides';
import { anyone, sealQuestions, sent } from './seal';

const TAKES_OBJECTS_AWAY = [
  's3:BypassGovernanceRetention',
  's3:DeleteObjectVersion',
  's3:DeleteObjectVersionTagging',
  's3:PutObjectLegalHold',
  's3:PutObjectRetention',
];

/** What is asked of any bucket, and of the two that hold evidence. */
export function bucketQuestions(side: Side, name: string): Question[] {
  const { names } = side;
  const bucket = `arn:aws:s3:::${name}`;
  const object = `${bucket}/AWSLogs/${names.account}/x`;
  const ordinary = [...tries(['s3:ListBucket'], bucket), ...tries(['s3:GetObject'], object)];
  const part = name.replace(`${names.prefix}-`, '').replace(`-${names.account}`, '');
  return [
    ...sealQuestions(
      side,
      [
        ...ordinary,
        ...tries(['s3:PutBucketPolicy', 's3:DeleteBucket'], bucket),
        ...tries(['s3:PutObject', 's3:DeleteObject'], object),
      ],
      ordinary,
    ),
    ...(['trail', 'ledger-archive'].includes(part) ? evidenceQuestions(side, bucket, object) : []),
    ...(part === 'ledger-archive' ? archiveQuestions(side, object) : []),
    ...(part === 'trail' ? trailQuestions(side, bucket, object) : []),
  ];
}

function evidenceQuestions({ names }: Side, bucket: string, object: string): Question[] {
  const tried = [...tries(TAKES_OBJECTS_AWAY, object), ...tries(['s3:DeleteBucket'], bucket)];
  return opened(mayNot(anyone(names), 'nobody may take evidence away', ...tried));
}

function archiveQuestions({ names }: Side, object: string): Question[] {
  const put = { action: 's3:PutObject', resource: object };
  const archive = roleSession(names.iam(`role/${names.prefix}-archive`), 'run');
  return opened([
    ...may(archive, 'archive must be able to archive', put),
    ...mayNot(anyone(names), 'only archive may put into the archive', put),
    ...mayNot(service('logging.s3.amazonaws.com'), 'only archive may put into the archive', put),
  ]);
}

function trailQuestions({ names }: Side, bucket: string, object: string): Question[] {
  const cloudTrail = service('cloudtrail.amazonaws.com');
  const own = { 'aws:SourceArn': names.arn('cloudtrail', `trail/${names.prefix}`) };
  const acl = { 's3:x-amz-acl': 'bucket-owner-full-control' };
  const look = tries(['s3:GetBucketAcl'], bucket);
  const write = tries(['s3:PutObject'], object);
  const because = 'only the trail of this environment may write, and leave its files to the account';
  const foreign = { 'aws:SourceArn': names.arn('cloudtrail', 'trail/mine') };
  return [
    ...may(cloudTrail, 'the trail must be written', ...sent(look, own), ...sent(write, { ...own, ...acl })),
    ...mayNot(cloudTrail, because, ...sent(look, foreign), ...sent(write, { ...foreign, ...acl }), ...sent(write, own)),
    ...mayNot(cloudTrail, because, ...tries(['s3:PutObject'], `${bucket}/elsewhere`, { ...own, ...acl })),
  ];
}
