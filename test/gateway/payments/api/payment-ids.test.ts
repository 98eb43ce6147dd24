import fc from 'fast-check';
import { newId } from '../../../../lib/environment/ids';
import type { App } from '../../../../lib/gateway/apps/app';
import type { Gateway } from '../../../../lib/gateway/http/gateway';
import type { Problem } from '../../../../lib/gateway/http/problem';
import { cursorAfter, paymentBefore } from '../../../../lib/gateway/payments/api/cursor';
import { ownPayment } from '../../../../lib/gateway/payments/api/own-payment';
import type { Payment } from '../../../../lib/gateway/payments/payment';
import { EnvironmentInMemory } from '../../environment-in-memory';
import { aGatewayWithoutData } from '../a-gateway';
import { aPayment, CREATED, PAYMENT_ID } from '../a-payment';

const APP = { appId: aPayment().appId, mode: 'test' } as App;
const { gateway } = aGatewayWithoutData('sandbox', CREATED);
const refusal = (promise: Promise<unknown>): Promise<Problem> =>
  promise.then(
    () => Promise.reject('accepted'),
    (error) => error,
  );

function holding(...stored: readonly Payment[]): Gateway {
  const world = new EnvironmentInMemory('sandbox');
  for (const payment of stored) world.seed('records', payment);
  return world.instance();
}

describe('the payment of an id', () => {
  test.each([
    [PAYMENT_ID.replace('test', 'dev'), 'sandbox'],
    [PAYMENT_ID.replace('test', 'live'), 'live'],
  ])('D9: %s, of another mode → 404 mode_mismatch, counted, before any lookup', async (id, mode) => {
    expect(await refusal(ownPayment(gateway, APP, id))).toMatchObject({
      status: 404,
      code: 'mode_mismatch',
      mode,
      crossEnvironment: true,
    });
  });

  test.each(['', 'x', 'pay_test_1', PAYMENT_ID.toLowerCase(), PAYMENT_ID.replace('pay', 'app'), `${PAYMENT_ID}0`])(
    'malformed id %j → 404 without a lookup',
    async (id) => {
      expect(await refusal(ownPayment(gateway, APP, id))).toMatchObject({ status: 404, code: 'not_found' });
    },
  );

  test("another app's payment and one that does not exist look the same", async () => {
    const missing = await refusal(ownPayment(holding(), APP, PAYMENT_ID));
    const foreign = await refusal(ownPayment(holding(aPayment()), { ...APP, appId: 'app_test_x' }, PAYMENT_ID));
    expect({ ...foreign }).toEqual({ ...missing });
    expect(foreign).toMatchObject({ status: 404, code: 'not_found', crossEnvironment: false });
  });

  test('one that no provider served was never there', async () => {
    const withdrawn = holding(aPayment({ withdrawn: true }));
    expect(await refusal(ownPayment(withdrawn, APP, PAYMENT_ID))).toMatchObject({ status: 404, code: 'not_found' });
  });

  test("the app's own is given back", async () => {
    expect(await ownPayment(holding(aPayment()), APP, PAYMENT_ID)).toEqual(aPayment());
  });
});

describe('cursor of a list', () => {
  test('round-trips every payment id, in characters that a signed query may have', () => {
    fc.assert(
      fc.property(fc.constantFrom('test', 'sandbox', 'live'), fc.nat(2 ** 40), (mode, at) => {
        const id = newId('pay', mode, at);
        expect(paymentBefore(cursorAfter(id), mode)).toBe(id);
        expect(cursorAfter(id)).toMatch(/^[A-Za-z0-9._:-]+$/);
      }),
    );
  });

  test.each([
    '',
    'x',
    PAYMENT_ID,
    cursorAfter('app_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE'),
    cursorAfter(PAYMENT_ID.replace('test', 'live')),
    `${cursorAfter(PAYMENT_ID)}AA`,
    `${cursorAfter(PAYMENT_ID)}=`,
  ])('%j is no cursor of a list of mode test → 400 invalid_cursor', (cursor) => {
    expect(() => paymentBefore(cursor, 'test')).toThrow(
      expect.objectContaining({ status: 400, code: 'invalid_cursor' }),
    );
  });
});
