import { PARTITION_KEY, SORT_KEY, TABLE_NAMES, tableName } from '../lib/contract/tables';
import { DynamoDbInMemory } from '../lib/gateway/storage/memory/dynamodb-in-memory';
import type { KeySchema } from '../lib/gateway/storage/memory/schema';
import { TablesInMemory } from '../lib/gateway/storage/memory/tables-in-memory';
import { APPS, itemOf } from './app';

const KEY: KeySchema = [
  { name: PARTITION_KEY, type: 'S' },
  { name: SORT_KEY, type: 'S' },
];

/** Sandbox's tables, with the bench's apps in them, for what has to be there again when it was stored. */
export function memoryTables(): DynamoDbInMemory {
  const dynamodb = new DynamoDbInMemory(
    new TablesInMemory(Object.fromEntries(TABLE_NAMES.map((name) => [tableName('sandbox', name), { key: KEY }]))),
  );
  for (const app of Object.values(APPS)) {
    void dynamodb.call('PutItem', { TableName: tableName('sandbox', 'apps'), Item: itemOf(app) });
  }
  return dynamodb;
}
