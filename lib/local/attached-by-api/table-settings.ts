import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { Refusal } from '../../contract/refusal';
import type { EmulatedConfig } from '../../operations/account/emulated-config';
import type { Template } from '../assembly/localise';
import { withClient } from '../with-client';

/** What a template says of a table and the emulator's CloudFormation drops without a word. */
interface TableSettings {
  readonly TableName: string;
  readonly DeletionProtectionEnabled?: boolean;
  readonly PointInTimeRecoverySpecification?: {
    readonly PointInTimeRecoveryEnabled: boolean;
    readonly RecoveryPeriodInDays?: number;
  };
  readonly SSESpecification?: { readonly SSEEnabled: boolean };
  readonly StreamSpecification?: { readonly StreamViewType: string };
  readonly TimeToLiveSpecification?: { readonly AttributeName: string; readonly Enabled: boolean };
}

/**
 * Attaches by API the settings of tables that the emulator's CloudFormation drops, then reads all of them back.
 * @param keyAlias of the key that encrypts the tables
 * @throws Refusal naming every setting that the account lacks
 */
export async function attachTableSettings(
  config: EmulatedConfig,
  templates: readonly Template[],
  keyAlias: string,
): Promise<void> {
  await withClient(new DynamoDBClient(config), async (dynamodb) => {
    const missing = await Promise.all(
      templates.flatMap(tablesIn).map(async (table) => {
        await attach(dynamodb, table, keyAlias);
        return lacking(dynamodb, table);
      }),
    );
    const all = missing.flat();
    if (all.length === 0) return;
    throw new Refusal(`the emulator did not take over ${all.join(', ')}`, 'this version of the emulator does not fit');
  });
}

function tablesIn({ Resources }: Template): TableSettings[] {
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::DynamoDB::Table')
    .map(({ Properties }) => Properties as unknown as TableSettings);
}

async function attach(dynamodb: DynamoDBClient, table: TableSettings, keyAlias: string): Promise<void> {
  const { TableName, PointInTimeRecoverySpecification, TimeToLiveSpecification, SSESpecification } = table;
  if (PointInTimeRecoverySpecification) {
    await dynamodb.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
  }
  if (TimeToLiveSpecification) await dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  if (SSESpecification?.SSEEnabled) {
    const encryption = { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: keyAlias } as const;
    await dynamodb.send(new UpdateTableCommand({ TableName, SSESpecification: encryption }));
  }
}

async function lacking(dynamodb: DynamoDBClient, table: TableSettings): Promise<string[]> {
  const { TableName } = table;
  const [{ Table }, { ContinuousBackupsDescription }, { TimeToLiveDescription }] = await Promise.all([
    dynamodb.send(new DescribeTableCommand({ TableName })),
    dynamodb.send(new DescribeContinuousBackupsCommand({ TableName })),
    dynamodb.send(new DescribeTimeToLiveCommand({ TableName })),
  ]);
  const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  const expected = {
    'deletion protection': [table.DeletionProtectionEnabled ?? false, Table?.DeletionProtectionEnabled ?? false],
    'point-in-time recovery': [
      table.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled ?? false,
      recovery === 'ENABLED',
    ],
    encryption: [table.SSESpecification?.SSEEnabled ?? false, Table?.SSEDescription?.SSEType === 'KMS'],
    stream: [table.StreamSpecification?.StreamViewType, Table?.StreamSpecification?.StreamViewType],
    expiry: [table.TimeToLiveSpecification?.AttributeName, TimeToLiveDescription?.AttributeName],
  };
  return Object.entries(expected).flatMap(([name, [asked, found]]) =>
    asked === found ? [] : [`${name} of ${TableName}`],
  );
}
