import fc from 'fast-check';
import { PAYMENT_STATUSES, type PaymentStatus } from '../../../lib/contract/payments';
import { paymentSchema } from '../../../lib/gateway/payments/api/payment-schema';
import { publicPayment } from '../../../lib/gateway/payments/api/public-payment';
import {
  advanced,
  canAdvance,
  isFinal,
  type NextStatus,
  type Standing,
  statusAt,
  terminalAt,
} from '../../../lib/gateway/payments/state';
import { aPayment, CREATED } from './a-payment';

const EXPIRY = CREATED + 24 * 60 * 60 * 1000;
const NEXT = PAYMENT_STATUSES.filter((status): status is NextStatus => status !== 'created');
const ORDER: readonly (readonly PaymentStatus[])[] = [
  ['created'],
  ['requires_action'],
  ['processing'],
  ['succeeded', 'failed', 'canceled', 'expired'],
];
const rank = (status: PaymentStatus) => ORDER.findIndex((level) => level.includes(status));

const standing: fc.Arbitrary<Standing> = fc.record({
  status: fc.constantFrom(...PAYMENT_STATUSES),
  expiresAt: fc.constant(new Date(EXPIRY).toISOString()),
  terminalAt: fc.constant(null),
  mode: fc.constantFrom('test', 'sandbox', 'live'),
  provider: fc.constantFrom('mock', 'polar', 'paypal', 'nicepay'),
  fallback: fc.boolean(),
});
const time = fc.integer({ min: CREATED, max: EXPIRY + 1000 * 60 * 60 });
const moves = fc.array(fc.record({ to: fc.constantFrom(...NEXT), at: time }), { maxLength: 12 });

/** The statuses a payment is seen in while these moves are tried in the order of their times. */
function history(start: Standing, tries: readonly { to: NextStatus; at: number }[]): PaymentStatus[] {
  let payment = start;
  return [...tries]
    .sort((a, b) => a.at - b.at)
    .map(({ to, at }) => {
      if (canAdvance(payment, to, at)) payment = { ...payment, ...advanced(to, at) };
      return statusAt(payment, at);
    });
}

describe('state machine of a payment', () => {
  test('D12: whatever is tried in whatever order, the status never regresses and a final one stays', () => {
    fc.assert(
      fc.property(standing, moves, (start, tries) => {
        const seen = history(start, tries);
        for (const [at, status] of seen.entries()) {
          const before = at === 0 ? start.status : (seen[at - 1] ?? start.status);
          expect(rank(status)).toBeGreaterThanOrEqual(rank(before));
          if (isFinal(before)) expect(status).toBe(before);
        }
      }),
    );
  });

  test('GW10: a fallback, and anything that mock serves outside mode test, never becomes succeeded', () => {
    const worthless = standing
      .filter(({ status }) => status !== 'succeeded')
      .map((payment) =>
        payment.provider === 'mock' && payment.mode !== 'test' ? payment : { ...payment, fallback: true },
      );
    fc.assert(
      fc.property(worthless, moves, (start, tries) => expect(history(start, tries)).not.toContain('succeeded')),
    );
  });

  test('GW2: a test payment that mock serves can succeed from every open status', () => {
    for (const status of ['created', 'requires_action', 'processing'] as const) {
      expect(canAdvance(aPayment({ status }), 'succeeded', CREATED + 1)).toBe(true);
    }
  });

  test('expiry is compared, not swept: an open payment is expired from its time on, to the millisecond', () => {
    const payment = aPayment();
    expect(statusAt(payment, EXPIRY - 1)).toBe('requires_action');
    expect(terminalAt(payment, EXPIRY - 1)).toBeNull();
    expect(statusAt(payment, EXPIRY)).toBe('expired');
    expect(terminalAt(payment, EXPIRY)).toBe('2026-01-16T10:00:00.000Z');
  });

  test('nothing but processing survives the expiry, and nothing moves an expired payment', () => {
    fc.assert(
      fc.property(standing, fc.constantFrom(...NEXT), (payment, to) => {
        if (rank(payment.status) < 2) expect(canAdvance(payment, to, EXPIRY)).toBe(false);
      }),
    );
    expect(statusAt(aPayment({ status: 'processing' }), EXPIRY)).toBe('processing');
    expect(canAdvance(aPayment({ status: 'processing' }), 'succeeded', EXPIRY)).toBe(true);
  });

  test('a payment that the provider is processing can be neither canceled nor expired', () => {
    const payment = aPayment({ status: 'processing' });
    expect(canAdvance(payment, 'canceled', CREATED)).toBe(false);
    expect(canAdvance(payment, 'expired', CREATED)).toBe(false);
  });

  test('an early expiry also ends the time to pay', () => {
    const ended = { ...aPayment(), ...advanced('expired', CREATED + 5) };
    expect(ended.expiresAt).toBe('2026-01-15T10:00:00.005Z');
    expect(ended.terminalAt).toBe(ended.expiresAt);
  });
});

describe('public shape of a payment', () => {
  test('every member of the contract and no other, in any status, and no token', () => {
    for (const status of PAYMENT_STATUSES) {
      const shown = publicPayment(aPayment({ status }), CREATED);
      expect(paymentSchema.safeParse(shown).error).toBeUndefined();
      expect(Object.keys(shown)).toEqual([
        'id',
        'object',
        'environment',
        'mode',
        'status',
        'amount',
        'currency',
        'refunded_amount',
        'provider',
        'fallback',
        'checkout_url',
        'description',
        'reference',
        'return_url',
        'metadata',
        'created_at',
        'expires_at',
        'terminal_at',
      ]);
    }
  });

  test('DC5: environment and mode are stored on every payment and shown', () => {
    expect(publicPayment(aPayment(), CREATED)).toMatchObject({ environment: 'sandbox', mode: 'test' });
  });
});
