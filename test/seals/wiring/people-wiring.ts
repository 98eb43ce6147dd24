import { describeText, joinText } from '../../../lib/isolation/template/value';
import type { Deployed, DeployedSide } from './deployed-side';
import { keyNamedBy, TO_READ, TO_WRITE, throughKey, withKey } from './encryption';
import { logGroupArn } from './log-group-arn';
import { BY_ITSELF, passedOn, sent } from './sent-keys';
import type { Walk } from './walk';

/**
 * What restoring takes on the source or its backup, and on the new table. Sources: DynamoDB developer guide, "Using IAM with DynamoDB
 * backup and restore"; Service Authorization Reference, dependent actions of both.
 */
const RESTORED = ['dynamodb:RestoreTableToPointInTime', 'dynamodb:RestoreTableFromBackup'];
const FILLED = ['BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'].map(
  (verb) => `dynamodb:${verb}`,
);

/** Source: DynamoDB developer guide, "Authorizing use of your customer managed key". */
const TABLE_KEY = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

const LOOKED_INTO = ['s3:GetObject', 's3:GetObjectVersion'];
const LISTED = ['s3:ListBucket', 's3:ListBucketVersions'];
const READ_AND_SAVED = ['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'RestoreSecret'].map(
  (verb) => `secretsmanager:${verb}`,
);

/** Emergency → what it saves: a table, an archived row, a secret, a key, a function's trigger, dead letters. */
export function emergencyWiring(walk: Walk): void {
  const { side } = walk;
  const breakGlass = roleNamed(side, '-break-glass');
  if (!breakGlass) {
    walk.fail('emergency → table', 'the bootstrap', 'has no role for an emergency');
    return;
  }
  for (const table of side.ofType('AWS::DynamoDB::Table')) restoreTable(walk, breakGlass, table);
  for (const bucket of side.ofType('AWS::S3::Bucket')) {
    const from = describeText(bucket.reference ?? bucket.logicalId);
    if (bucket.stack === 'bootstrap') continue;
    const object = joinText([bucket.arn ?? '', '/row']);
    const request = { holder: bucket, keys: BY_ITSELF };
    walk.asRole('emergency → archive', from, breakGlass, { ...request, actions: LISTED });
    walk.asRole('emergency → archive', from, breakGlass, { ...request, actions: LOOKED_INTO, resource: object });
    throughKey(walk, breakGlass, { kind: 'emergency → archive', from, resource: bucket, actions: TO_READ, object });
  }
  for (const secret of side.ofType('AWS::SecretsManager::Secret')) {
    const from = secret.logicalId;
    const request = { actions: READ_AND_SAVED, holder: secret, keys: BY_ITSELF };
    walk.asRole('emergency → secret', from, breakGlass, request);
    throughKey(walk, breakGlass, { kind: 'emergency → secret', from, resource: secret, actions: TO_WRITE });
  }
  for (const key of side.ofType('AWS::KMS::Key')) {
    const actions = ['kms:CancelKeyDeletion', 'kms:EnableKey'];
    walk.asRole('emergency → key', key.logicalId, breakGlass, { actions, holder: key, keys: BY_ITSELF });
  }
  for (const { logicalId, properties } of side.ofType('AWS::Lambda::EventSourceMapping')) {
    const alias = side.find('AWS::Lambda::Alias', properties['FunctionName']);
    walk.asRole('emergency → trigger', logicalId, breakGlass, {
      actions: ['lambda:DeleteEventSourceMapping'],
      resource: `arn:aws:lambda:${side.region}:${side.account}:event-source-mapping:1`,
      keys: { ...BY_ITSELF, 'lambda:FunctionArn': sent(alias?.arn ?? '') },
    });
  }
  for (const queue of side.ofType('AWS::SQS::Queue')) {
    const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage'];
    walk.asRole('emergency → dead letters', queue.logicalId, breakGlass, { actions, holder: queue, keys: BY_ITSELF });
    throughKey(walk, breakGlass, {
      kind: 'emergency → dead letters',
      from: queue.logicalId,
      resource: queue,
      actions: TO_READ,
    });
  }
  readLogs(walk, 'emergency → log', breakGlass, () => true);
}

/** To a new table beside it, which has no policy yet; DynamoDB fills it, and keeps the use of its key by a grant. */
function restoreTable(walk: Walk, breakGlass: Deployed, table: Deployed): void {
  const { side } = walk;
  const kind = 'emergency → table';
  const from = describeText(table.reference ?? table.logicalId);
  const arn = table.arn ?? '';
  const restored = joinText([arn, '-restored']);
  walk.asRole(kind, from, breakGlass, { actions: RESTORED, holder: table, keys: BY_ITSELF });
  const backup = joinText([arn, '/backup/01234567890123-abcdef01']);
  walk.asRole(kind, from, breakGlass, { actions: RESTORED.slice(1), resource: backup, keys: BY_ITSELF });
  walk.asRole(kind, from, breakGlass, { actions: [...RESTORED, ...FILLED], resource: restored, keys: BY_ITSELF });
  withKey(walk, { kind, from, named: keyNamedBy(table) }, (holder) => {
    const context = {
      'aws:dynamodb:tableName': [joinText([table.reference ?? '', '-restored'])],
      'aws:dynamodb:subscriberId': [side.account],
    };
    const keys = passedOn('dynamodb', side.region, context);
    walk.asRole(kind, from, breakGlass, { actions: TABLE_KEY, holder, keys });
    const granting = { ...keys, 'kms:GrantIsForAWSResource': sent('true') };
    walk.asRole(kind, from, breakGlass, { actions: ['kms:CreateGrant'], holder, keys: granting });
  });
}

/** On-call → the log lines of every part but the trail. */
export function onCallWiring(walk: Walk): void {
  const onCall = roleNamed(walk.side, '-on-call');
  if (onCall)
    readLogs(walk, 'on call → log', onCall, (group) => !describeText(group.reference ?? '').endsWith('/trail'));
  else walk.fail('on call → log', 'the bootstrap', 'has no role for who is on call');
}

/** CloudWatch Logs decrypts as itself, and as the role that reads. Source: CloudWatch Logs user guide, "Encrypt log data", `kms:ViaService`. */
function readLogs(walk: Walk, kind: string, role: Deployed, which: (group: Deployed) => boolean): void {
  for (const group of walk.side.ofType('AWS::Logs::LogGroup').filter(which)) {
    const from = describeText(group.reference ?? group.logicalId);
    const arn = logGroupArn(group);
    const onGroup = ['logs:FilterLogEvents', 'logs:StartQuery', 'logs:GetQueryResults', 'logs:DescribeLogStreams'];
    for (const resource of [arn, joinText([arn, ':*'])])
      walk.asRole(kind, from, role, { actions: onGroup, resource, keys: BY_ITSELF });
    const stream = joinText([arn, ':log-stream:one']);
    walk.asRole(kind, from, role, { actions: ['logs:GetLogEvents'], resource: stream, keys: BY_ITSELF });
    throughKey(walk, role, { kind, from, resource: group, actions: TO_READ });
  }
}

function roleNamed(side: DeployedSide, end: string): Deployed | undefined {
  return side.ofType('AWS::IAM::Role').find(({ reference = '' }) => describeText(reference).endsWith(end));
}
