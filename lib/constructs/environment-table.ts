import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyDocument, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Environment } from '../environment/schema';
import { nameOf, type TableName } from './names';
import { sealed } from './sealed';

/** Every way to change or remove an item but `PutItem`, which IAM cannot hold to items that are not there yet. */
const REWRITES = [
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:PartiQLDelete',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:UpdateItem',
];

export interface EnvironmentTableProps {
  readonly environment: Environment;
  readonly table: TableName;
  readonly encryptionKey: IKey;
  /** Whether old and new images of every change are streamed. @default false */
  readonly stream?: boolean;
  /** Attribute holding epoch seconds after which an item may be deleted. @default - nothing is ever deleted by age */
  readonly expiresAt?: string;
  /** Whether nobody, the account's root neither, may change or remove an item. @default false */
  readonly appendOnly?: boolean;
}

/**
 * A table of items keyed `pk` and `sk` that cannot be emptied by losing its stack: encrypted with the environment's key, restorable to
 * any second, protected from deletion as the environment file says, closed to every other account by its own policy, retained.
 *
 * `AWS::DynamoDB::Table` rather than `GlobalTable`: there is one region, and the emulated accounts drop what a GlobalTable says of a
 * replica, deletion protection among it.
 */
export class EnvironmentTable extends Table {
  constructor(scope: Stack, id: string, props: EnvironmentTableProps) {
    const { environment, table, encryptionKey } = props;
    const tableArn = scope.formatArn({
      service: 'dynamodb',
      resource: 'table',
      resourceName: nameOf(environment.name, table),
    });
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
      resourcePolicy: new PolicyDocument({
        statements: [
          ...sealed({
            account: environment.account,
            actions: 'dynamodb:*',
            resources: [tableArn, `${tableArn}/index/*`],
          }),
          ...(props.appendOnly ? [appendOnly(tableArn)] : []),
        ],
      }),
      ...(props.stream && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
      ...(props.expiresAt && { timeToLiveAttribute: props.expiresAt }),
    });
  }
}

function appendOnly(tableArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'DenyRewriting',
    effect: Effect.DENY,
    principals: [new StarPrincipal()],
    actions: REWRITES,
    resources: [tableArn],
  });
}
