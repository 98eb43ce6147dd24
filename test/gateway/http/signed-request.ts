import { createHash, createHmac } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import type { HttpRequest } from '../../../lib/gateway/http/request';

export interface RequestOptions {
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly idempotencyKey?: string;
  readonly keyid: string;
  readonly secret: string;
  readonly created?: number;
  readonly nonce?: string;
  readonly tag?: string;
  /** Covered components. @default - exactly those that the scheme asks for */
  readonly fields?: readonly string[];
  /** More signature parameters. */
  readonly extra?: Readonly<Record<string, string>>;
}

export const NOW = Date.parse('2026-03-01T12:00:00Z');

/** A request signed by the library alone, as an integrator would: none of the gateway's own code takes part. */
export async function signedRequest(options: RequestOptions): Promise<HttpRequest> {
  const {
    method = 'GET',
    host = 'gateway.sandbox.airlock.example',
    path = '/v1/payments',
    query = {},
    body = '',
  } = options;
  const headers: Record<string, string> = { host };
  if (body) {
    headers['content-type'] = 'application/json';
    headers['content-digest'] = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  }
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
  const search = new URLSearchParams(query).toString();
  const fields = options.fields ?? [
    '@method',
    '@authority',
    '@path',
    ...Object.keys(query).map((name) => `"@query-param";name="${name}"`),
    ...(body ? ['content-digest'] : []),
    ...(options.idempotencyKey ? ['idempotency-key'] : []),
  ];
  const signed = await httpbis.signMessage(
    {
      key: {
        id: options.keyid,
        sign: async (base) => createHmac('sha256', options.secret).update(base).digest(),
      },
      fields: [...fields],
      params: ['created', 'nonce', 'keyid', 'tag', ...Object.keys(options.extra ?? {})],
      paramValues: {
        created: new Date(options.created ?? NOW),
        nonce: options.nonce ?? 'nonce-nonce-nonce-1',
        keyid: options.keyid,
        tag: options.tag ?? 'airlock',
        ...options.extra,
      },
    },
    { method, url: `https://${host}${path}${search && `?${search}`}`, headers },
  );
  return {
    method,
    path,
    routePath: path,
    host,
    headers: new Map(
      Object.entries(signed.headers).map(([name, value]) => [
        name.toLowerCase(),
        Array.isArray(value) ? value : [value],
      ]),
    ),
    query: new Map(Object.entries(query).map(([name, value]) => [name, [value]])),
    body: Buffer.from(body),
    requestId: 'request-1',
  };
}

/** The same request with some headers replaced, or taken out with undefined. */
export function withHeaders(
  request: HttpRequest,
  changes: Readonly<Record<string, string | readonly string[] | undefined>>,
): HttpRequest {
  const headers = new Map(request.headers);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) headers.delete(name);
    else headers.set(name, typeof value === 'string' ? [value] : value);
  }
  return { ...request, headers };
}
