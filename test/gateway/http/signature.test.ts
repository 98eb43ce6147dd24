import fc from 'fast-check';
import { Problem } from '../../../lib/gateway/http/problem';
import type { HttpRequest } from '../../../lib/gateway/http/request';
import { mac, readSignature, signatureBase } from '../../../lib/gateway/http/signature';
import { gatewayFor, testApp } from './gateway-in-memory';
import { NOW, type RequestOptions, signedRequest, withHeaders } from './signed-request';
import { verified } from './verified';

const app = testApp();
const credentials = { keyid: app.publicKey, secret: app.secret };

async function refusal(request: HttpRequest, gateway = gatewayFor('sandbox', [app])): Promise<Problem> {
  const outcome = await verified(gateway, request).catch((error: unknown) => error);
  if (outcome instanceof Problem) return outcome;
  throw new Error(`expected a refusal, got ${JSON.stringify(outcome)}`);
}

describe('D7 the MAC layer', () => {
  const base = [
    '"date": Tue, 20 Apr 2021 02:07:55 GMT',
    '"@authority": example.com',
    '"content-type": application/json',
    '"@signature-params": ("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
  ].join('\n');
  const key = Buffer.from(
    'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==',
    'base64',
  );

  test('makes the signature of RFC 9421 appendix B.2.5', () => {
    expect(mac(base, key).toString('base64')).toBe('pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=');
  });

  test('and the policy above it refuses that same request: it covers other components and carries no tag', async () => {
    const request: HttpRequest = {
      method: 'POST',
      path: '/foo',
      routePath: '/foo',
      host: 'example.com',
      query: new Map(),
      body: Buffer.alloc(0),
      requestId: 'r',
      headers: new Map([
        ['date', ['Tue, 20 Apr 2021 02:07:55 GMT']],
        ['content-type', ['application/json']],
        [
          'signature-input',
          ['sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"'],
        ],
        ['signature', ['sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:']],
      ]),
    };
    expect((await refusal(request, gatewayFor('sandbox', [app], { hosts: ['example.com'] }))).code).toBe(
      'signature_missing',
    );
  });
});

