import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { App } from '../apps/app';
import { isRefusal } from '../aws/aws-error';
import { bucketPlace, type SharedBuckets } from '../limits/app-limit';
import type { DynamoDb } from './dynamodb';

/** A bucket that is not drawn from is full, and need not be kept. */
const KEPT_SECONDS = 24 * 3600;

/** The apps' buckets, an item each among the guards. */
export class AppBuckets implements SharedBuckets {
  /** @param table name of the guards' table */
  constructor(
    private readonly dynamodb: DynamoDb,
    private readonly table: string,
  ) {}

  async draw(app: App, cost: number, at: number): Promise<number> {
    const add = () => this.set(app, 'fullAt + :cost', 'fullAt > :at', { ':cost': cost, ':at': at }, at);
    const values = { ':full': at + cost, ':at': at };
    const start = () => this.set(app, ':full', 'attribute_not_exists(pk) OR fullAt <= :at', values, at);
    // A bucket that is full, or is not there, is started; in between, another instance may have done so.
    return add().catch(ifRefused(start)).catch(ifRefused(add));
  }

  private async set(app: App, value: string, condition: string, values: Record<string, number>, at: number) {
    const { Attributes = {} } = await this.dynamodb.call('UpdateItem', {
      TableName: this.table,
      Key: marshall(bucketPlace(app.publicKey).key),
      UpdateExpression: `SET fullAt = ${value}, #environment = :environment, #mode = :mode, expiresAt = :expiresAt`,
      ConditionExpression: condition,
      ExpressionAttributeNames: { '#environment': 'environment', '#mode': 'mode' },
      ExpressionAttributeValues: marshall({
        ...values,
        ':environment': app.environment,
        ':mode': app.mode,
        ':expiresAt': Math.floor(at / 1000) + KEPT_SECONDS,
      }),
      ReturnValues: 'UPDATED_NEW',
    });
    return Number(unmarshall(Attributes)['fullAt']);
  }
}

/** What else to do when a condition does not hold. */
function ifRefused(next: () => Promise<number>): (error: unknown) => Promise<number> {
  return (error) => {
    if (!isRefusal(error, 'ConditionalCheckFailedException')) throw error;
    return next();
  };
}
