import { randomUUID } from 'node:crypto';
import { signedRequest } from '../lib/client/signed-request';
import { PUBLIC_KEY, SECRET } from './app';

/** The host that the bench's requests are signed for. */
export const HOST = 'gateway.sandbox.airlock.example';

const PATH = '/v1/payments';

async function paymentEvent(): Promise<object> {
  const { headers, body } = await signedRequest(
    {
      method: 'POST',
      url: `https://${HOST}${PATH}`,
      body: JSON.stringify({
        amount: 1250,
        currency: 'EUR',
        description: 'Two tickets',
        reference: 'order-1001',
        return_url: 'https://shop.example/orders/1001',
        metadata: { cart: '7f3a', channel: 'web' },
      }),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    },
    { publicKey: PUBLIC_KEY, secret: SECRET },
  );
  return {
    resource: PATH,
    path: PATH,
    httpMethod: 'POST',
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
      httpMethod: 'POST',
      identity: { sourceIp: '192.0.2.1', userAgent: 'bench' },
      path: PATH,
      protocol: 'HTTP/1.1',
      requestId: '22222222-2222-4222-8222-222222222222',
      resourcePath: PATH,
      stage: 'gateway',
    },
    body: body?.toString('base64') ?? null,
    isBase64Encoded: true,
  };
}

/** Signed `POST /v1/payments` as API Gateway hands them to the function, each with its own nonce and Idempotency-Key. */
export function paymentEvents(count: number): Promise<object[]> {
  return Promise.all(Array.from({ length: count }, paymentEvent));
}
