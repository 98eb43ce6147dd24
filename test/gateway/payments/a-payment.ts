import { newPayment, type Payment } from '../../../lib/gateway/payments/payment';

/** 2026-01-15T10:00:00Z */
export const CREATED = Date.UTC(2026, 0, 15, 10);

export const PAYMENT_ID = 'pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE';
export const TOKEN = `${PAYMENT_ID}.${'Ab1'.repeat(14)}Z`;

/** A payment of a test app that waits for its customer. */
export function aPayment(changes: Partial<Payment> = {}): Payment {
  return {
    ...newPayment(
      {
        id: PAYMENT_ID,
        app: {
          appId: 'app_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCF',
          publicKey: 'pk_test_FAKEfakeFAKEfakeFAKEfake',
          product: 'coffee',
          mode: 'test',
        },
        amount: 1250,
        currency: 'EUR',
        provider: 'mock',
        description: 'Two coffees',
        reference: 'order-1001',
        returnUrl: 'https://shop.example/thanks',
        metadata: { table: '7' },
      },
      CREATED,
    ),
    status: 'requires_action',
    checkoutToken: TOKEN,
    checkoutUrl: `https://gateway.sandbox.airlock.example/mock/checkout/${TOKEN}`,
    ...changes,
  };
}