describe('BG7 D7 a signed request', () => {
  const accepted: [string, Partial<RequestOptions>][] = [
    ['without a body', {}],
    ['with a body', { method: 'POST', body: '{"amount":1}', idempotencyKey: 'key-1' }],
    ['with query parameters', { query: { limit: '10', cursor: 'abc' } }],
    ['with a colon in a query value, encoded as RFC 9421 §2.2.8 says', { query: { since: '10:30' } }],
    ['with alg', { extra: { alg: 'hmac-sha256' } }],
    ['with the components in another order', { fields: ['@path', '@authority', '@method'] }],
    ['300 s old', { created: NOW - 300_000 }],
    ['300 s ahead', { created: NOW + 300_000 }],
  ];
  test.each(accepted)('%s is accepted', async (_, options) => {
    const found = await verified(gatewayFor('sandbox', [app]), await signedRequest({ ...credentials, ...options }));
    expect(found.appId).toBe(app.appId);
  });

  const refused: [string, Partial<RequestOptions>, string][] = [
    ['301 s old', { created: NOW - 301_000 }, 'signature_expired'],
    ['301 s ahead', { created: NOW + 301_000 }, 'signature_expired'],
    ['with another tag', { tag: 'other' }, 'signature_missing'],
    ['with a short nonce', { nonce: 'short' }, 'signature_malformed'],
    ['with another algorithm', { extra: { alg: 'rsa-pss-sha512' } }, 'signature_malformed'],
    ['with a parameter of its own', { extra: { hello: 'x' } }, 'signature_malformed'],
    ['that leaves the authority out', { fields: ['@method', '@path'] }, 'signature_components'],
    ['that leaves the method out', { fields: ['@authority', '@path'] }, 'signature_components'],
    ['that leaves the path out', { fields: ['@method', '@authority'] }, 'signature_components'],
    [
      'that leaves the query out',
      { query: { limit: '1' }, fields: ['@method', '@authority', '@path'] },
      'signature_components',
    ],
    [
      'that leaves the body out',
      { method: 'POST', body: '{}', fields: ['@method', '@authority', '@path'] },
      'signature_components',
    ],
    [
      'that leaves the idempotency key out',
      { method: 'POST', idempotencyKey: 'k', fields: ['@method', '@authority', '@path'] },
      'signature_components',
    ],
    ['that covers more', { fields: ['@method', '@authority', '@path', 'host'] }, 'signature_components'],
    [
      'that covers a component as a request-bound one',
      { fields: ['"@method";req', '@authority', '@path'] },
      'signature_components',
    ],
    [
      'that covers the digest as bytes',
      { method: 'POST', body: '{}', fields: ['@method', '@authority', '@path', '"content-digest";bs'] },
      'signature_components',
    ],
    [
      'that covers a component twice',
      { fields: ['@method', '@method', '@authority', '@path'] },
      'signature_components',
    ],
    ['made with another secret', { secret: 'sk_dev_anotherFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK' }, 'signature_invalid'],
    ['of an unknown key', { keyid: 'pk_dev_unknownFAKEfakeFAKEfake1' }, 'signature_invalid'],
    ['whose keyid is the secret', { keyid: app.secret }, 'secret_sent'],
    [
      'with a query value outside the plain set',
      { query: { cursor: 'a b' }, fields: ['@method', '@authority', '@path'] },
      'invalid_query',
    ],
  ];
  test.each(refused)('%s is refused', async (_, options, code) => {
    const request =
      'req' in options ? undefined : await signedRequest({ ...credentials, ...options }).catch(() => undefined);
    if (!request) {
      // The library will not sign what makes no sense, so the header is written by hand.
      const honest = await signedRequest(credentials);
      const input = honest.headers.get('signature-input')?.[0]?.replace('"@method"', '"@method";req') ?? '';
      expect((await refusal(withHeaders(honest, { 'signature-input': input }))).code).toBe(code);
      return;
    }
    const problem = await refusal(request);
    expect(problem.code).toBe(code);
    expect(problem.detail).not.toContain(app.secret);
  });

  test('GW8: captured bytes are refused the second time, also under the request id of the first', async () => {
    const gateway = gatewayFor('sandbox', [app]);
    const captured = await signedRequest({ keyid: app.publicKey, secret: app.secret });
    const { appId } = await verified(gateway, { ...captured, requestId: 'chosen-by-the-client' });
    expect(appId).toBe(app.appId);
    expect((await refusal({ ...captured, requestId: 'chosen-by-the-client' }, gateway)).code).toBe('nonce_reused');
  });

  test('twice with one nonce is refused the second time, and a refused one claims nothing', async () => {
    const gateway = gatewayFor('sandbox', [app]);
    const request = await signedRequest(credentials);
    const forged = await signedRequest({ ...credentials, secret: 'sk_dev_anotherFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK' });
    expect((await refusal(forged, gateway)).code).toBe('signature_invalid');
    expect(gateway.stored()).toEqual([]);
    await verified(gateway, request);
    expect((await refusal(request, gateway)).code).toBe('nonce_reused');
  });

  test('with two airlock signatures is refused, even when both are right', async () => {
    const request = await signedRequest(credentials);
    const [input = ''] = request.headers.get('signature-input') ?? [];
    const [signature = ''] = request.headers.get('signature') ?? [];
    const twice = withHeaders(request, {
      'signature-input': [input, input.replace('sig=', 'sig2=')],
      signature: [signature, signature.replace('sig=', 'sig2=')],
    });
    expect((await refusal(twice)).code).toBe('signature_malformed');
  });

  test("beside a proxy's signature with another tag is accepted", async () => {
    const request = await signedRequest(credentials);
    const [input = ''] = request.headers.get('signature-input') ?? [];
    const [signature = ''] = request.headers.get('signature') ?? [];
    const beside = withHeaders(request, {
      'signature-input': ['proxy=("@method");tag="proxy"', input],
      signature: ['proxy=:AAAA:', signature],
    });
    await expect(verified(gatewayFor('sandbox', [app]), beside)).resolves.toMatchObject({ appId: app.appId });
  });

  test.each([
    ['Signature-Input', { 'signature-input': undefined }, 'signature_missing'],
    ['Signature', { signature: undefined }, 'signature_malformed'],
    ['a readable Signature-Input', { 'signature-input': 'sig=(' }, 'signature_malformed'],
    ['the body that was signed', { 'content-digest': 'sha-256=:AAAA:' }, 'signature_invalid'],
  ])('without %s is refused', async (_, changes, code) => {
    const request = await signedRequest({ ...credentials, method: 'POST', body: '{}' });
    expect((await refusal(withHeaders(request, changes))).code).toBe(code);
  });

  test.each([
    ['Signature-Input', 'sig=('],
    ['Signature', 'sig=:'],
  ])('names %s as it is written where it cannot be read', async (name, value) => {
    const request = await signedRequest({ ...credentials });
    const problem = await refusal(withHeaders(request, { [name.toLowerCase()]: value }));
    expect(problem).toMatchObject({ code: 'signature_malformed', param: name });
    expect(problem.detail).toContain(`header ${name} `);
  });

  test('names the header that says when it was made, where that is too long ago', async () => {
    const request = await signedRequest({ ...credentials, created: NOW - 301_000 });
    expect(await refusal(request)).toMatchObject({ code: 'signature_expired', param: 'Signature-Input' });
  });

  test('whose digest is signed but not of this body is refused', async () => {
    const request = await signedRequest({ ...credentials, method: 'POST', body: '{"amount":100}' });
    expect((await refusal({ ...request, body: Buffer.from('{"amount":900}') })).code).toBe('content_digest_mismatch');
  });

  test('with a repeated query name is refused', async () => {
    const request = await signedRequest({ ...credentials, query: { limit: '1' } });
    expect((await refusal({ ...request, query: new Map([['limit', ['1', '1']]]) })).code).toBe('repeated_query');
  });
});

