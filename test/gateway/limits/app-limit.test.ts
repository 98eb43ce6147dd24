import fc from 'fast-check';
import type { App } from '../../../lib/gateway/apps/app';
import { AppLimit, OverLimit, type SharedBuckets } from '../../../lib/gateway/limits/app-limit';
import { type AppRate, spent, tokensLeft, waitFor } from '../../../lib/gateway/limits/bucket';

const START = 1_800_000_000_000;
const RATE: AppRate = { rate: 25, burst: 50 };
const app = (name: string) => ({ appId: `app_${name}`, name }) as App;
const never = (error: unknown): never => {
  throw error;
};

/** The buckets that all instances share, as DynamoDB keeps them. */
function sharedBuckets() {
  const fullAt = new Map<string, number>();
  let draws = 0;
  const buckets: SharedBuckets = {
    draw: async ({ appId }, cost, now) => {
      draws += 1;
      const next = Math.max(fullAt.get(appId) ?? 0, now) + cost;
      fullAt.set(appId, next);
      return next;
    },
  };
  return { buckets, draws: () => draws };
}

/** One request: admitted, its nonce claimed, counted. */
async function request(limit: AppLimit, who: App, now: number, claim: () => Promise<void>) {
  let claimed: Promise<void> | undefined;
  const once = () => {
    claimed ??= claim();
    return claimed;
  };
  await limit.admit(who, now, once);
  await once();
  limit.count(who, now);
}

async function ask(limit: AppLimit, who: App, now: number, claim = async () => {}) {
  return request(limit, who, now, claim).then(
    () => 'served',
    (error: unknown) => {
      if (!(error instanceof OverLimit)) throw error;
      return Math.ceil(error.wait / 1000);
    },
  );
}

/** Requests served of a flood: each instance asks every so often. */
async function flood(instances: readonly AppLimit[], who: App, seconds: number, everyMs: number): Promise<number> {
  let served = 0;
  for (let at = 0; at < seconds * 1000; at += everyMs) {
    for (const limit of instances) if ((await ask(limit, who, START + at)) === 'served') served += 1;
  }
  return served;
}

