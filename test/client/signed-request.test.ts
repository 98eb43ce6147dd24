import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import {
  contentDigest,
  type SignedRequest,
  signedRequest,
  type UnsignedRequest,
} from '../../lib/client/signed-request';
import type { Gateway } from '../../lib/gateway/http/gateway';
import type { HttpRequest } from '../../lib/gateway/http/request';
import { gatewayFor, testApp } from '../gateway/http/gateway-in-memory';
import { verified } from '../gateway/http/verified';

/** The worked example of docs/integrating.md: every intermediate string is there for integrators to compare with. */
const EXAMPLE = {
  publicKey: 'pk_test_EXAMPLEexampleEXAMPLEexa',
  secret: 'sk_test_EXAMPLEexampleEXAMPLEexampleEXAMPLEexample1',
  now: () => 1_772_366_400_000,
};
const HOST = 'gateway.sandbox.airlock.example';
const app = testApp({ mode: 'test', publicKey: EXAMPLE.publicKey, secret: EXAMPLE.secret });

/** The request as the gateway sees it. */
function received({ method, url, headers, body }: SignedRequest): HttpRequest {
  const { pathname, searchParams } = new URL(url);
  const query = new Map<string, string[]>();
  for (const [name, value] of searchParams) query.set(name, [...(query.get(name) ?? []), value]);
  return {
    method,
    path: pathname,
    routePath: pathname,
    host: headers['Host'] ?? '',
    headers: new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]])),
    query,
    body: body ?? Buffer.alloc(0),
    requestId: 'request',
  };
}

/** A gateway that serves both hosts, so that only the signature can tell them apart. */
function verifier(): Gateway {
  return gatewayFor('sandbox', [app], { now: EXAMPLE.now, hosts: [HOST, 'gateway.live.airlock.example'] });
}

describe('D7 the worked example', () => {
  const request: UnsignedRequest = {
    method: 'POST',
    url: `https://${HOST}/v1/payments`,
    body: '{"amount":1250,"currency":"EUR","reference":"order-1001"}',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'order-1001-try' },
  };
  const params =
    '("@method" "@authority" "@path" "content-digest" "idempotency-key");created=1772366400;nonce="3f1c9a7be0d24c58"' +
    ';keyid="pk_test_EXAMPLEexampleEXAMPLEexa";tag="airlock"';
  const base = [
    '"@method": POST',
    '"@authority": gateway.sandbox.airlock.example',
    '"@path": /v1/payments',
    '"content-digest": sha-256=:VLhHNOBqBowsPkYuX23prwHezj+tTwcV51ecw9ee2cc=:',
    '"idempotency-key": order-1001-try',
    `"@signature-params": ${params}`,
  ].join('\n');

  test('BG7: digest, base, parameters and MAC are those that the guide prints', async () => {
    const signed = await signedRequest(request, { ...EXAMPLE, nonce: () => '3f1c9a7be0d24c58' });
    expect(signed.signatureBase).toBe(base);
    expect(signed.headers).toEqual({
      Host: HOST,
      'Content-Type': 'application/json',
      'Content-Length': '57',
      'Content-Digest': 'sha-256=:VLhHNOBqBowsPkYuX23prwHezj+tTwcV51ecw9ee2cc=:',
      'Idempotency-Key': 'order-1001-try',
      'Signature-Input': `sig=${params}`,
      Signature: 'sig=:UuvaBv+8/tM7LpHf7o/ezr0HZI1p3pT0d6Rcp9zZ7y8=:',
    });
    const mac = createHmac('sha256', EXAMPLE.secret).update(base).digest('base64');
    expect(signed.headers['Signature']).toBe(`sig=:${mac}:`);
  });

  test('a query parameter is a component of its own', async () => {
    const signed = await signedRequest(
      { method: 'GET', url: `https://${HOST}/v1/payments`, query: { limit: 10, cursor: undefined } },
      { ...EXAMPLE, nonce: () => '8a2e5d1f4b7c9036' },
    );
    expect(signed.url).toBe(`https://${HOST}/v1/payments?limit=10`);
    expect(signed.signatureBase.split('\n')[3]).toBe('"@query-param";name="limit": 10');
    expect(signed.headers['Signature']).toBe('sig=:6aqjREa6EWj2wuKJPLUggfxxIOBJ4VtRPfgx4HY5SQY=:');
    expect(signed.headers).not.toHaveProperty('Content-Digest');
  });

  test('Content-Digest is RFC 9530 over the bytes', () => {
    const bytes = Buffer.from([0, 255, 10]);
    expect(contentDigest(bytes)).toBe(`sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`);
  });
});

const name = fc.stringMatching(/^[a-z][A-Za-z0-9._-]{0,12}$/);
const unsigned: fc.Arbitrary<UnsignedRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  url: fc.stringMatching(/^(\/[A-Za-z0-9_-]{1,10}){1,4}$/).map((path) => `https://${HOST}${path}`),
  query: fc.dictionary(name, fc.stringMatching(/^[A-Za-z0-9._-]{0,12}$/), { maxKeys: 3 }),
  body: fc.option(fc.uint8Array({ minLength: 1, maxLength: 64 }), { nil: '' }),
  headers: fc.option(
    fc.stringMatching(/^[!-~]{1,40}$/).map((key) => ({ 'idempotency-key': key })),
    { nil: {} },
  ),
});

