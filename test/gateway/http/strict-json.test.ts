import fc from 'fast-check';
import { Problem } from '../../../lib/gateway/http/problem';
import { OddNumber, parseStrictJson } from '../../../lib/gateway/http/strict-json';

function refusal(text: string) {
  try {
    parseStrictJson(text);
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, param: error.param };
    throw error;
  }
  return undefined;
}

describe('D9 a JSON body means what it says', () => {
  test.each([
    ['{"amount":1,"amount":2}', 'amount'],
    ['{"amount":1,"currency":"EUR","amount":1}', 'amount'],
    ['{"amount":1,"amo\\u0075nt":2}', 'amount'],
    ['{"metadata":{"a":"1","\\u0061":"2"}}', 'metadata.a'],
    ['{"list":[0,{"deep":[{"x":{},"x":[]}]}]}', 'list.1.deep.0.x'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"":1,"":2}', ''],
    ['{"a":{"a":1},"b":{"a":1},"a" : 3}', 'a'],
  ])('a member sent twice is refused: %s', (text, param) => {
    expect(refusal(text)).toEqual({ code: 'duplicate_member', param });
  });

  test('names that only look alike, or stand in different objects, pass', () => {
    const text = '{"a":{"a":"a"},"b":[{"a":1},{"a":2}],"A":":","c":"{\\"a\\":1,\\"a\\":2}","constructor":1,"\\\\":1}';
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  test.each([
    '1e3',
    '1.0',
    '1250.0',
    '-0',
    '0.1',
    '1E0',
    '1e400',
    '9007199254740993',
    '-9007199254740993',
    '999999999999.99999',
  ])('the number %s is not taken for another one', (written) => {
    expect(parseStrictJson(`{"amount":${written}}`)).toEqual({ amount: new OddNumber(written) });
  });

  test.each(['{"a":"\\ud800"}', '{"\\udc00":1}', '{"a":["x\\ud83d"]}'])('half a character is refused: %s', (text) => {
    expect(refusal(text)?.code).toBe('invalid_utf8');
  });

  test('20 levels pass, more do not, and no depth ends in a crash', () => {
    const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;
    expect(refusal(nested(20))).toBeUndefined();
    expect(refusal(nested(22))?.code).toBe('invalid_json');
    expect(refusal(nested(60_000))?.code).toBe('invalid_json');
  });

  test('__proto__ is a member like any other', () => {
    const value = parseStrictJson('{"__proto__":{"mode":"live"}}') as object;
    expect([Object.keys(value), (value as { mode?: string }).mode]).toEqual([['__proto__'], undefined]);
  });

  test('whatever else is JSON, or is none, is read as JSON.parse does', () => {
    const json = fc.json({ maxDepth: 4, noUnicodeString: false } as fc.JsonSharedConstraints);
    const spaced = fc
      .tuple(json, fc.constantFrom(undefined, 1, '\t'))
      .map(([text, space]) => JSON.stringify(JSON.parse(text), null, space));
    fc.assert(
      fc.property(spaced, (text) => {
        const odd = (_: string, value: unknown) =>
          typeof value === 'number' && (!Number.isSafeInteger(value) || Object.is(value, -0)) ? 'odd' : value;
        const mine = JSON.stringify(parseStrictJson(text), (_, value) => (value instanceof OddNumber ? 'odd' : value));
        expect(JSON.parse(mine)).toEqual(JSON.parse(text, odd));
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const outcome = (read: () => unknown) => {
          try {
            read();
            return 'read';
          } catch (error) {
            return error instanceof SyntaxError ? 'no JSON' : 'refused';
          }
        };
        expect(outcome(() => parseStrictJson(text)) === 'no JSON').toBe(outcome(() => JSON.parse(text)) === 'no JSON');
      }),
    );
  });
});
