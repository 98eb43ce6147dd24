import type { AccountResources } from '../account-resources';
import { jsonCall } from '../http-call';
import { change, type RequestedAction } from '../requested-action';

/** Calls that name a table by `TableName` and do nothing to it as they are sent. */
const READS = {
  DescribeTable: {},
  GetItem: { Key: { pk: { S: 'MATRIX#absent' }, sk: { S: '-' } } },
  Scan: { Limit: 1 },
};

/** Without the item, the key or what is to be changed, so that none goes through. */
const ITEM_WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'];

/** RequestedAction of the ledger only. */
const SETTINGS = {
  DescribeContinuousBackups: {},
  DescribeTimeToLive: {},
  UpdateContinuousBackups: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } },
  UpdateTimeToLive: { TimeToLiveSpecification: { Enabled: true, AttributeName: 'matrix' } },
  CreateBackup: { BackupName: 'matrix' },
};

/** By `ResourceArn` and its like, which the emulator does not look at. */
const BY_OTHER_MEMBER = {
  ListTagsOfResource: 'ResourceArn',
  TagResource: 'ResourceArn',
  GetResourcePolicy: 'ResourceArn',
  PutResourcePolicy: 'ResourceArn',
  DeleteResourcePolicy: 'ResourceArn',
  ExportTableToPointInTime: 'TableArn',
};

export function tableRequests({ names, tables, ledgerStream, account: owner }: AccountResources): RequestedAction[] {
  const arnOf = (table: string) => names.arn('dynamodb', `table/${table}`);
  const call = (operation: string, table: string, members: object): RequestedAction => ({
    action: `dynamodb:${operation}`,
    resource: arnOf(table),
    owner,
    call: jsonCall('dynamodb', operation, { TableName: arnOf(table), ...members }),
  });
  const absent = `${names.prefix}-absent`;
  const requests = tables.flatMap((table): RequestedAction[] => [
    ...Object.entries(READS).map(([operation, members]) => call(operation, table, members)),
    ...['by-app', 'by-reference'].map((IndexName) => ({
      ...call('Query', table, { IndexName }),
      resource: `${arnOf(table)}/index/${IndexName}`,
    })),
    call('Query', table, {}),
    {
      ...call('BatchGetItem', table, {}),
      call: jsonCall('dynamodb', 'BatchGetItem', { RequestItems: { [arnOf(table)]: { Keys: [] } } }),
    },
    {
      ...call('BatchWriteItem', table, {}),
      call: jsonCall('dynamodb', 'BatchWriteItem', { RequestItems: { [arnOf(table)]: [] } }),
    },
    {
      ...call('ConditionCheckItem', table, {}),
      call: jsonCall('dynamodb', 'TransactWriteItems', {
        TransactItems: [{ ConditionCheck: { TableName: arnOf(table) } }],
      }),
    },
    ...ITEM_WRITES.map((operation) => call(operation, table, {})),
    change((name) => call('DeleteTable', name, {}), table, absent),
    change((name) => call('UpdateTable', name, { DeletionProtectionEnabled: false }), table, absent),
  ]);
  const ledger = `${names.prefix}-ledger`;
  const settings = Object.entries(SETTINGS).map(([operation, members]) =>
    change((name) => call(operation, name, members), ledger, absent),
  );
  return [...requests, ...settings, ...otherRequests(arnOf(ledger), ledgerStream, owner)];
}

/** What names the ledger and its stream by another member. */
function otherRequests(ledger: string, stream: string, owner: string): RequestedAction[] {
  const seenAs = { resource: '*', because: 'other member' } as const;
  const ofStream = (operation: string, members: object): RequestedAction => ({
    action: `dynamodb:${operation}`,
    resource: stream,
    owner,
    seenAs,
    call: jsonCall('dynamodb', operation, { ...members }, 'DynamoDBStreams_20120810'),
  });
  return [
    ...Object.entries(BY_OTHER_MEMBER).map(
      ([operation, member]): RequestedAction => ({
        action: `dynamodb:${operation}`,
        resource: ledger,
        owner,
        seenAs,
        call: jsonCall('dynamodb', operation, { [member]: ledger }),
      }),
    ),
    ofStream('DescribeStream', { StreamArn: stream }),
    ofStream('GetShardIterator', { StreamArn: stream, ShardIteratorType: 'LATEST' }),
    ofStream('GetRecords', { ShardIterator: 'matrix' }),
  ];
}
