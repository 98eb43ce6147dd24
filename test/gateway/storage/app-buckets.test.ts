import type { App } from '../../../lib/gateway/apps/app';
import { AppBuckets } from '../../../lib/gateway/storage/app-buckets';
import { DynamoDbInMemory } from '../../../lib/gateway/storage/memory/dynamodb-in-memory';
import { EnvironmentInMemory } from '../environment-in-memory';

const START = 1_800_000_000_000;
const app = { appId: 'app_live_1', environment: 'live', mode: 'live' } as App;

/** The bucket of one app. @param fullAt - undefined: no instance drew from it yet */
async function oneBucket(fullAt?: number) {
  const world = new EnvironmentInMemory('live');
  const buckets = new AppBuckets(new DynamoDbInMemory(world.tables), 'airlock-live-guards');
  if (fullAt !== undefined) await buckets.draw(app, 1000, fullAt - 1000);
  return { draw: (cost: number, at: number) => buckets.draw(app, cost, at), items: () => world.items('guards') };
}

describe('the shared bucket of an app', () => {
  test.each([undefined, START - 1, START + 1000])('full at %s: draws that meet all count', async (fullAt) => {
    const { draw } = await oneBucket(fullAt);
    const drawn = await Promise.all(Array.from({ length: 20 }, () => draw(40, START)));
    expect(Math.max(...drawn)).toBe(Math.max(fullAt ?? 0, START) + 20 * 40);
  });

  test('what was taken a while ago leaves a bucket as full as it would be by now', async () => {
    const { draw } = await oneBucket(START - 60_000);
    expect(await draw(200, START - 10_000)).toBe(START - 9_800);
  });

  test('DC5: it is one item of its environment and mode, which ends by itself', async () => {
    const { draw, items } = await oneBucket();
    await draw(200, START);
    expect(items()).toEqual([expect.objectContaining({ environment: 'live', mode: 'live', fullAt: START + 200 })]);
    expect(Number(items()[0]?.['expiresAt'])).toBeGreaterThan(START / 1000);
  });
});
