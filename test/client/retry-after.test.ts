import fc from 'fast-check';
import { retryAfterMs } from '../../lib/client/retry-after';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('Retry-After', () => {
  test.each<[string, number]>([
    ['0', 0],
    ['30', 30_000],
    [' 30 ', 30_000],
    ['Sun, 01 Mar 2026 12:00:45 GMT', 45_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['', 0],
    ['-5', 0],
    ['1.5', 0],
    ['1, 2', 0],
    ['soon', 0],
    ['abc 2050', 0],
    ['2050-01-01', 0],
    ['Sun, 99 Foo 2026 12:00:45 GMT', 0],
  ])('%j asks for %d ms', (value, expected) => {
    expect(retryAfterMs({ headers: { 'retry-after': value } }, NOW)).toBe(expected);
  });

  test('a date counts from the answer’s own date, whatever the clock here says', () => {
    const headers = { 'retry-after': 'Sun, 01 Mar 2026 12:00:45 GMT', date: 'Sun, 01 Mar 2026 12:00:40 GMT' };
    expect(retryAfterMs({ headers }, NOW - 86_400_000)).toBe(5_000);
  });

  test('is a number, none below zero, for any text', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(retryAfterMs({ headers: { 'retry-after': value, date: value } }, NOW)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
