import {
  DescribeContinuousBackupsCommand,
  DescribeKinesisStreamingDestinationCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetResourcePolicyCommand,
  paginateListTables,
} from '@aws-sdk/client-dynamodb';
import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import { type AccountToRead, collected, parsedPolicy, type Reader, resource } from './reader';

const NO_POLICY = ['PolicyNotFoundException'];

/** Every table with its policy, its key, its protection, and its streams. */
export const tables: Reader = {
  types: ['AWS::DynamoDB::Table'],
  actions: [
    'dynamodb:DescribeContinuousBackups',
    'dynamodb:DescribeKinesisStreamingDestination',
    'dynamodb:DescribeTable',
    'dynamodb:GetResourcePolicy',
    'dynamodb:ListTables',
  ],
  read: async (account) => {
    const client = account.client(DynamoDBClient);
    const names = await account.ask({ what: 'tables' }, () =>
      collected(paginateListTables({ client }, {}), ({ TableNames }) => TableNames),
    );
    const resources: DeployedResource[] = [];
    for (const name of names ?? []) {
      const table = await readTable(account, client, name);
      if (table) resources.push(table);
    }
    return { resources };
  },
};

async function readTable({ ask }: AccountToRead, client: DynamoDBClient, TableName: string) {
  const described = await ask({ what: `table ${TableName}` }, () =>
    client.send(new DescribeTableCommand({ TableName })),
  );
  const table = described?.Table;
  if (!table) return undefined;
  const policyOf = (ResourceArn: string, what: string) =>
    ask({ what, absent: NO_POLICY }, () => client.send(new GetResourcePolicyCommand({ ResourceArn })));
  const policy = await policyOf(table.TableArn ?? '', `policy of the table ${TableName}`);
  const stream = table.LatestStreamArn;
  const ofStream = stream === undefined ? undefined : await policyOf(stream, `policy of the stream of ${TableName}`);
  const backups = await ask({ what: `recovery of the table ${TableName}` }, () =>
    client.send(new DescribeContinuousBackupsCommand({ TableName })),
  );
  const kinesis = await ask({ what: `streaming destinations of the table ${TableName}` }, () =>
    client.send(new DescribeKinesisStreamingDestinationCommand({ TableName })),
  );
  const recovery = backups?.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  const [destination] = kinesis?.KinesisDataStreamDestinations ?? [];
  const { SSEDescription, StreamSpecification, DeletionProtectionEnabled = false } = table;
  const found = parsedPolicy(policy?.Policy);
  const streamPolicy = parsedPolicy(ofStream?.Policy);
  return resource('AWS::DynamoDB::Table', TableName, {
    TableName,
    DeletionProtectionEnabled,
    PointInTimeRecoverySpecification: backups && { PointInTimeRecoveryEnabled: recovery === 'ENABLED' },
    SSESpecification: SSEDescription && {
      SSEEnabled: SSEDescription.Status === 'ENABLED' || SSEDescription.Status === 'UPDATING',
      KMSMasterKeyId: SSEDescription.KMSMasterKeyArn ?? '',
    },
    ResourcePolicy: found === undefined ? undefined : { PolicyDocument: found },
    StreamSpecification: StreamSpecification?.StreamEnabled
      ? {
          StreamViewType: StreamSpecification.StreamViewType ?? '',
          ...(streamPolicy !== undefined && { ResourcePolicy: { PolicyDocument: streamPolicy } }),
        }
      : undefined,
    KinesisStreamSpecification: destination && { StreamArn: destination.StreamArn ?? '' },
  });
}
