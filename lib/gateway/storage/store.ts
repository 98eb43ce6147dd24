import type { IndexName, TableName } from '../../contract/tables';
import type { EnvironmentName, Mode } from '../../environment/modes';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** One item's place. */
export interface ItemPlace {
  readonly table: TableName;
  readonly key: Key;
}

/** Every item says to which side it belongs. */
export interface Item extends Key {
  readonly environment: EnvironmentName;
  readonly mode: Mode;
  readonly [attribute: string]: unknown;
}

/** A condition on the item as it stands, in DynamoDB's expression language. */
export interface WriteCondition {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** What a write of a transaction is there for; a refusal tells by it what did not hold. */
export type Label =
  | 'app'
  | 'name'
  | 'traffic'
  | 'payment'
  | 'state'
  | 'event'
  | 'claim'
  | 'nonce'
  | `ledger:${string}`
  | `limit:${string}`;

export interface Put {
  readonly label: Label;
  readonly kind: 'put';
  readonly table: TableName;
  readonly item: Item;
  readonly condition?: WriteCondition;
}

interface Update {
  readonly label: Label;
  readonly kind: 'update';
  readonly table: TableName;
  readonly key: Key;
  readonly set: Readonly<Record<string, unknown>>;
  /** Attributes that go. @default - none */
  readonly remove?: readonly string[];
  readonly condition: WriteCondition;
}

interface Delete {
  readonly label: Label;
  readonly kind: 'delete';
  readonly table: TableName;
  readonly key: Key;
  readonly condition: WriteCondition;
}

export type Write = Put | Update | Delete;

/** Items of `records` that an index holds together, in shards. */
export interface Listing {
  readonly index: IndexName;
  /** Values of the index's partition key, one a shard. */
  readonly shards: readonly string[];
}

/**
 * What one environment keeps; no item of another environment or mode passes in either direction. An item is read as it
 * is now; a list comes from an index, which is brought up to date a moment after the write.
 */
export interface Store {
  readonly environment: EnvironmentName;
  get<T extends object>(table: TableName, key: Key): Promise<T | undefined>;
  /** Items of any tables in one call, in the order of their places; undefined where there is none. */
  read(places: readonly ItemPlace[]): Promise<readonly (Item | undefined)[]>;
  /**
   * One page of a listing, newest first.
   * @param after the last id of the page before
   */
  list<T extends object>(listing: Listing, limit: number, after?: string): Promise<readonly T[]>;
  /** All of the writes or none. @throws Refused */
  commit(writes: readonly Write[]): Promise<void>;
  /**
   * One item alone. It may be written twice where an answer is lost, so its condition must let its own item stand.
   * @throws Refused when the condition does not hold
   */
  put(write: Put): Promise<void>;
}

/** Nothing was written: conditions did not hold, or other transactions were under way on the same items. */
export class Refused extends Error {
  /** The writes whose own condition did not hold. */
  readonly failed: readonly Label[];
  /** The writes that met another transaction. */
  readonly conflicted: readonly Label[];

  constructor({ failed, conflicted }: { readonly failed: readonly Label[]; readonly conflicted: readonly Label[] }) {
    super(`refused: ${[...failed, ...conflicted.map((label) => `${label} (conflict)`)].join(', ')}`);
    this.failed = failed;
    this.conflicted = conflicted;
  }

  failedOf(label: Label): boolean {
    return this.failed.includes(label);
  }
}

/** The item belongs to another environment or mode than this gateway serves: the boundary leaked, so nothing is served from it. */
export class ForeignItem extends Error {
  constructor(table: TableName, environment: unknown, mode: unknown) {
    super(`${table} holds an item of environment ${String(environment)}, mode ${String(mode)}`);
  }
}
