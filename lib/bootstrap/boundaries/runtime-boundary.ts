import { bucketArn, functionArn, tableArn } from '../../contract/arns';
import { bucketName } from '../../contract/names';
import type { Names } from '../names';
import { allow, deny, type PolicyDocument, policyOf } from '../policies/policy-document';
import { ACCOUNT_SERVICES, CROSS_ACCOUNT_ACTIONS, OTHER_SESSIONS, TRAIL_CHANGES } from './cross-account-actions';
import { denyOtherAccounts } from './own-account-only';

const ITEM_ACTIONS = ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'];
const STREAM_ACTIONS = ['DescribeStream', 'GetRecords', 'GetShardIterator'];
const KEY_ACTIONS = [
  'Decrypt',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
];
const LOG_ACTIONS = [
  'CreateLogGroup',
  'CreateLogStream',
  'DescribeLogStreams',
  'FilterLogEvents',
  'GetLogEvents',
  'PutLogEvents',
];

/**
 * The most that any role made by a stack can do, whatever its own policies say. Each role has far less: it allows what all functions
 * together need, on this environment's own names, and the denies hold even where the policy of a resource names a role's session.
 */
export function runtimeBoundary(names: Names): PolicyDocument {
  const of = (service: string, actions: readonly string[]) => actions.map((action) => `${service}:${action}`);
  const table = tableArn(names, '*');
  return policyOf(
    allow('Tables', of('dynamodb', ITEM_ACTIONS), [table]),
    allow('Streams', of('dynamodb', STREAM_ACTIONS), [`${table}/stream/*`]),
    allow('Secrets', ['secretsmanager:GetSecretValue'], names.secrets),
    allow('Key', of('kms', KEY_ACTIONS), names.arn('kms', 'key/*')),
    allow('Functions', ['lambda:InvokeFunction'], functionArn(names, '*')),
    allow('Queues', ['sqs:SendMessage'], names.arn('sqs', `${names.prefix}-*`)),
    allow('Archive', ['s3:GetObject', 's3:PutObject'], `${bucketArn(names, bucketName(names, 'ledger-archive'))}/*`),
    // Of any group of this account, since API Gateway tries its role on one of its own naming.
    allow('Logs', of('logs', LOG_ACTIONS), names.arn('logs', 'log-group:*')),
    // These know no resource.
    allow('Look', ['dynamodb:ListStreams', 'logs:DescribeLogGroups'], '*'),
    denyOtherAccounts(names),
    deny('OtherSessions', OTHER_SESSIONS),
    deny('Channels', [...CROSS_ACCOUNT_ACTIONS, 'secretsmanager:*ResourcePolicy']),
    deny('Accounts', [...ACCOUNT_SERVICES, 'iam:*', ...TRAIL_CHANGES]),
    deny(
      'LedgerIsAppendOnly',
      ['dynamodb:BatchWriteItem', 'dynamodb:DeleteItem', 'dynamodb:PartiQL*', 'dynamodb:UpdateItem'],
      tableArn(names, 'ledger'),
    ),
  );
}
