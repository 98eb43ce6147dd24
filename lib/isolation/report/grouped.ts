/** Items by key, in the order in which the keys first come. */
export function grouped<Item, Key>(items: readonly Item[], key: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

/** The same as a list, most items first; equal ones stay in order. */
export function largestFirst<Item, Key>(items: readonly Item[], key: (item: Item) => Key): [Key, Item[]][] {
  return [...grouped(items, key)].sort(([, left], [, right]) => right.length - left.length);
}
