/**
 * How many partitions of an index one long list is spread over: a partition takes 1,000 writes of 1 KB a second, and a
 * payment is written about three times. More shards can be added, since readers ask all of them; never fewer.
 */
export const SHARDS = 4;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The shard of an item: the last letter of its ULID is random, and no two shards get more of them than others. */
export function shardOf(id: string): number {
  return CROCKFORD.indexOf(id.slice(-1)) % SHARDS;
}

export function everyShard<T>(of: (shard: number) => T): readonly T[] {
  return Array.from({ length: SHARDS }, (_, shard) => of(shard));
}
