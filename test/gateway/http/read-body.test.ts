import { Problem } from '../../../lib/gateway/http/problem';
import { checkNoBody, checkSize, readJson } from '../../../lib/gateway/http/read-body';
import type { HttpRequest } from '../../../lib/gateway/http/request';

function request(body: Buffer | string, type: string | undefined = 'application/json'): HttpRequest {
  return {
    method: 'POST',
    path: '/v1/payments',
    routePath: '/v1/payments',
    host: 'h',
    headers: new Map(type ? [['content-type', [type]]] : []),
    query: new Map(),
    body: Buffer.from(body as string),
    requestId: 'r',
  };
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return `${error.status} ${error.code}`;
    throw error;
  }
  return 'accepted';
}

const SECRET = 'sk_test_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK';

function detailOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error.detail;
  }
  return '';
}

describe('D9 bodies', () => {
  test.each<[string, HttpRequest, string]>([
    ['a JSON object', request('{"a":1}'), 'accepted'],
    ['with a charset', request('{}', 'application/json; charset=utf-8'), 'accepted'],
    ['no content type', request('{}', ''), '415 unsupported_media_type'],
    ['a form', request('a=1', 'application/x-www-form-urlencoded'), '415 unsupported_media_type'],
    ['JSON in another charset', request('{}', 'application/json; charset=latin1'), '415 unsupported_media_type'],
    ['JSON with a suffix', request('{}', 'application/jsonp'), '415 unsupported_media_type'],
    ['nothing', request(''), '400 invalid_json'],
    ['half an object', request('{"a":'), '400 invalid_json'],
    ['an array', request('[]'), '400 invalid_json'],
    ['null', request('null'), '400 invalid_json'],
    ['a number', request('1'), '400 invalid_json'],
    ['bytes that are not UTF-8', request(Buffer.from([0x7b, 0xff, 0x7d])), '400 invalid_utf8'],
    ['a byte order mark', request(Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d])), '400 invalid_json'],
    ['half a surrogate pair', request('{"a":"\\ud800"}'), '400 invalid_utf8'],
    ['half a surrogate pair in a name', request('{"\\ud800":1}'), '400 invalid_utf8'],
    ['deep nesting', request('['.repeat(60_000)), '400 invalid_json'],
  ])('%s', (_, given, expected) => {
    expect(codeOf(() => readJson(given))).toBe(expected);
  });

  test.each<[string, () => unknown]>([
    ['in the content type', () => readJson(request('{}', SECRET))],
    ['in the path', () => checkNoBody({ ...request('{}'), path: `/v1/payments/${SECRET}` })],
  ])('a secret that was sent %s does not come back', (_, run) => {
    expect(codeOf(run)).toMatch(/^4/);
    expect(detailOf(run)).toContain('sk_');
    expect(detailOf(run)).not.toContain('FAKE');
  });

  test('a body of the limit passes and one byte more is 413', () => {
    expect(codeOf(() => checkSize(request('x'.repeat(10)), 10))).toBe('accepted');
    expect(codeOf(() => checkSize(request('x'.repeat(11)), 10))).toBe('413 body_too_large');
  });
});
