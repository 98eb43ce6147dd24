import fc from 'fast-check';
import { requestBudget } from '../../../lib/gateway/deadline';
import type { Reply } from '../../../lib/gateway/http/reply';
import { Unavailable } from '../../../lib/gateway/unavailable';
import { NOW } from '../http/signed-request';
import { callsOf, FAULTS, type Fault, goesOnAfter, interrupted } from './interrupted';
import {
  CREATE,
  CREATE_AT_PSP,
  codeOf,
  expectDoneOnce,
  nextRequest,
  OPERATIONS,
  type Operation,
  retry,
  shopFor,
} from './shop';

describe.each(OPERATIONS)('D8 $name', (operation) => {
  test.each(FAULTS)('with each of its calls %s: it goes on, and is done once', async (fault) => {
    const calls = await callsOf(operation);
    expect(calls).toBeGreaterThan(1);
    for (let at = 1; at <= calls + 2; at += 1) await goesOnAfter(operation, [[at, fault]]);
  });

  test('with any calls of several tries so', async () => {
    const fault = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom<Fault>(...FAULTS));
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { minLength: 2, maxLength: 4 }), (faults) => goesOnAfter(operation, faults)),
      { numRuns: 60 },
    );
  });
});

/** A try that comes to nothing, and what a client that comes again so much later is told. */
async function again(operation: Operation, at: number, fault: Fault) {
  const shop = shopFor(operation);
  const first = await interrupted(shop, operation, at, fault);
  return { shop, first, later: () => retry(shop, operation) };
}

const told = (reply: Reply | undefined) => reply && [codeOf(reply), reply.headers?.['Retry-After']];

// With the mock: app and key, the one transaction. With a provider: app and key, first transaction, provider, second transaction.
describe.each([
  { operation: CREATE, at: 1, code: '503 unavailable', isLocked: false },
  { operation: CREATE, at: 2, code: '503 unavailable', isLocked: false },
  { operation: CREATE_AT_PSP, at: 1, code: '503 unavailable', isLocked: false },
  { operation: CREATE_AT_PSP, at: 2, code: '503 unavailable', isLocked: false },
  { operation: CREATE_AT_PSP, at: 3, code: '503 provider_unavailable', isLocked: true },
  { operation: CREATE_AT_PSP, at: 4, code: '503 unavailable', isLocked: true },
])('D8 $operation.name, without an answer at call $at', ({ operation, at, code, isLocked }) => {
  test('503 with Retry-After, and the same key goes on at once', async () => {
    const { shop, first, later } = await again(operation, at, 'not done');
    expect(told(first)).toEqual([code, '2']);
    const second = await later();
    expect(second.status).toBe(201);
    expect((await expectDoneOnce(shop, operation)).body).toBe(second.body);
  });

  test('and at every call from then on: still 503; the lock that could not be given back says its seconds', async () => {
    const { shop, first, later } = await again(operation, at, 'none done');
    expect(told(first)).toEqual([code, '2']);
    if (isLocked) {
      shop.clock.now += 7_000;
      expect(told(await later())).toEqual(['409 idempotency_in_flight', '23']);
      shop.clock.now += 22_999;
      expect(told(await later())).toEqual(['409 idempotency_in_flight', '1']);
      shop.clock.now += 1;
    }
    expect((await later()).status).toBe(201);
  });
});

afterEach(() => jest.restoreAllMocks());

/** A database from which no answer comes any more from one call on: each call takes all the time that there is. */
test.each(OPERATIONS)(
  'D8 $name, without answers until its time is over: 503 before API Gateway ends it',
  async (operation) => {
    const time = jest.spyOn(performance, 'now');
    for (let from = 1; from <= 4; from += 1) {
      const shop = shopFor(operation);
      const { deadline } = shop.instance();
      let elapsed = 0;
      let made = 0;
      time.mockImplementation(() => elapsed);
      deadline.begin(requestBudget(28_000, NOW - 10_000, NOW));
      const before = () => {
        made += 1;
        if (made < from) return;
        elapsed += deadline.left();
        throw new Unavailable('dynamodb', new Error('no whole answer'));
      };
      const reply = await shop.serve(shop.instance({ before }, { deadline }), await nextRequest(shop, operation));
      if (made >= from) expect(codeOf(reply)).toBe('503 unavailable');
      // What is left of the 29 s is for the log and the way of the answer.
      expect(10_000 + elapsed).toBeLessThanOrEqual(28_000);
    }
  },
);
