import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { App } from '../apps/app';
import { isRefusal } from '../aws/aws-error';
import type { SharedBuckets } from '../limits/app-limit';
import type { DynamoDb } from './dynamodb';

/** A bucket that nobody draws from is full, and need not be kept. */
const KEPT_SECONDS = 24 * 3600;

/** The apps' buckets, an item each among the guards. */
export class AppBuckets implements SharedBuckets {
  /** @param table name of the guards' table */
  constructor(
    private readonly dynamodb: DynamoDb,
    private readonly table: string,
  ) {}

  async draw(app: App, cost: number, now: number): Promise<number> {
    try {
      return await this.set(app, 'fullAt + :cost', 'fullAt > :now', { ':cost': cost, ':now': now }, now);
    } catch (error) {
      if (!isRefusal(error, 'ConditionalCheckFailedException')) throw error;
      // It was full, or is not there.
      const values = { ':full': now + cost, ':now': now };
      return this.set(app, ':full', 'attribute_not_exists(pk) OR fullAt <= :now', values, now);
    }
  }

  private async set(app: App, value: string, condition: string, values: Record<string, number>, now: number) {
    const { Attributes = {} } = await this.dynamodb.call('UpdateItem', {
      TableName: this.table,
      Key: marshall({ pk: `LIMIT#${app.appId}`, sk: '-' }),
      UpdateExpression: `SET fullAt = ${value}, #environment = :environment, #mode = :mode, expiresAt = :expiresAt`,
      ConditionExpression: condition,
      ExpressionAttributeNames: { '#environment': 'environment', '#mode': 'mode' },
      ExpressionAttributeValues: marshall({
        ...values,
        ':environment': app.environment,
        ':mode': app.mode,
        ':expiresAt': Math.floor(now / 1000) + KEPT_SECONDS,
      }),
      ReturnValues: 'UPDATED_NEW',
    });
    return Number(unmarshall(Attributes)['fullAt']);
  }
}
