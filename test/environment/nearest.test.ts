import { nearest } from '../../lib/environment/nearest';

describe('D3 the nearest known key', () => {
  const known = ['account', 'region', 'throttle', 'retentionDays', 'rotation'];

  test.each([
    ['acount', 'account'],
    ['Region', 'region'],
    ['throtle', 'throttle'],
    ['retentionDay', 'retentionDays'],
    ['retention_days', 'retentionDays'],
    ['xyz', undefined],
    ['', undefined],
  ])('D3: %j → %j', (word, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });

  test('D3: none is near when none is known', () => {
    expect(nearest('account', [])).toBeUndefined();
  });
});