describe('a bucket', () => {
  test('gives its burst at once, then its rate, and says exactly when the next token is there', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 200 }),
        (rate, burst, gaps) => {
          const limit = { rate, burst };
          const served: number[] = [];
          let fullAt = 0;
          let now = START;
          for (const gap of gaps) {
            now += gap;
            const wait = waitFor(fullAt, limit, now);
            if (wait > 0) {
              expect(waitFor(fullAt, limit, now + Math.ceil(wait))).toBe(0);
              continue;
            }
            expect(tokensLeft(fullAt, limit, now)).toBeGreaterThan(1 - 1e-6);
            fullAt = spent(fullAt, 1, limit, now);
            served.push(now);
          }
          for (const [from, start] of served.entries()) {
            for (const [to, end] of served.entries()) {
              if (to >= from) expect(to - from + 1).toBeLessThanOrEqual(burst + ((end - start) * rate) / 1000 + 1e-6);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('the limit of an app', () => {
  test('one app floods and is answered 429; another is served as if nothing were', async () => {
    const { buckets } = sharedBuckets();
    const instances = Array.from({ length: 8 }, () => new AppLimit(RATE, buckets, never));
    let refused = 0;
    for (let at = 0; at < 10_000; at += 50) {
      for (const limit of instances) if ((await ask(limit, app('loud'), START + at)) !== 'served') refused += 1;
      if (at % 100 === 0) {
        const limit = instances[at % instances.length] as AppLimit;
        expect(await ask(limit, app('quiet'), START + at)).toBe('served');
      }
    }
    expect(refused).toBeGreaterThan(1000);
  });

  test.each([1, 2, 8, 40])(
    'over %i instances together an app gets its rate, and its burst with little more',
    async (n) => {
      const { buckets } = sharedBuckets();
      const instances = Array.from({ length: n }, () => new AppLimit(RATE, buckets, never));
      const seconds = 60;
      const served = await flood(instances, app('loud'), seconds, 100);
      const asked = n * seconds * 10;
      const granted = Math.min(asked, RATE.burst + RATE.rate * seconds);
      // What instances do not tell each other: a tenth of the burst each, once.
      expect(served).toBeLessThanOrEqual(granted + (n * RATE.burst) / 10);
      expect(served).toBeGreaterThanOrEqual(granted * 0.9);
    },
  );

  test('nor more than its rate by asking many instances, each of them seldom', async () => {
    const { buckets } = sharedBuckets();
    const instances = Array.from({ length: 200 }, () => new AppLimit(RATE, buckets, never));
    const served = await flood(instances, app('wide'), 300, 2_600);
    expect(served).toBeLessThanOrEqual(RATE.rate * 300 + (instances.length * RATE.burst) / 10);
  });

  test('an app that stays below its rate is never refused, whatever its rhythm', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.infiniteStream(fc.nat(5)), async (n, choices) => {
        const { buckets } = sharedBuckets();
        const instances = Array.from({ length: n }, () => new AppLimit(RATE, buckets, never));
        for (let at = 0; at < 20_000; at += 1000) {
          for (let request = 0; request < RATE.rate; request += 1) {
            const limit = instances[(choices.next().value ?? 0) % n] as AppLimit;
            expect(await ask(limit, app('steady'), START + at)).toBe('served');
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test('a request in five costs one call more, and none while there are few', async () => {
    const busy = sharedBuckets();
    await flood([new AppLimit(RATE, busy.buckets, never)], app('busy'), 60, 100);
    expect(busy.draws()).toBeLessThanOrEqual(600 / 4);
    const calm = sharedBuckets();
    await flood([new AppLimit(RATE, calm.buckets, never)], app('calm'), 600, 11_000);
    expect(calm.draws()).toBe(0);
  });

  test('Retry-After says when there is room, and there is', async () => {
    const { buckets } = sharedBuckets();
    const limit = new AppLimit({ rate: 1, burst: 3 }, buckets, never);
    for (let at = 0; at < 3; at += 1) expect(await ask(limit, app('a'), START)).toBe('served');
    expect(await ask(limit, app('a'), START)).toBe(1);
    expect(await ask(limit, app('a'), START + 999)).toBe(1);
    expect(await ask(limit, app('a'), START + 1000)).toBe('served');
  });

  test('what is refused claims no nonce and draws nothing', async () => {
    const { buckets, draws } = sharedBuckets();
    const limit = new AppLimit({ rate: 1, burst: 1 }, buckets, never);
    let claims = 0;
    const claim = async () => {
      claims += 1;
    };
    for (let at = 0; at < 50; at += 1) await ask(limit, app('a'), START + at, claim);
    expect(claims).toBeLessThanOrEqual(2);
    expect(draws()).toBeLessThanOrEqual(2);
  });

  test('a repeated request, which anybody can send who saw one, costs its app nothing', async () => {
    const { buckets, draws } = sharedBuckets();
    const limit = new AppLimit(RATE, buckets, never);
    const repeated = async () => {
      throw new Error('nonce_reused');
    };
    for (let at = 0; at < 500; at += 1) {
      await expect(request(limit, app('a'), START, repeated)).rejects.toThrow('nonce_reused');
    }
    expect(draws()).toBe(0);
    expect(await ask(limit, app('a'), START)).toBe('served');
  });

  test.each<[string, () => Promise<number>]>([
    ['fails', () => Promise.reject(new Error('throttled'))],
    ['does not answer', () => new Promise(() => {})],
  ])('a shared bucket that %s stops no payment', async (_, draw) => {
    const limit = new AppLimit({ rate: 10, burst: 20 }, { draw }, () => {});
    for (let at = 0; at < 4; at += 1) expect(await ask(limit, app('a'), START)).toBe('served');
  });
});
