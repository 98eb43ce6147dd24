import { interleaved, median, medians, rounded } from '../../bench/statistics';

describe('bench statistics', () => {
  test.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 10, 1, 2], 3],
    [[10, 9, 100], 10],
  ])('the median of %j is %d, compared as numbers', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  test('there is no median of nothing, rather than a figure that looks measured', () => {
    expect(() => median([])).toThrow('no values');
    expect(() => medians([])).toThrow('no samples');
  });

  test('medians are taken of each member by itself', () => {
    expect(
      medians([
        { init: 1, first: 30 },
        { init: 2, first: 20 },
        { init: 300, first: 10 },
      ]),
    ).toEqual({ init: 2, first: 20 });
  });

  test('a figure has four significant digits', () => {
    expect([0.123456, 123.456, 12345.6].map(rounded)).toEqual([0.1235, 123.5, 12350]);
  });

  test('the two sides take turns, and who goes first changes every round', async () => {
    const order: string[] = [];
    const side = (name: string) => async () => order.push(name);
    const samples = await interleaved(3, side('ours'), side('reference'));
    expect(order).toEqual(['ours', 'reference', 'reference', 'ours', 'ours', 'reference']);
    expect(samples).toEqual({ ours: [1, 4, 5], reference: [2, 3, 6] });
  });
});
