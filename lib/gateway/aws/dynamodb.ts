import { randomUUID } from 'node:crypto';
import { Deadline } from '../deadline';
import type { DynamoDb, DynamoDbCalls } from '../storage/dynamodb';
import { AwsClient } from './aws-client';

/** DynamoDB as the function's role. */
export class RoleDynamoDb implements DynamoDb {
  private readonly client: AwsClient;

  constructor(deadline = new Deadline()) {
    this.client = new AwsClient({
      service: 'dynamodb',
      timeoutMilliseconds: 3_000,
      attempts: 3,
      deadline,
    });
  }

  async call<Operation extends keyof DynamoDbCalls>(
    operation: Operation,
    input: DynamoDbCalls[Operation]['input'],
  ): Promise<DynamoDbCalls[Operation]['output']> {
    // Makes a transaction that is sent again, because its answer was lost, count once.
    const once = operation === 'TransactWriteItems' && { ClientRequestToken: randomUUID() };
    const { body } = await this.client.send({
      path: '/',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDB_20120810.${operation}` },
      body: JSON.stringify({ ...input, ...once }),
    });
    return JSON.parse(body.toString('utf8'));
  }
}
