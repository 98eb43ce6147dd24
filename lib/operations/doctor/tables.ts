import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  ResourceNotFoundException,
  TableNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { TABLE_NAMES, tableName } from '../../contract/tables';
import { type Check, lacking, ok } from './check';
import type { InspectedAccount } from './inspected-account';

/** Every table is there, encrypted with a key of the account's own, restorable, and protected as the file says. */
export const tables: Check = {
  id: 'tables',
  actions: ['dynamodb:DescribeTable', 'dynamodb:DescribeContinuousBackups'],
  inspect: (account) =>
    Promise.all(
      TABLE_NAMES.map(async (part) => {
        const { name } = account.environment;
        const table = tableName(name, part);
        const missing = await unprotected(account, table);
        if (!missing) return lacking(table, 'missing', `npx airlock deploy ${name}`);
        if (missing.length === 0) return ok(table, 'encrypted, restorable, protected as the file says');
        const fixes = missing.map(({ fix }) => fix);
        return lacking(table, missing.map(({ what }) => what).join(', '), [...new Set(fixes)].join('; '));
      }),
    ),
};

interface Gap {
  readonly what: string;
  readonly fix: string;
}

/** @returns undefined when there is no such table */
async function unprotected({ dynamodb, environment }: InspectedAccount, TableName: string): Promise<Gap[] | undefined> {
  try {
    const [{ Table }, { ContinuousBackupsDescription }] = await Promise.all([
      dynamodb.send(new DescribeTableCommand({ TableName })),
      dynamodb.send(new DescribeContinuousBackupsCommand({ TableName })),
    ]);
    const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
    return [
      ...(environment.data.deletionProtection && !Table?.DeletionProtectionEnabled
        ? [
            {
              what: 'no deletion protection',
              fix: `aws dynamodb update-table --table-name ${TableName} --deletion-protection-enabled`,
            },
          ]
        : []),
      ...(recovery !== 'ENABLED'
        ? [
            {
              what: 'no point-in-time recovery',
              fix: `aws dynamodb update-continuous-backups --table-name ${TableName} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`,
            },
          ]
        : []),
      ...(Table?.SSEDescription?.SSEType !== 'KMS'
        ? [{ what: 'not encrypted with a key of its own', fix: `npx airlock deploy ${environment.name}` }]
        : []),
    ];
  } catch (error) {
    if (error instanceof ResourceNotFoundException || error instanceof TableNotFoundException) return undefined;
    throw error;
  }
}
