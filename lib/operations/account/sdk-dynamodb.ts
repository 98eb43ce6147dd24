import {
  BatchGetItemCommand,
  type BatchGetItemInput,
  type DynamoDBClient,
  GetItemCommand,
  type GetItemInput,
  PutItemCommand,
  type PutItemInput,
  QueryCommand,
  type QueryInput,
  TransactWriteItemsCommand,
  type TransactWriteItemsInput,
  UpdateItemCommand,
  type UpdateItemInput,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDb } from '../../gateway/storage/dynamodb';

/** DynamoDB through the SDK, with whatever credentials an operator has. */
export function sdkDynamoDb(client: DynamoDBClient): DynamoDb {
  const calls = {
    BatchGetItem: (input: BatchGetItemInput) => client.send(new BatchGetItemCommand(input)),
    GetItem: (input: GetItemInput) => client.send(new GetItemCommand(input)),
    PutItem: (input: PutItemInput) => client.send(new PutItemCommand(input)),
    Query: (input: QueryInput) => client.send(new QueryCommand(input)),
    TransactWriteItems: (input: TransactWriteItemsInput) => client.send(new TransactWriteItemsCommand(input)),
    UpdateItem: (input: UpdateItemInput) => client.send(new UpdateItemCommand(input)),
  };
  return { call: (operation, input) => calls[operation](input as never) };
}