describe('D7 BG7 the client and the gateway agree', () => {
  test('every request that the client signs is accepted, once', () =>
    fc.assert(
      fc.asyncProperty(unsigned, async (request) => {
        const gateway = verifier();
        const signed = received(await signedRequest(request, EXAMPLE));
        await expect(verified(gateway, signed)).resolves.toMatchObject({ publicKey: EXAMPLE.publicKey });
        await expect(verified(gateway, signed)).rejects.toMatchObject({ status: 401, code: 'nonce_reused' });
      }),
    ));

  const header = (change: (value: string) => string, key: string) => (request: HttpRequest) => {
    const [value = ''] = request.headers.get(key) ?? [];
    return { ...request, headers: new Map([...request.headers, [key, [change(value)]]]) };
  };
  const changes: Record<string, (request: HttpRequest) => HttpRequest> = {
    method: (request) => ({ ...request, method: request.method === 'GET' ? 'POST' : 'GET' }),
    'host, of the other environment': (request) => ({ ...request, host: 'gateway.live.airlock.example' }),
    path: (request) => ({ ...request, path: `${request.path}x` }),
    'a query value': (request) => ({ ...request, query: new Map([...request.query, ['limit', ['99']]]) }),
    'a query name more': (request) => ({ ...request, query: new Map([...request.query, ['more', ['']]]) }),
    'no query': (request) => ({ ...request, query: new Map() }),
    body: (request) => ({ ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) }),
    'body and digest': (request) => {
      const body = Buffer.concat([request.body, Buffer.from(' ')]);
      return header(() => contentDigest(body), 'content-digest')({ ...request, body });
    },
    'idempotency key': header((value) => `${value}x`, 'idempotency-key'),
    created: header((value) => value.replace('created=1772366400', 'created=1772366401'), 'signature-input'),
    nonce: header((value) => value.replace(/nonce="./, 'nonce="_'), 'signature-input'),
    keyid: header((value) => value.replace('EXAMPLE', 'EXAMPLe'), 'signature-input'),
    'a parameter more': header((value) => `${value};alg="hmac-sha256"`, 'signature-input'),
    signature: header((value) => value.replace(/=:./, (text) => (text === '=:A' ? '=:B' : '=:A')), 'signature'),
  };

  test.each(Object.keys(changes))('a changed %s is refused with 401', async (what) => {
    const request = { method: 'POST', url: `https://${HOST}/v1/payments`, query: { limit: 10 }, body: '{"amount":1}' };
    const nonce = () => '3f1c9a7be0d24c58';
    const signed = await signedRequest({ ...request, headers: { 'Idempotency-Key': 'k' } }, { ...EXAMPLE, nonce });
    const changed = changes[what]?.(received(signed)) ?? received(signed);
    expect(changed).not.toEqual(received(signed));
    await expect(verified(verifier(), changed)).rejects.toMatchObject({ status: 401 });
  });

  test('GW8: the same bytes sent to the other host do not verify there, whatever Host says', async () => {
    const signed = await signedRequest({ method: 'GET', url: `https://${HOST}/v1/payments` }, EXAMPLE);
    const moved = { ...received(signed), host: 'gateway.live.airlock.example' };
    await expect(verified(verifier(), moved)).rejects.toMatchObject({ status: 401, code: 'signature_invalid' });
  });
});

describe('D7 what cannot be covered unambiguously is not sent', () => {
  test.each([
    ['a query in the path', { url: `https://${HOST}/v1/payments?limit=1` }],
    ['an encoded path', { url: `https://${HOST}/v1/a%2Fb` }],
    ['a path that a URL rewrites', { url: `https://${HOST}/v1/../info` }],
    ['a query value with a space', { url: `https://${HOST}/v1/payments`, query: { cursor: 'a b' } }],
    ['a query name with =', { url: `https://${HOST}/v1/payments`, query: { 'a=b': '1' } }],
    ['a digest of its own', { url: `https://${HOST}/info`, headers: { 'content-digest': 'sha-256=:AA==:' } }],
    ['another Host header', { url: `https://${HOST}/info`, headers: { host: 'gateway.live.airlock.example' } }],
    ['a signature already there', { url: `https://${HOST}/info`, headers: { Signature: 'sig=:AA==:' } }],
  ])('%s', async (_, request) => {
    await expect(signedRequest({ method: 'GET', ...request }, EXAMPLE)).rejects.toMatchObject({ name: 'Refusal' });
  });
});

test.each(['a\nb', 'a\u0000', '鍵'])(
  'an Idempotency-Key of %j is refused before anything is sent, and not repeated',
  async (key) => {
    const request = { method: 'POST', url: 'https://gateway.example/v1/payments', headers: { 'Idempotency-Key': key } };
    const refusal = await signedRequest(request, { publicKey: 'pk_test_x', secret: 'sk_test_x' }).catch(
      (error) => error,
    );
    expect(refusal).toMatchObject({ name: 'Refusal', kind: 'usage', fix: expect.stringContaining('leave out') });
    expect(refusal.message).toContain('"Idempotency-Key"');
    expect(refusal.message).not.toContain(key);
  },
);
