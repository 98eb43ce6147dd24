import { createHash, createHmac, randomBytes } from 'node:crypto';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { httpbis } from 'http-message-signatures';
import { Refusal } from '../contract/refusal';

/** A request before it is signed. */
export interface UnsignedRequest {
  readonly method: string;
  /** Scheme, host and path, without a query: `https://gateway.live.airlock.example/v1/payments`. */
  readonly url: string;
  /** What the signature names as `@authority` and is sent as `Host`. @default - the URL's host */
  readonly authority?: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** The body's exact bytes; text is sent as UTF-8. @default - none */
  readonly body?: string | Uint8Array;
  /** Further headers; `Idempotency-Key` among them is covered. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The keys that sign; with `now` and `nonce` given, as in tests, the signature depends on nothing else. */
export interface Signer {
  readonly publicKey: string;
  readonly secret: string;
  /** Epoch milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** 16 to 64 of `A-Za-z0-9_-`, never the same twice. @default - 24 random characters */
  readonly nonce?: (() => string) | undefined;
}

/** The exact bytes to send. A change of any of it afterwards is answered 401. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** What the MAC is over; holds no secret. */
  readonly signatureBase: string;
}

const PATH = /^\/[A-Za-z0-9/_.-]*$/;
const QUERY_NAME = /^[A-Za-z0-9._-]+$/;
const QUERY_VALUE = /^[A-Za-z0-9._:-]*$/;

/** Headers that follow from the rest of the request. */
const DERIVED = /^(host|content-digest|content-length|transfer-encoding|signature|signature-input)$/i;

/**
 * Signs a request with RFC 9421 HTTP Message Signatures, `hmac-sha256`, and RFC 9530 Content-Digest. Covered, neither
 * more nor less: `@method`, `@authority`, `@path`, each query parameter, `content-digest` when there is a body and
 * `idempotency-key` when one is sent.
 * @throws Refusal when the path or query holds what a signature could not cover unambiguously
 *
 * @example
 * ```ts
 * const { headers, signatureBase } = await signedRequest(
 *   { method: 'GET', url: 'https://gateway.sandbox.airlock.example/v1/payments', query: { limit: 5 } },
 *   { publicKey: 'pk_test_FAKE', secret: 'sk_test_FAKE' },
 * );
 * console.log(Object.keys(headers)); // [ 'Host', 'Signature', 'Signature-Input' ]
 * console.log(signatureBase.split('\n')[0]); // "@method": GET
 * ```
 */
export async function signedRequest(request: UnsignedRequest, signer: Signer): Promise<SignedRequest> {
  const url = coverable(request);
  const body = bodyBytes(request.body);
  const derived = Object.keys(request.headers ?? {}).find((name) => DERIVED.test(name));
  if (derived) throw new Refusal(`header ${derived} is made by the client`, 'leave it out', 'usage');
  for (const [name, value] of Object.entries(request.headers ?? {})) refuseUnsendable(name, value);
  const headers: Record<string, string> = {
    ...request.headers,
    Host: request.authority ?? url.host,
    ...(body && { 'Content-Digest': contentDigest(body), 'Content-Length': String(body.length) }),
  };
  let signatureBase = '';
  const signed = await httpbis.signMessage(
    {
      name: 'sig',
      fields: components(url, headers),
      params: ['created', 'nonce', 'keyid', 'tag'],
      paramValues: {
        created: new Date((signer.now ?? Date.now)()),
        nonce: (signer.nonce ?? randomNonce)(),
        keyid: signer.publicKey,
        tag: 'airlock',
      },
      key: {
        sign: async (base) => {
          signatureBase = base.toString('utf8');
          return createHmac('sha256', signer.secret).update(base).digest();
        },
      },
      componentParser: (name) => (name === '@authority' ? [(request.authority ?? url.host).toLowerCase()] : null),
    },
    { method: request.method, url, headers },
  );
  return {
    method: request.method.toUpperCase(),
    url: url.toString(),
    headers: signed.headers as Record<string, string>,
    body,
    signatureBase,
  };
}

/**
 * RFC 9530, over the bytes as they are sent.
 *
 * @example
 * ```ts
 * console.log(contentDigest(Buffer.from('{}'))); // sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:
 * ```
 */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

function components(url: URL, headers: Readonly<Record<string, string>>): string[] {
  const sent = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  return [
    '@method',
    '@authority',
    '@path',
    ...[...url.searchParams.keys()].map((name) => `@query-param;name="${name}"`),
    ...['content-digest', 'idempotency-key'].filter((name) => sent.has(name)),
  ];
}

function coverable({ url: text, query = {} }: UnsignedRequest): URL {
  const url = new URL(text);
  const path = text.replace(/^[a-z]+:\/\/[^/]*/i, '');
  if (!PATH.test(path || '/') || url.pathname !== (path || '/')) {
    throw new Refusal(
      `path ${JSON.stringify(path)} cannot be signed`,
      'a path holds only A-Z a-z 0-9 / _ . - and no . or .. segments; give the query apart',
      'usage',
    );
  }
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    if (!QUERY_NAME.test(name) || !QUERY_VALUE.test(String(value))) {
      throw new Refusal(
        `query parameter ${JSON.stringify(name)} cannot be signed`,
        'query values hold only A-Z a-z 0-9 . _ : - and names the same without the colon',
        'usage',
      );
    }
    url.searchParams.set(name, String(value));
  }
  return url;
}

/** The value is not repeated: a header may hold a credential. @throws Refusal */
function refuseUnsendable(name: string, value: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    throw new Refusal(
      `header ${JSON.stringify(name)} cannot be sent: its name or its value holds a character that no header may`,
      'leave out line breaks and other control characters, and letters beyond Latin-1',
      'usage',
    );
  }
}

function bodyBytes(body: UnsignedRequest['body']): Buffer | undefined {
  const bytes = body === undefined ? undefined : Buffer.from(body as string);
  return bytes && bytes.length > 0 ? bytes : undefined;
}

function randomNonce(): string {
  return randomBytes(18).toString('base64url');
}
