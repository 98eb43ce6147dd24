import { AttributeType, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { EnvironmentStack } from '../constructs/environment-stack';
import { EnvironmentTable } from '../constructs/environment-table';
import { LockedBucket } from '../constructs/locked-bucket';
import { ledgerArchiveName, nameOf, roleArn } from '../constructs/names';
import type { Environment } from '../environment/schema';

export interface DataStackProps {
  readonly environment: Environment;
  readonly encryptionKey: IKey;
}

/** The environment's five tables, and the archive of one of them. */
export class DataStack extends EnvironmentStack {
  /** Every row of the ledger is written once and never changes; its stream says so, or that somebody did it all the same. */
  readonly ledger: EnvironmentTable;

  constructor(scope: Construct, { environment, encryptionKey }: DataStackProps) {
    super(scope, 'data', { environment, description: 'tables, archive of the ledger' });
    const own = { environment, encryptionKey };
    new EnvironmentTable(this, 'Apps', { ...own, table: 'apps' });
    const records = new EnvironmentTable(this, 'Records', { ...own, table: 'records', stream: true });
    for (const [indexName, name] of [
      ['by-app', 'appIndex'],
      ['by-reference', 'referenceIndex'],
    ] as const) {
      records.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name, type: AttributeType.STRING },
        sortKey: { name: 'pk', type: AttributeType.STRING },
        projectionType: ProjectionType.ALL,
      });
    }
    new EnvironmentTable(this, 'Balances', { ...own, table: 'balances' });
    // Nonces and idempotency keys are the only items that end by themselves.
    new EnvironmentTable(this, 'Guards', { ...own, table: 'guards', expiresAt: 'expiresAt' });
    this.ledger = new EnvironmentTable(this, 'Ledger', { ...own, table: 'ledger', stream: true, appendOnly: true });
    const archive = new LockedBucket(this, 'LedgerArchive', {
      bucketName: ledgerArchiveName(environment),
      encryptionKey,
      lockDays: environment.data.archiveRetentionDays,
      compliance: environment.data.archiveComplianceLock,
    });
    archive.onlyWrittenBy(roleArn(this, nameOf(environment.name, 'archive')));
  }
}
