import { keyOf, type TableSchema } from './schema';
import { type Attributes, compareValues } from './value';

/**
 * One table's items. Reads that need not be consistent, and those of an index, come from a copy that may lag behind, as
 * DynamoDB's do.
 */
export class MemoryTable {
  private readonly items = new Map<string, Attributes>();
  private readonly copy = new Map<string, Attributes>();
  private readonly waiting: { readonly key: string; readonly item: Attributes | undefined }[] = [];

  /** @param isLagging whether the copy waits to be brought up to date */
  constructor(
    readonly schema: TableSchema,
    private readonly isLagging: () => boolean,
  ) {}

  get(key: string, consistent = true): Attributes | undefined {
    return (consistent ? this.items : this.copy).get(key);
  }

  /** @param item - none: there is no such item any more */
  set(key: string, item: Attributes | undefined): void {
    put(this.items, key, item);
    this.waiting.push({ key, item });
    if (!this.isLagging()) this.catchUp();
  }

  /** Brings the copy up to date with the writes that it lags behind, the oldest first. @param most how many. @default - all */
  catchUp(most = this.waiting.length): void {
    for (const { key, item } of this.waiting.splice(0, most)) put(this.copy, key, item);
  }

  /** In the order of the table's keys. */
  all(consistent = true): readonly Attributes[] {
    const key = this.schema.key.map(({ name }) => name);
    return [...(consistent ? this.items : this.copy).values()].sort((one, other) => compareBy(key, one, other));
  }

  keyOf(attributes: Attributes): string {
    return keyOf(this.schema, attributes);
  }
}

/** The order of two items by some of their attributes, the first one first. */
export function compareBy(names: readonly string[], one: Attributes, other: Attributes): number {
  for (const name of names) {
    const [a, b] = [one[name], other[name]];
    const order = a && b && compareValues(a, b);
    if (order) return order;
  }
  return 0;
}

function put(items: Map<string, Attributes>, key: string, item: Attributes | undefined): void {
  if (item) items.set(key, item);
  else items.delete(key);
}
