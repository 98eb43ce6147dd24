import type {
  BatchGetItemInput,
  BatchGetItemOutput,
  GetItemInput,
  GetItemOutput,
  PutItemInput,
  PutItemOutput,
  QueryInput,
  QueryOutput,
  TransactWriteItemsInput,
  TransactWriteItemsOutput,
  UpdateItemInput,
  UpdateItemOutput,
} from '@aws-sdk/client-dynamodb';

/** What the tables use of DynamoDB, by the names of its API. No item holds bytes, so its JSON is what goes over the wire. */
export interface DynamoDbCalls {
  readonly BatchGetItem: { readonly input: BatchGetItemInput; readonly output: BatchGetItemOutput };
  readonly GetItem: { readonly input: GetItemInput; readonly output: GetItemOutput };
  readonly PutItem: { readonly input: PutItemInput; readonly output: PutItemOutput };
  readonly Query: { readonly input: QueryInput; readonly output: QueryOutput };
  readonly TransactWriteItems: {
    readonly input: TransactWriteItemsInput;
    readonly output: TransactWriteItemsOutput;
  };
  readonly UpdateItem: { readonly input: UpdateItemInput; readonly output: UpdateItemOutput };
}

export interface DynamoDb {
  /** @throws an error whose `name` is the service's code */
  call<Operation extends keyof DynamoDbCalls>(
    operation: Operation,
    input: DynamoDbCalls[Operation]['input'],
  ): Promise<DynamoDbCalls[Operation]['output']>;
}
