import type { EnvironmentName } from './environments';
import { nameOf } from './names';

/** The attributes by which every table is keyed: which thing, and which part of it. */
export const PARTITION_KEY = 'pk';
export const SORT_KEY = 'sk';

/** An index of the whole items, which puts them into an order of their own by their partition key in the table. */
interface IndexContract {
  /** Attribute that is the index's partition key. */
  readonly partitionKey: string;
  readonly sortKey: typeof PARTITION_KEY;
}

export interface TableContract {
  readonly indexes?: Readonly<Record<string, IndexContract>>;
  /** Old and new images of every change are streamed. @default false */
  readonly stream?: boolean;
  /** Attribute with the epoch seconds after which an item may be deleted. @default - nothing is ever deleted by age */
  readonly expiresAt?: string;
  /** No principal, not even the account's root, may change or remove an item. @default false */
  readonly appendOnly?: boolean;
}

/** The tables of an environment. */
export const TABLES = {
  apps: {},
  records: {
    stream: true,
    indexes: {
      'by-app': { partitionKey: 'appIndex', sortKey: PARTITION_KEY },
      'by-reference': { partitionKey: 'referenceIndex', sortKey: PARTITION_KEY },
    },
  },
  balances: {},
  // Nonces and idempotency keys are the only items that end by themselves.
  guards: { expiresAt: 'expiresAt' },
  // Every row is written once and never changes; its stream shows that, and a change all the same.
  ledger: { stream: true, appendOnly: true },
} as const satisfies Readonly<Record<string, TableContract>>;

export type TableName = keyof typeof TABLES;

/** Of `records`, the one table that has any. */
export type IndexName = keyof (typeof TABLES)['records']['indexes'];

export function tableName(environment: EnvironmentName, table: TableName): string {
  return nameOf(environment, table);
}

/** @example TABLE_NAMES.map((table) => tableName('live', table)) */
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];
