import fc from 'fast-check';
import { CURRENCIES, formatAmount, isCurrency } from '../../../lib/gateway/payments/currencies';

/** What Intl lists and no payment can be in: withdrawn currencies, drawing rights, the Sucre. */
const NOT_PAYABLE = ['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'XDR', 'XSU', 'ZWL'];

describe('currencies', () => {
  test('D12: every code is one that Intl knows, and Intl knows no other payable one', () => {
    const known = Intl.supportedValuesOf('currency');
    expect(CURRENCIES.filter((code) => !known.includes(code))).toEqual([]);
    expect(known.filter((code) => !isCurrency(code) && !NOT_PAYABLE.includes(code))).toEqual([]);
  });

  test('a code in lower case, a withdrawn one and a member of every object are no currencies', () => {
    for (const code of ['eur', 'BGN', 'XXX', 'XTS', 'constructor', '']) expect(isCurrency(code)).toBe(false);
  });

  test.each([
    [0, 'EUR', '0.00 EUR'],
    [5, 'EUR', '0.05 EUR'],
    [1250, 'EUR', '12.50 EUR'],
    [123_456_789, 'USD', '1,234,567.89 USD'],
    [1250, 'JPY', '1,250 JPY'],
    [1250, 'KWD', '1.250 KWD'],
    [150_000_00, 'IDR', '150,000.00 IDR'],
    [1_000_000_000_000, 'EUR', '10,000,000,000.00 EUR'],
  ])('D12: %d minor units of %s are %s', (amount, currency, text) => {
    expect(formatAmount(amount, currency)).toBe(text);
  });

  test('D12: the digits of an amount are all there, in order, whatever the currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000_000 }),
        fc.constantFrom(...CURRENCIES),
        (amount, currency) => {
          expect(BigInt(formatAmount(amount, currency).replace(/\D/g, ''))).toBe(BigInt(amount));
        },
      ),
    );
  });
});
