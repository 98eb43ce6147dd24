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
  return { buckets, draws: () => draws, fullAt: ({ appId }: App) => fullAt.get(appId) ?? 0 };
}

type Shared = Pick<ReturnType<typeof sharedBuckets>, 'buckets' | 'fullAt'>;

/** A function instance that draws from these buckets, and reads them with each request. */
function instanceOf({ buckets, fullAt }: Shared, rate = RATE, failed: (error: unknown) => void = never) {
  return { limit: new AppLimit(rate, buckets, failed), fullAt };
}
type Instance = ReturnType<typeof instanceOf>;

/** One request: admitted, its nonce claimed, counted. */
async function request({ limit, fullAt }: Instance, who: App, now: number, claim: () => Promise<void>) {
  const { told } = limit.admit(who, now, fullAt(who));
  try {
    await claim();
    limit.count(who, now);
  } finally {
    await told;
  }
}

async function ask(instance: Instance, who: App, now: number, claim = async () => {}) {
  return request(instance, who, now, claim).then(
    () => 'served',
    (error: unknown) => {
      if (!(error instanceof OverLimit)) throw error;
      return Math.ceil(error.wait / 1000);
    },
  );
}

/** Requests served of a flood: each instance asks every so often. */
async function flood(instances: readonly Instance[], who: App, seconds: number, everyMs: number): Promise<number> {
  let served = 0;
  for (let at = 0; at < seconds * 1000; at += everyMs) {
    for (const each of instances) if ((await ask(each, who, START + at)) === 'served') served += 1;
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
    const shared = sharedBuckets();
    const instances = Array.from({ length: 8 }, () => instanceOf(shared));
    let refused = 0;
    for (let at = 0; at < 10_000; at += 50) {
      for (const each of instances) if ((await ask(each, app('loud'), START + at)) !== 'served') refused += 1;
      if (at % 100 === 0) {
        const limit = instances[at % instances.length] as Instance;
        expect(await ask(limit, app('quiet'), START + at)).toBe('served');
      }
    }
    expect(refused).toBeGreaterThan(1000);
  });

  test.each([1, 2, 8, 40])(
    'over %i instances together an app gets its rate, and its burst with little more',
    async (n) => {
      const shared = sharedBuckets();
      const instances = Array.from({ length: n }, () => instanceOf(shared));
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
    const shared = sharedBuckets();
    const instances = Array.from({ length: 200 }, () => instanceOf(shared));
    const served = await flood(instances, app('wide'), 300, 2_600);
    expect(served).toBeLessThanOrEqual(RATE.rate * 300 + (instances.length * RATE.burst) / 10);
  });

  test('an app that stays below its rate is never refused, whatever its rhythm', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.infiniteStream(fc.nat(5)), async (n, choices) => {
        const shared = sharedBuckets();
        const instances = Array.from({ length: n }, () => instanceOf(shared));
        for (let at = 0; at < 20_000; at += 1000) {
          for (let request = 0; request < RATE.rate; request += 1) {
            const limit = instances[(choices.next().value ?? 0) % n] as Instance;
            expect(await ask(limit, app('steady'), START + at)).toBe('served');
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test('a request in five costs one call more, and none while there are few', async () => {
    const busy = sharedBuckets();
    await flood([instanceOf(busy)], app('busy'), 60, 100);
    expect(busy.draws()).toBeLessThanOrEqual(600 / 4);
    const calm = sharedBuckets();
    await flood([instanceOf(calm)], app('calm'), 600, 11_000);
    expect(calm.draws()).toBe(0);
  });

  test('Retry-After says when there is room, and there is', async () => {
    const shared = sharedBuckets();
    const limit = instanceOf(shared, { rate: 1, burst: 3 });
    for (let at = 0; at < 3; at += 1) expect(await ask(limit, app('a'), START)).toBe('served');
    expect(await ask(limit, app('a'), START)).toBe(1);
    expect(await ask(limit, app('a'), START + 999)).toBe(1);
    expect(await ask(limit, app('a'), START + 1000)).toBe('served');
  });

  test('what is refused claims no nonce and draws nothing', async () => {
    const shared = sharedBuckets();
    const limit = instanceOf(shared, { rate: 1, burst: 1 });
    let claims = 0;
    const claim = async () => {
      claims += 1;
    };
    for (let at = 0; at < 50; at += 1) await ask(limit, app('a'), START + at, claim);
    expect(claims).toBeLessThanOrEqual(2);
    expect(shared.draws()).toBeLessThanOrEqual(2);
  });

  test('a repeated request, which anybody can send who saw one, costs its app nothing', async () => {
    const shared = sharedBuckets();
    const limit = instanceOf(shared);
    const repeated = async () => {
      throw new Error('nonce_reused');
    };
    for (let at = 0; at < 500; at += 1) {
      await expect(request(limit, app('a'), START, repeated)).rejects.toThrow('nonce_reused');
    }
    expect(shared.draws()).toBe(0);
    expect(await ask(limit, app('a'), START)).toBe('served');
  });

  test.each<[string, () => Promise<number>]>([
    ['fails', () => Promise.reject(new Error('throttled'))],
    ['does not answer', () => new Promise(() => {})],
  ])('a shared bucket that %s stops no payment', async (_, draw) => {
    const limit = instanceOf({ buckets: { draw }, fullAt: () => 0 }, { rate: 10, burst: 20 }, () => {});
    for (let at = 0; at < 4; at += 1) expect(await ask(limit, app('a'), START)).toBe('served');
  });
});
