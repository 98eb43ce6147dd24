import { problemOf } from '../../../../lib/gateway/http/invalid-body';
import { parseStrictJson } from '../../../../lib/gateway/http/strict-json';
import { createBody } from '../../../../lib/gateway/payments/api/create-body';
import { listQuery } from '../../../../lib/gateway/payments/api/payment-schema';

const GOOD = { amount: 1250, currency: 'EUR' };

/** The problem that a body, sent as JSON, gets; undefined when it is accepted. */
function problem(body: unknown) {
  const sent = typeof body === 'string' ? parseStrictJson(body) : body;
  const result = createBody.safeParse(sent);
  if (result.success) return undefined;
  const { status, code, param, detail } = problemOf(result.error.issues, sent, 'body');
  return { status, code, param, detail };
}

describe('body of POST /v1/payments', () => {
  test.each([
    GOOD,
    { ...GOOD, amount: 1 },
    { ...GOOD, amount: 1_000_000_000_000 },
    {
      ...GOOD,
      provider: 'polar',
      description: 'Zwei Kaffee ☕',
      reference: '#1',
      return_url: 'https://shop.example/?a=b#c',
    },
    { ...GOOD, metadata: Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`key ${at}`, 'x'.repeat(500)])) },
    { ...GOOD, metadata: { empty: '', lines: 'a\r\n\tb' } },
  ])('accepted: %j', (body) => {
    expect(problem(body)).toBeUndefined();
  });

  test.each([0, -1, 1.5, '1250', true, null, [], {}, 1_000_000_000_001, 2 ** 53])(
    'D12: amount %j is refused, with what was received and what is allowed',
    (amount) => {
      const found = problem({ ...GOOD, amount });
      expect(found).toMatchObject({ status: 400, code: 'invalid_amount', param: 'amount' });
      expect(found?.detail).toContain('a whole number of minor units');
    },
  );

  test.each(['9007199254740993', '1e400', '999999999999.99999', '1250.0', '1.25e3', '-0'])(
    'D12: the amount %s, which JSON.parse would make another one of, is refused as it was written',
    (amount) => {
      const found = problem(`{"amount":${amount},"currency":"EUR"}`);
      expect(found).toMatchObject({ code: 'invalid_amount', param: 'amount' });
      expect(found?.detail).toContain(`amount is ${amount}; allowed is a whole number of minor units in plain digits`);
    },
  );

  test('a number that is odd elsewhere is refused as what it is', () => {
    expect(problem('{"amount":1,"currency":"EUR","description":1.5}')?.detail).toContain('description is 1.5;');
    expect(problem('{"amount":1,"currency":"EUR","metadata":1.5}')?.param).toBe('metadata');
    expect(problem('{"amount":1,"currency":"EUR","metadata":{"n":1.5}}')?.detail).toContain('of type number');
    expect(problem('{"amount":1,"currency":"EUR","extra":1.5}')?.code).toBe('unknown_field');
  });

  test.each(['eur', 'EURO', 'XXX', 'BGN', '', 978, null, ['EUR'], 'toString'])(
    'D12: currency %j is refused',
    (currency) => {
      expect(problem({ ...GOOD, currency })).toMatchObject({
        status: 400,
        code: 'invalid_currency',
        param: 'currency',
      });
    },
  );

  test('GW5: a mode in the body is refused by name, and says whose the mode is', () => {
    const found = problem({ ...GOOD, mode: 'live', amount: -1 });
    expect(found).toMatchObject({ status: 400, code: 'unknown_field', param: 'mode' });
    expect(found?.detail).toContain('belongs to the app');
  });

  test.each([
    ['ammount', { ammount: 1250, currency: 'EUR' }],
    ['status', { ...GOOD, status: 'succeeded' }],
    ['__proto__', '{"amount":1250,"currency":"EUR","__proto__":{"amount":1}}'],
  ])('unknown field %s is refused by name', (param, body) => {
    expect(problem(body)).toMatchObject({ status: 400, code: 'unknown_field', param });
  });

  test.each(['amount', 'currency'])('missing %s', (param) => {
    const { [param as 'amount']: _, ...rest } = GOOD;
    expect(problem(rest)).toMatchObject({ status: 400, code: 'missing_field', param });
  });

  test.each([
    ['description', ''],
    ['description', 'x'.repeat(501)],
    ['description', 'two\nlines'],
    ['description', 'two\u2028lines'],
    ['description', 'a\u0000b'],
    ['reference', '\u001b[2J'],
    ['description', null],
    ['reference', 'x'.repeat(201)],
    ['provider', ''],
    ['provider', 7],
    ['return_url', 'http://shop.example/'],
    ['return_url', 'http://localhost:3000/'],
    ['return_url', 'javascript:alert(1)'],
    ['return_url', '/thanks'],
    ['return_url', 'https://'],
    ['return_url', 'https:\\\\shop.example'],
    ['return_url', 'https://shop.example/a b'],
    ['return_url', 'https://user:password@shop.example/'],
    ['return_url', `https://shop.example/${'x'.repeat(2000)}`],
    ['metadata', 'text'],
    ['metadata', ['a']],
    ['metadata', Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'v']))],
  ])('%s %j is refused', (param, value) => {
    expect(problem({ ...GOOD, [param]: value })).toMatchObject({ status: 400, code: 'invalid_field', param });
  });

  test.each([
    ['metadata.n', { n: 7 }],
    ['metadata.n', { n: null }],
    ['metadata.n', { n: 'x'.repeat(501) }],
    ['metadata.n', { n: 'a\u0000b' }],
    ['metadata.n', { n: '\u001b[2J' }],
    ['metadata.', { '': 'x' }],
    [`metadata.${'k'.repeat(41)}`, { ['k'.repeat(41)]: 'x' }],
  ])('%s is refused', (param, metadata) => {
    expect(problem({ ...GOOD, metadata })).toMatchObject({ status: 400, code: 'invalid_field', param });
  });

  test('metadata that would be lost on the way is refused: __proto__', () => {
    expect(problem('{"amount":1,"currency":"EUR","metadata":{"__proto__":"x"}}')).toMatchObject({
      code: 'invalid_field',
    });
  });

  test('what was received is cut short, and a secret or a value of metadata is not repeated', () => {
    expect(problem({ ...GOOD, currency: 'x'.repeat(500) })?.detail.length).toBeLessThan(200);
    for (const body of [
      { ...GOOD, return_url: 'sk_dev_0123456789abcdefghijABCDEFGHIJ' },
      { ...GOOD, sk_dev_0123456789abcdefghijABCDEFGHIJ: 1 },
      { ...GOOD, currency: 'polar_oat_0123456789abcdefghij' },
      { ...GOOD, metadata: { card: `0123456789abcdefghij${'x'.repeat(500)}` } },
    ]) {
      expect(JSON.stringify(problem(body))).not.toContain('0123456789abcdefghij');
    }
  });
});

describe('query of GET /v1/payments', () => {
  const refusal = (query: Record<string, string>) => {
    const result = listQuery.safeParse(query);
    return result.success ? undefined : problemOf(result.error.issues, query, 'query');
  };

  test.each(['1', '20', '100'])('limit %s', (limit) => {
    expect(refusal({ limit })).toBeUndefined();
  });

  test.each(['0', '101', '-1', '1e2', '07', '05', '+5', ' 5', '5 ', '5.0', '٥', '1\n', '', 'all'])(
    'limit %j is refused',
    (limit) => {
      expect(refusal({ limit })).toMatchObject({ status: 400, code: 'invalid_field', param: 'limit' });
    },
  );

  test('an unknown parameter is refused by name', () => {
    expect(refusal({ page: '2' })).toMatchObject({ status: 400, code: 'unknown_field', param: 'page' });
  });
});
