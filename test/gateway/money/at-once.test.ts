import fc from 'fast-check';
import {
  onceForOneNonce,
  oneAnswerAfterStandstill,
  oneAnswerForOneKey,
  oneAnswerForWhatWasLeft,
  oneWayForOnePayment,
  requestsWith,
  servedAtOnce,
} from './at-once';
import { chosenBy, everyOrder } from './orders';
import { CANCEL, CREATE, CREATE_AT_PSP, codeOf, OPERATIONS, PAY, READ, shopFor } from './shop';

const orders = fc.array(fc.nat(5), { minLength: 10, maxLength: 60 });

describe.each(OPERATIONS)('D8 $name under one key', (operation) => {
  test('twice at once, in every order of their calls: one answer', async () => {
    const requests = await requestsWith(operation, ['nonce-nonce-nonce-1', 'nonce-nonce-nonce-2']);
    const tried = await everyOrder((choose) => oneAnswerForOneKey(operation, requests, choose));
    expect(tried).toBeGreaterThan(15);
  });

  test('three times at once, in any order: one answer', async () => {
    const requests = await requestsWith(operation, [
      'nonce-nonce-nonce-1',
      'nonce-nonce-nonce-2',
      'nonce-nonce-nonce-3',
    ]);
    await fc.assert(
      fc.asyncProperty(orders, (order) => oneAnswerForOneKey(operation, requests, chosenBy(order))),
      { numRuns: 60 },
    );
  });
});

test.each(OPERATIONS)(
  'D8 $name, standing still after any step until its lock is over: one answer',
  async (operation) => {
    const requests = await requestsWith(operation, ['nonce-nonce-nonce-1', 'nonce-nonce-nonce-2']);
    for (let steps = 1; steps <= 8; steps += 1) await oneAnswerAfterStandstill(operation, requests, steps);
  },
);

test.each([
  { at: 2, fault: 'ended after' },
  { at: 3, fault: 'ended after' },
] as const)('D8 two who take over a creation that $fault its call $at, in every order: one answer', async (left) => {
  const tried = await everyOrder((choose) => oneAnswerForWhatWasLeft(CREATE_AT_PSP, left, choose));
  expect(tried).toBeGreaterThan(50);
});

describe.each([CREATE, CREATE_AT_PSP, CANCEL, READ])('GW8 $name with one nonce', (operation) => {
  test('twice at once, in every order of their calls: served once', async () => {
    const requests = await requestsWith(operation, ['nonce-nonce-nonce-1', 'nonce-nonce-nonce-1']);
    await everyOrder((choose) => onceForOneNonce(operation, requests, choose));
  });

  test('three times at once, in any order: served once', async () => {
    const requests = await requestsWith(operation, Array(3).fill('nonce-nonce-nonce-1'));
    await fc.assert(
      fc.asyncProperty(orders, (order) => onceForOneNonce(operation, requests, chosenBy(order))),
      { numRuns: 60 },
    );
  });
});

test('GW10 a payment that is paid and canceled at once, in every order of the calls: one of both', async () => {
  const tried = await everyOrder((choose) => oneWayForOnePayment(PAY, CANCEL, choose));
  expect(tried).toBeGreaterThan(50);
});

test('D8 another body under the key of a request that was overtaken: 422, as it would be later', async () => {
  const other = { ...CREATE, name: 'another body', body: '{"amount":2,"currency":"EUR"}' };
  const [one] = await requestsWith(CREATE, ['nonce-nonce-nonce-1']);
  const [two] = await requestsWith(other, ['nonce-nonce-nonce-2']);
  if (!one || !two) throw new Error('no requests');
  await everyOrder(async (choose) => {
    const replies = await servedAtOnce(shopFor(CREATE), [one, two], choose);
    const codes = replies.map(codeOf).sort();
    expect([
      ['201', '422 idempotency_key_reused'],
      ['201', '503 unavailable'],
      ['201', '409 idempotency_in_flight'],
    ]).toContainEqual(codes);
  });
});
