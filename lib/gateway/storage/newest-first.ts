/** Some of a shard's items, newest first, and how to get the next ones where there may be more. */
export interface ShardPage<T> {
  readonly items: readonly T[];
  readonly more?: () => Promise<ShardPage<T>>;
}

/**
 * The newest items of all shards together, newest first. Ids sort by time, so the newest of the shards' first ones is
 * the newest of all, once no shard's page is used up while it has more.
 */
export async function newestFirst<T extends { readonly pk: string }>(
  shards: readonly (() => Promise<ShardPage<T>>)[],
  limit: number,
): Promise<readonly T[]> {
  let pages = await Promise.all(shards.map((first) => first()));
  const next = shards.map(() => 0);
  const head = (shard: number) => pages[shard]?.items[next[shard] ?? 0];
  const listed: T[] = [];
  while (listed.length < limit) {
    for (;;) {
      const spent = pages.map((page, shard) => (head(shard) === undefined ? page.more : undefined));
      if (spent.every((more) => more === undefined)) break;
      pages = await Promise.all(pages.map((page, shard) => spent[shard]?.() ?? page));
      for (const [shard, more] of spent.entries()) if (more) next[shard] = 0;
    }
    let newest: { readonly item: T; readonly shard: number } | undefined;
    for (const shard of shards.keys()) {
      const item = head(shard);
      if (item && (!newest || item.pk > newest.item.pk)) newest = { item, shard };
    }
    if (!newest) break;
    listed.push(newest.item);
    next[newest.shard] = (next[newest.shard] ?? 0) + 1;
  }
  return listed;
}
