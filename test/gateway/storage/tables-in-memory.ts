import {
  type Item,
  type ItemPlace,
  type Key,
  type Put,
  Refused,
  type Write,
  type WriteCondition,
} from '../../../lib/gateway/storage/store';

/** Tables in a map that hold writes to their conditions, for the expressions that the gateway uses. */
export class TablesInMemory {
  private readonly items = new Map<string, Item>();

  /** @param before waits for leave to make a call; each call is then made at once and whole */
  constructor(private readonly before: () => Promise<void> = async () => {}) {}

  async get(table: string, key: Key): Promise<Item | undefined> {
    await this.before();
    return this.items.get(nameOf(table, key));
  }

  async read(places: readonly ItemPlace[]): Promise<(Item | undefined)[]> {
    await this.before();
    return places.map(({ table, key }) => this.items.get(nameOf(table, key)));
  }

  async put({ label, table, item, condition }: Put): Promise<void> {
    await this.before();
    if (!holds(condition, this.items.get(nameOf(table, item)))) throw new Refused({ failed: [label], conflicted: [] });
    this.items.set(nameOf(table, item), item);
  }

  async commit(writes: readonly Write[]): Promise<void> {
    await this.before();
    const failed = writes
      .filter((write) => !holds(write.condition, this.items.get(nameOf(write.table, keyOf(write)))))
      .map(({ label }) => label);
    if (failed.length > 0) throw new Refused({ failed, conflicted: [] });
    for (const write of writes) this.apply(write);
  }

  private apply(write: Write): void {
    const name = nameOf(write.table, keyOf(write));
    if (write.kind === 'delete') this.items.delete(name);
    else if (write.kind === 'put') this.items.set(name, write.item);
    else {
      const item: Record<string, unknown> = { ...this.items.get(name), ...write.key, ...write.set };
      for (const attribute of write.remove ?? []) delete item[attribute];
      this.items.set(name, item as Item);
    }
  }

  /** A view of the same items whose calls wait for someone else's leave. */
  as(before: () => Promise<void>): TablesInMemory {
    const view = new TablesInMemory(before);
    return Object.assign(view, { items: this.items });
  }
}

function keyOf(write: Write): Key {
  return write.kind === 'put' ? write.item : write.key;
}

function nameOf(table: string, { pk, sk }: Key): string {
  return `${table} ${pk} ${sk}`;
}

const COMPARE: Readonly<Record<string, (one: never, other: never) => boolean>> = {
  '=': (one, other) => one === other,
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
};

/** Comparisons are worked out first; what is left is `true`, `false`, AND, OR, NOT and parentheses. */
function holds(condition: WriteCondition | undefined, item: Item | undefined): boolean {
  if (!condition) return true;
  const { expression, names = {}, values = {} } = condition;
  const attribute = (name: string) => item?.[names[name] ?? name] as never;
  const logic = expression
    .replace(/attribute_not_exists\(pk\)/g, String(item === undefined))
    .replace(/(#?\w+) IN \(([^)]*)\)/g, (_, name: string, list: string) =>
      String(list.split(', ').some((value) => values[value] === attribute(name))),
    )
    .replace(/(#?\w+) (=|<=|<|>) (:\w+)/g, (_, name: string, operator: string, value: string) =>
      String(attribute(name) !== undefined && COMPARE[operator]?.(attribute(name), values[value] as never)),
    );
  if (!/^(true|false|AND|OR|NOT|[() ])+$/.test(logic)) throw new Error(`cannot read ${expression}`);
  return evaluate(logic.replace(/[()]/g, ' $& ').trim().split(/\s+/));
}

/** Recursive descent: OR binds loosest, NOT tightest. */
function evaluate(words: string[]): boolean {
  const some = (): boolean => {
    let value = every();
    while (words[0] === 'OR') {
      words.shift();
      value = every() || value;
    }
    return value;
  };
  const every = (): boolean => {
    let value = one();
    while (words[0] === 'AND') {
      words.shift();
      value = one() && value;
    }
    return value;
  };
  const one = (): boolean => {
    const word = words.shift();
    if (word === 'NOT') return !one();
    if (word !== '(') return word === 'true';
    const value = some();
    words.shift();
    return value;
  };
  return some();
}
