import type { AttributeValue, QueryInput, QueryOutput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDb } from '../../../lib/gateway/storage/dynamodb';

/** What DynamoDB does with a query of one partition of an index: in order, from a key on, a limited number, and where it stopped. */
export class RecordsTable implements DynamoDb {
  readonly items: Record<string, AttributeValue>[] = [];
  /** Items read so far. */
  given = 0;

  /** @param most items that one query gives, whatever its limit, as at 1 MB */
  constructor(private readonly most: number) {}

  put(...items: readonly object[]): void {
    this.items.push(...items.map((item) => marshall(item, { removeUndefinedValues: true })));
  }

  async call(operation: string, input: object): Promise<never> {
    if (operation !== 'Query') throw new Error(`${operation} is not known here`);
    return this.query(input as QueryInput) as never;
  }

  private query(input: QueryInput): QueryOutput {
    const { ExpressionAttributeValues: values = {}, Limit = 1, ExclusiveStartKey: start } = input;
    const [attribute = ''] = (input.KeyConditionExpression ?? '').split(' ');
    const before = [values[':after']?.S, start?.['pk']?.S].filter((key) => key !== undefined);
    const found = this.items
      .filter((item) => item[attribute]?.S === values[':shard']?.S)
      .filter((item) => before.every((key) => text(item) < key))
      .sort((a, b) => (text(a) < text(b) ? 1 : -1));
    const Items = found.slice(0, Math.min(Limit, this.most));
    this.given += Items.length;
    const last = Items.at(-1);
    // As DynamoDB does, it names a place to go on from also when nothing follows.
    return { Items, ...(last && Items.length < found.length + 1 && { LastEvaluatedKey: keysOf(last, attribute) }) };
  }
}

function text(item: Record<string, AttributeValue>): string {
  return item['pk']?.S ?? '';
}

function keysOf(item: Record<string, AttributeValue>, attribute: string): Record<string, AttributeValue> {
  const entries = ['pk', 'sk', attribute].map((name) => [name, item[name] ?? { S: '' }]);
  return Object.fromEntries(entries);
}
