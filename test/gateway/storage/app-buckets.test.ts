import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { App } from '../../../lib/gateway/apps/app';
import { AwsError } from '../../../lib/gateway/aws/aws-error';
import { AppBuckets } from '../../../lib/gateway/storage/app-buckets';

const START = 1_800_000_000_000;
const app = { appId: 'app_live_1', environment: 'live', mode: 'live' } as App;

interface Update {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues: Parameters<typeof unmarshall>[0];
}

/** One bucket's item, and the two conditions that are put to it; each call is over before the next begins. */
function oneBucket(fullAt?: number) {
  const item = { fullAt };
  const call = async (_: string, { ConditionExpression, ExpressionAttributeValues }: Update) => {
    const { ':at': at, ':cost': cost, ':full': full } = unmarshall(ExpressionAttributeValues);
    const later = item.fullAt !== undefined && item.fullAt > at;
    if (later !== (ConditionExpression === 'fullAt > :at'))
      throw new AwsError('ConditionalCheckFailedException', 400, {});
    item.fullAt = later ? (item.fullAt ?? 0) + cost : full;
    return { Attributes: marshall({ fullAt: item.fullAt }) };
  };
  return new AppBuckets({ call } as never, 'guards');
}

describe('the shared bucket of an app', () => {
  test.each([undefined, START - 1, START + 1000])('full at %s: draws that meet all count', async (fullAt) => {
    const bucket = oneBucket(fullAt);
    const drawn = await Promise.all(Array.from({ length: 20 }, () => bucket.draw(app, 40, START)));
    expect(Math.max(...drawn)).toBe(Math.max(fullAt ?? 0, START) + 20 * 40);
  });

  test('what was taken a while ago leaves a bucket as full as it would be by now', async () => {
    expect(await oneBucket(START - 60_000).draw(app, 200, START - 10_000)).toBe(START - 9_800);
  });
});
