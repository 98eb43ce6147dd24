/**
 * The other side of the warm figure: nothing but the AWS calls of a payment, one after the other through the AWS SDK.
 * It checks nothing, works nothing out and logs nothing: calls and reply are those that our handler was seen to make
 * (BENCH_SCRIPT, a JSON file), so that what our handler adds is all that the ratio shows.
 */
import { readFileSync } from 'node:fs';
import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  DynamoDBClient,
  GetItemCommand,
  type GetItemCommandInput,
  PutItemCommand,
  type PutItemCommandInput,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Work } from '../same-work';
import type { AwsCall } from '../stand-in';

const { calls, reply } = JSON.parse(readFileSync(process.env['BENCH_SCRIPT'] ?? '', 'utf8')) as Work;
const dynamodb = new DynamoDBClient({});
const lambda = new LambdaClient({});

export async function handler(): Promise<unknown> {
  for (const call of calls) await make(call);
  return reply;
}

function make({ operation, input }: AwsCall): Promise<unknown> {
  switch (operation) {
    case 'DynamoDB.BatchGetItem':
      return dynamodb.send(new BatchGetItemCommand(input as unknown as BatchGetItemCommandInput));
    case 'DynamoDB.GetItem':
      return dynamodb.send(new GetItemCommand(input as unknown as GetItemCommandInput));
    case 'DynamoDB.PutItem':
      return dynamodb.send(new PutItemCommand(input as unknown as PutItemCommandInput));
    case 'DynamoDB.TransactWriteItems':
      return dynamodb.send(new TransactWriteItemsCommand(input as unknown as TransactWriteItemsCommandInput));
    case 'Lambda.Invoke':
      return lambda.send(
        new InvokeCommand({
          FunctionName: String(input['FunctionName']),
          Payload: Buffer.from(String(input['Payload'])),
        }),
      );
    default:
      throw new Error(`bench/reference/bare.ts does not know how to make the call ${operation}`);
  }
}
