import { refused } from './refusal';
import type { TableSchema } from './schema';
import { MemoryTable } from './table';
import type { Attributes } from './value';
import type { PreparedWrite } from './write';

/** The tables of one account, which any number of clients share. They know no time: nothing in them ends by itself. */
export class TablesInMemory {
  private readonly tables: ReadonlyMap<string, MemoryTable>;
  private readonly held = new Set<string>();
  private readonly tokens = new Map<string, string | undefined>();
  private lagging = false;

  /** @param schemas by the tables' names */
  constructor(schemas: Readonly<Record<string, TableSchema>>) {
    const entries = Object.entries(schemas);
    this.tables = new Map(entries.map(([name, schema]) => [name, new MemoryTable(schema, () => this.lagging)]));
  }

  /** @throws ResourceNotFoundException */
  table(name: string | undefined): MemoryTable {
    const table = this.tables.get(name ?? '');
    if (table) return table;
    throw refused('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
  }

  /** Puts an item where a test begins with it, by no call. */
  seed(name: string, item: Attributes): void {
    const table = this.table(name);
    table.set(table.keyOf(item), item);
  }

  /** Every item of a table as it is now, in the order of its keys. */
  itemsOf(name: string): readonly Attributes[] {
    return this.table(name).all();
  }

  /** From now on, what an index and a read that need not be consistent give stays as it is. */
  lag(): void {
    this.lagging = true;
  }

  /** Brings them up to date, and ends the lag when no number is given. @param writes how many of each table's writes, the oldest first */
  catchUp(writes?: number): void {
    if (writes === undefined) this.lagging = false;
    for (const table of this.tables.values()) table.catchUp(writes);
  }

  /** Whether a transaction is under way on the item. */
  isHeld({ table, key }: PreparedWrite): boolean {
    return this.held.has(this.placeOf(table, key));
  }

  /** Keeps items for one transaction while it is under way. @returns lets go of them */
  hold(writes: readonly PreparedWrite[]): () => void {
    const places = writes.map(({ table, key }) => this.placeOf(table, key));
    for (const place of places) this.held.add(place);
    return () => {
      for (const place of places) this.held.delete(place);
    };
  }

  /**
   * Whether a transaction was done under this token. Tokens are kept for good: DynamoDB forgets them after ten minutes.
   * @throws IdempotentParameterMismatchException, TransactionInProgressException
   */
  isDone(token: string, request: string): boolean {
    const known = this.tokens.get(token);
    if (known === undefined && this.tokens.has(token)) {
      throw refused(
        'TransactionInProgressException',
        'The transaction with the given request token is already in progress',
      );
    }
    if (known !== undefined && known !== request) {
      throw refused('IdempotentParameterMismatchException', 'the request token is in use for another transaction');
    }
    return known !== undefined;
  }

  /** @param request - none: a transaction with this token is under way */
  remember(token: string, request?: string): void {
    this.tokens.set(token, request);
  }

  /** After a transaction that came to nothing. */
  forget(token: string): void {
    this.tokens.delete(token);
  }

  private placeOf(table: MemoryTable, key: string): string {
    const name = [...this.tables].find(([, other]) => other === table)?.[0];
    return `${name} ${key}`;
  }
}
