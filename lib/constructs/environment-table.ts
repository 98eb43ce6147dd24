import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Environment } from '../environment/schema';
import { nameOf, type TableName } from './names';

export interface EnvironmentTableProps {
  readonly environment: Environment;
  readonly table: TableName;
  readonly encryptionKey: IKey;
  /** Whether old and new images of every change are streamed. @default false */
  readonly stream?: boolean;
  /** Attribute holding epoch seconds after which an item may be deleted. @default - nothing is ever deleted by age */
  readonly expiresAt?: string;
}

/**
 * A table of items keyed `pk` and `sk` that cannot be emptied by losing its stack: encrypted with the environment's key, restorable to
 * any second, protected from deletion as the environment file says, retained.
 *
 * `AWS::DynamoDB::Table` rather than `GlobalTable`: there is one region, and the emulated accounts drop what a GlobalTable says of a
 * replica, deletion protection among it.
 */
export class EnvironmentTable extends Table {
  constructor(scope: Construct, id: string, props: EnvironmentTableProps) {
    const { environment, table, encryptionKey } = props;
    super(scope, id, {
      tableName: nameOf(environment.name, table),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: environment.data.pointInTimeRecoveryDays,
      },
      deletionProtection: environment.data.deletionProtection,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(props.stream && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
      ...(props.expiresAt && { timeToLiveAttribute: props.expiresAt }),
    });
  }
}
