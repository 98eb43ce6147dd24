import { randomUUID } from 'node:crypto';
import { signedRequest } from '../lib/client/signed-request';
import { requestOf } from '../lib/contract/routes';
import { APPS, type BenchApp } from './app';

/** The host that the bench's requests are signed for. */
export const HOST = 'gateway.sandbox.airlock.example';

const COFFEE = JSON.stringify({
  amount: 1250,
  currency: 'EUR',
  description: 'Two tickets',
  reference: 'order-1001',
  return_url: 'https://shop.example/orders/1001',
  metadata: { cart: '7f3a', channel: 'web' },
});

/** A signed `POST /v1/payments` as API Gateway hands it to the function. @param key a new one makes a payment, a known one repeats its answer */
export function paymentEvent(key: string = randomUUID(), app: BenchApp = APPS.test): Promise<object> {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
  return signedEvent({ ...requestOf('createPayment', {}), body: COFFEE, headers }, app);
}

/** A signed `GET /v1/payments/{id}`. */
export function readEvent(id: string): Promise<object> {
  return signedEvent(requestOf('getPayment', { id }), APPS.test);
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function signedEvent({ method, path, ...more }: Asked, { publicKey, secret }: BenchApp): Promise<object> {
  const { headers, body } = await signedRequest(
    { method, url: `https://${HOST}${path}`, ...more },
    { publicKey, secret },
  );
  return {
    resource: path,
    path,
    httpMethod: method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      accountId: '111111111111',
      apiId: 'bench00000',
      domainName: HOST,
      httpMethod: method,
      identity: { sourceIp: '192.0.2.1', userAgent: 'bench' },
      path,
      protocol: 'HTTP/1.1',
      requestId: '22222222-2222-4222-8222-222222222222',
      resourcePath: path,
      stage: 'gateway',
    },
    body: body?.toString('base64') ?? null,
    isBase64Encoded: true,
  };
}

/** Creations, each with its own nonce and Idempotency-Key. */
export function paymentEvents(count: number, app: BenchApp = APPS.test): Promise<object[]> {
  return Promise.all(Array.from({ length: count }, () => paymentEvent(undefined, app)));
}
