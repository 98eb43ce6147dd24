import fc from 'fast-check';
import { withoutSecrets } from '../../lib/gateway/unsecret';
import { growth } from '../growth';

describe('DC1 what may be written to a log', () => {
  test.each([
    'pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE',
    'pk_live_FAKEfakeFAKEfakeFAKEfake',
    '44444444-4444-4444-8444-444444444444',
    '1-63441c4a-abcdef012345678912345678',
    'TransactionCanceledException: Transaction cancelled, please refer cancellation reasons',
    'arn:aws:dynamodb:eu-west-1:111111111111:table/airlock-sandbox-guards',
    'airlock/sandbox/apps/app_dev_01K5M3Q8ZJ4T7R2X9VBNWD6HCE',
    'at process.processTicksAndRejections (node:internal/process/promises:105:5)',
  ])('%s stays', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });

  const base62 = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');

  test('a long random text goes, alone and inside of others', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: base62, minLength: 43, maxLength: 43 }),
        fc.constantFrom('', ' ', 'x', 'pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE', 'path/', '"', 'not found: '),
        fc.constantFrom('', ' ', 'x', '/more', '"', '='),
        (secret, before, after) => {
          const left = withoutSecrets(`${before}${secret}${after}`);
          for (let at = 0; at + 12 <= secret.length; at += 1) expect(left).not.toContain(secret.slice(at, at + 12));
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each(['eyJ', 'EYj', 'sk_', 'rk_', 'whsec_'])(
    '%s in the middle of a token keeps nothing of what is before it',
    (mark) => {
      const token = `${'Qk7'.repeat(10)}${mark}${'z9X'.repeat(4)}`;
      expect(withoutSecrets(`token ${token} refused`)).toBe('token … refused');
      expect(withoutSecrets(`${mark}${'z9X'.repeat(10)}`).toLowerCase()).toBe(`${mark.toLowerCase()}…`);
    },
  );

  test('a hostile text takes time that grows with its length', () => {
    const read = (size: number) => () =>
      void withoutSecrets(`${'a'.repeat(4 * size)}1${'Aa'.repeat(2 * size)} ${'sk_'.repeat(size)}`);
    expect(growth(read, { from: 20_000, to: 160_000 })).toBeLessThan(24);
  });
});