describe('D7 any change after signing is refused', () => {
  const text = fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/);
  const options = fc.record({
    method: fc.constantFrom('GET', 'POST'),
    path: fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/).map((part) => `/v1/${part}`),
    query: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text, { maxKeys: 3 }),
    body: fc.option(fc.json(), { nil: '' }),
    idempotencyKey: text,
  });
  const changes: Record<string, (request: HttpRequest) => HttpRequest> = {
    method: (request) => ({ ...request, method: request.method === 'GET' ? 'POST' : 'GET' }),
    path: (request) => ({ ...request, path: `${request.path}x` }),
    host: (request) => ({ ...request, host: 'gateway.other.airlock.example' }),
    query: (request) => ({ ...request, query: new Map([...request.query, ['zzzzzzzzz', ['1']]]) }),
    body: (request) => ({ ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) }),
    'idempotency-key': (request) => withHeaders(request, { 'idempotency-key': 'another' }),
    created: (request) => parameter(request, /created=\d+/, `created=${NOW / 1000 - 1}`),
    nonce: (request) => parameter(request, /nonce="[^"]*"/, 'nonce="another-nonce-1234"'),
    keyid: (request) => parameter(request, /keyid="[^"]*"/, 'keyid="pk_dev_anotherFAKEfakeFAKEfake1"'),
    alg: (request) => parameter(request, /;tag=/, ';alg="hmac-sha256";tag='),
    order: (request) => parameter(request, /"@method" "@authority"/, '"@authority" "@method"'),
    signature: (request) => {
      const [signature = ''] = request.headers.get('signature') ?? [];
      const flipped = signature.replace(/^sig=:(.)/, (_, first) => `sig=:${first === 'A' ? 'B' : 'A'}`);
      return withHeaders(request, { signature: flipped });
    },
    'signature length': (request) => withHeaders(request, { signature: 'sig=:AAAA:' }),
  };
  const gateway = () =>
    gatewayFor('sandbox', [app], { hosts: ['gateway.sandbox.airlock.example', 'gateway.other.airlock.example'] });

  function parameter(request: HttpRequest, pattern: RegExp, text: string): HttpRequest {
    const [input = ''] = request.headers.get('signature-input') ?? [];
    return withHeaders(request, { 'signature-input': input.replace(pattern, text) });
  }

  test.each(Object.entries(changes))('%s', async (_, change) => {
    await fc.assert(
      fc.asyncProperty(options, async (chosen) => {
        const request = await signedRequest({ ...credentials, ...chosen });
        await expect(verified(gateway(), request)).resolves.toMatchObject({ appId: app.appId });
        expect((await refusal(change(request), gateway())).status).toBe(401);
      }),
      { numRuns: 40 },
    );
  });

  test('any single flipped bit of the MAC', async () => {
    const request = await signedRequest(credentials);
    const signature = readSignature(request);
    for (let bit = 0; bit < 256; bit += 1) {
      const flipped = Buffer.from(signature.mac);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const changed = withHeaders(request, { signature: `sig=:${flipped.toString('base64')}:` });
      expect((await refusal(changed)).code).toBe('signature_invalid');
    }
  });
});

