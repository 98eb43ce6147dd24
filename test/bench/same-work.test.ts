import { checkSameWork, type Work } from '../../bench/same-work';

/** A payment's work with its own id, time and owner. */
function work(changes: Partial<Work> = {}, ulid = '01J0000000000000000000AAAA', minute = '00'): Work {
  return {
    calls: [
      {
        operation: 'DynamoDB.PutItem',
        input: {
          TableName: 'airlock-sandbox-records',
          Item: {
            pk: { S: `pay_test_${ulid}` },
            owner: { S: `${minute}000000-0000-4000-8000-000000000000` },
            amount: { N: '1250' },
            expiresAt: { N: `17000000${minute}` },
          },
        },
      },
    ],
    connections: 1,
    reply: { body: JSON.stringify({ id: `pay_test_${ulid}`, created_at: `2026-03-01T12:${minute}:00.000Z` }) },
    ...changes,
  };
}

describe('what makes two sides of a figure comparable', () => {
  test('the same calls and bytes but for ids, owners and times', () => {
    expect(() => checkSameWork(work(), work({}, '01J0000000000000000000BBBB', '07'))).not.toThrow();
  });

  test.each<[string, Work]>([
    ['a call left out', work({ calls: [] })],
    ['a call made twice', work({ calls: [...work().calls, ...work().calls] })],
    ['a connection saved', work({ connections: 0 })],
    ['another answer', work({ reply: { body: '{}' } })],
    ['another amount', JSON.parse(JSON.stringify(work()).replace('1250', '1251')) as Work],
  ])('%s is refused', (_, other) => {
    expect(() => checkSameWork(work(), other)).toThrow('do not do the same work');
  });
});
