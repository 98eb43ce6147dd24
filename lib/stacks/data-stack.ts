import { AttributeType, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { EnvironmentStack } from '../constructs/environment-stack';
import { EnvironmentTable } from '../constructs/environment-table';
import type { Environment } from '../environment/schema';

export interface DataStackProps {
  readonly environment: Environment;
  readonly encryptionKey: IKey;
}

/** The environment's five tables. */
export class DataStack extends EnvironmentStack {
  constructor(scope: Construct, { environment, encryptionKey }: DataStackProps) {
    super(scope, 'data', { environment, description: 'tables' });
    const own = { environment, encryptionKey };
    new EnvironmentTable(this, 'Apps', { ...own, table: 'apps' });
    const records = new EnvironmentTable(this, 'Records', { ...own, table: 'records', stream: true });
    records.addGlobalSecondaryIndex({
      indexName: 'by-app',
      partitionKey: { name: 'appIndex', type: AttributeType.STRING },
      sortKey: { name: 'pk', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
    new EnvironmentTable(this, 'Balances', { ...own, table: 'balances' });
    // Nonces and idempotency keys are the only items that end by themselves.
    new EnvironmentTable(this, 'Guards', { ...own, table: 'guards', expiresAt: 'expiresAt' });
    new EnvironmentTable(this, 'Ledger', { ...own, table: 'ledger', stream: true });
  }
}