describe('D7 @authority binds a signature to one gateway', () => {
  test('the same bytes at the other host are refused, with one key pair on both sides and the Host rewritten either way', async () => {
    const sandbox = gatewayFor('sandbox', [app]);
    // A verifier that by mistake serves the same pair under the other host: nothing but the authority is left to refuse it.
    const mistaken = gatewayFor('sandbox', [app], { hosts: ['gateway.live.airlock.example'] });
    const request = await signedRequest(credentials);
    await expect(verified(sandbox, request)).resolves.toMatchObject({ appId: app.appId });
    expect((await refusal(request, mistaken)).code).toBe('authority_unknown');
    const rewritten = {
      ...withHeaders(request, { host: 'gateway.live.airlock.example' }),
      host: 'gateway.live.airlock.example',
    };
    expect((await refusal(rewritten, mistaken)).code).toBe('signature_invalid');
  });

  test('the base holds the authority that was sent, in lower case', async () => {
    const request = await signedRequest(credentials);
    const base = signatureBase(request, readSignature(request), 'gateway.sandbox.airlock.example');
    expect(base).toContain('"@authority": gateway.sandbox.airlock.example\n');
  });

  test('D14 loopback is a host only where it is set, and only that one port', async () => {
    const request = await signedRequest({ ...credentials, host: 'localhost:8080' });
    expect((await refusal(request)).code).toBe('authority_unknown');
    expect((await refusal(request, gatewayFor('sandbox', [app], { loopback: 'localhost:8081' }))).code).toBe(
      'authority_unknown',
    );
    const local = gatewayFor('sandbox', [app], { loopback: 'localhost:8080' });
    // The library drops no port, so the client signs exactly what it sends.
    await expect(verified(local, request)).resolves.toMatchObject({ appId: app.appId });
  });
});

describe('BG1 GW8 D9 a key of the other environment', () => {
  const live = testApp({
    appId: 'app_live_01J00000000000000000000001',
    name: 'book-live',
    mode: 'live',
    environment: 'live',
    publicKey: 'pk_live_FAKEfakeFAKEfakeFAKEfake',
    secret: 'sk_live_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK',
  });

  test.each([
    ['sandbox key at live', 'live', app, live],
    ['live key at sandbox', 'sandbox', live, app],
  ] as const)('%s is 401 mode_mismatch before anything is looked up', async (_, environment, foreign, own) => {
    const gateway = gatewayFor(environment, [own, foreign]);
    const request = await signedRequest({
      keyid: foreign.publicKey,
      secret: foreign.secret,
      host: `gateway.${environment}.airlock.example`,
    });
    const problem = await refusal(request, gateway);
    expect(problem).toMatchObject({ status: 401, code: 'mode_mismatch', crossEnvironment: true, mode: foreign.mode });
    expect(gateway.stored()).toEqual([]);
  });
});
