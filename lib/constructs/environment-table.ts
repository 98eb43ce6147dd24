import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyDocument, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { tableArn } from '../contract/arns';
import { PARTITION_KEY, SORT_KEY, TABLES, type TableContract, type TableName, tableName } from '../contract/tables';
import type { Environment } from '../environment/schema';
import { sealPolicyStatements } from './seal-statements';

/** Every way to change or remove an item except `PutItem`, which IAM cannot limit to new items. */
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
}

/**
 * A table of the environment, as `lib/contract/tables.ts` says, that cannot be emptied by losing its stack: encrypted with the environment's
 * key, restorable to any second, protected from deletion as the environment file says, closed to every other account by its own policy,
 * retained.
 *
 * `AWS::DynamoDB::Table` rather than `GlobalTable`: there is one region, and the emulated accounts drop what a GlobalTable says of a
 * replica, deletion protection among it.
 *
 * @example
 * ```ts
 * new EnvironmentTable(stack, 'Balances', { environment, table: 'balances', encryptionKey });
 * const [table] = resourcesOf('AWS::DynamoDB::Table');
 * console.log(table?.Properties.TableName, table?.DeletionPolicy); // airlock-sandbox-balances Retain
 * ```
 */
export class EnvironmentTable extends Table {
  constructor(scope: Stack, id: string, props: EnvironmentTableProps) {
    const { environment, table, encryptionKey } = props;
    const { stream, expiresAt, appendOnly, indexes = {} }: TableContract = TABLES[table];
    const arn = tableArn(environment, table);
    super(scope, id, {
      tableName: tableName(environment.name, table),
      partitionKey: { name: PARTITION_KEY, type: AttributeType.STRING },
      sortKey: { name: SORT_KEY, type: AttributeType.STRING },
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
          ...sealPolicyStatements({
            account: environment.account,
            actions: 'dynamodb:*',
            resources: [arn, `${arn}/index/*`],
          }),
          ...(appendOnly ? [noRewriting(arn)] : []),
        ],
      }),
      ...(stream && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
      ...(expiresAt && { timeToLiveAttribute: expiresAt }),
    });
    for (const [indexName, { partitionKey, sortKey }] of Object.entries(indexes)) {
      this.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: partitionKey, type: AttributeType.STRING },
        sortKey: { name: sortKey, type: AttributeType.STRING },
        projectionType: ProjectionType.ALL,
      });
    }
  }
}

function noRewriting(arn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'DenyRewriting',
    effect: Effect.DENY,
    principals: [new StarPrincipal()],
    actions: REWRITES,
    resources: [arn],
  });
}
