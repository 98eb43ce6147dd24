import fc from 'fast-check';
import { isReturnUrl } from '../../../../lib/gateway/payments/api/return-url';

describe('D9 a return_url leads where it reads, or is refused', () => {
  test.each([
    'https://shop.example',
    'https://shop.example/',
    'https://shop.example/thanks',
    'https://shop.example:8443/a/b;c=1/d.html?x=1&y=%2e%2e#part',
    'https://shop.example?order=1',
    "https://shop.example/?q='x'&r={a}|b",
    'https://shop.example/dankeschön?wofür=☕',
    'https://xn--mnchen-3ya.example/',
    'https://my_shop.example/',
    'https://192.0.2.7/thanks',
    'https://[2001:db8::1]/thanks',
    'https://shop.example/?next=https://other.example/',
    'https://shop.example/?',
    'https://shop.example/#',
    'https://localhost:3000/',
  ])('%s', (url) => {
    expect(isReturnUrl(url)).toBe(true);
  });

  test.each([
    'https:///evil.example',
    'https:////evil.example/',
    'https:/evil.example',
    'https:evil.example',
    'https:\\\\evil.example',
    'https://shop.example\\@evil.example/',
    'https://exa%6dple.com',
    'https://example%2Ecom/',
    'https://shop\u00ad.example/',
    'https://shop\u200b.example/',
    'https://0x7f.1/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://１２７.0.0.1/',
    'https://ｅxample.com/',
    'https://example。com/',
    'https://аpple.example/',
    'https://münchen.example/',
    'https://SHOP.example/',
    'HTTPS://shop.example/',
    'https://shop.example:443/',
    'https://shop.example:/',
    'https://shop.example:08443/',
    'https://shop.example./',
    'https://shop.example../',
    'https://@shop.example/',
    'https://shop.example@evil.example/',
    'https://user:password@shop.example/',
    'https://[2001:DB8::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://shop.example/a/../b',
    'https://shop.example/./a',
    'https://shop.example/%2e%2e/b',
    'https://shop.example/.%2E/b',
    'https://shop.example/a b',
    'https://shop.example/a\tb',
    'https://shop.example/a\nb',
    'https://shop\t.example/',
    'https://shop.example/\\evil',
    'https://shop.example/\u202egnp.exe',
    ' https://shop.example/',
    'https://shop.example/ ',
    '\u0000https://shop.example/',
    'https://xn--a/',
    'https://xn--example-.com/',
    'https://shop.example,evil.example/',
    'https://shop.example;evil.example/',
    'https://shop.example&evil.example/',
    'https://shop.example(evil.example)/',
    'https://shop.example~evil/',
    'https://shop.example"evil/',
    "https://shop.example'evil/",
    'https://shop.example{evil}/',
    'https://.shop.example/',
    'https://shop..example/',
    'https://-shop.example/',
    'https://shop-.example/',
    `https://${'x'.repeat(64)}.example/`,
    `https://${'x.'.repeat(130)}example/`,
    'https://',
    'https://?x',
    'http://shop.example/',
    '//shop.example/',
    'javascript:alert(1)',
    `https://shop.example/${'x'.repeat(2000)}`,
    `https://shop.example/${'é'.repeat(400)}`,
  ])('%j is refused', (url) => {
    expect(isReturnUrl(url)).toBe(false);
  });

  test('what is accepted has the host and the path that a browser goes to', () => {
    const part = fc.string({ unit: fc.constantFrom(...'ab1.-_~%2eEF/\\?#@:;&=[]0xX\u00ad\u3002\uff11é \t') });
    fc.assert(
      fc.property(part, part, (host, rest) => {
        const text = `https://${host}${rest}`;
        if (!isReturnUrl(text)) return;
        const [, authority = '', path = ''] = /^https:\/\/([^/?#]*)([^?#]*)/.exec(text) ?? [];
        const url = new URL(text);
        expect([url.host, url.pathname]).toEqual([authority, path.replace(/[^\x21-\x7e]/g, encodeURIComponent) || '/']);
      }),
      { numRuns: 2000 },
    );
  });
});
