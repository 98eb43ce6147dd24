import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { EnvironmentStack } from '../constructs/environment-stack';
import { EnvironmentTable } from '../constructs/environment-table';
import { LockedBucket } from '../constructs/locked-bucket';
import { roleArn } from '../contract/arns';
import { bucketName, nameOf } from '../contract/names';
import type { Environment } from '../environment/schema';

export interface DataStackProps {
  readonly environment: Environment;
  readonly encryptionKey: IKey;
}

/** The environment's five tables, and the archive of one of them. */
export class DataStack extends EnvironmentStack {
  /** Its stream is archived. */
  readonly ledger: EnvironmentTable;

  constructor(scope: Construct, { environment, encryptionKey }: DataStackProps) {
    super(scope, 'data', { environment, description: 'tables, archive of the ledger' });
    const own = { environment, encryptionKey };
    new EnvironmentTable(this, 'Apps', { ...own, table: 'apps' });
    new EnvironmentTable(this, 'Records', { ...own, table: 'records' });
    new EnvironmentTable(this, 'Balances', { ...own, table: 'balances' });
    new EnvironmentTable(this, 'Guards', { ...own, table: 'guards' });
    this.ledger = new EnvironmentTable(this, 'Ledger', { ...own, table: 'ledger' });
    const archive = new LockedBucket(this, 'LedgerArchive', {
      bucketName: bucketName(environment, 'ledger-archive'),
      encryptionKey,
      lockDays: environment.data.archiveRetentionDays,
      compliance: environment.data.archiveComplianceLock,
    });
    archive.onlyWrittenBy(roleArn(environment, nameOf(environment.name, 'archive')));
  }
}
