import type { APIGatewayProxyEvent } from 'aws-lambda';
import { readEvent } from '../../../lib/gateway/http/read-event';
import { findRoute } from '../../../lib/gateway/http/router';
import { routes } from '../../../lib/gateway/routes';

function event(changes: Partial<APIGatewayProxyEvent>): APIGatewayProxyEvent {
  return {
    httpMethod: 'GET',
    path: '/v1/payments',
    multiValueHeaders: { Host: ['gateway.sandbox.airlock.example'] },
    multiValueQueryStringParameters: null,
    body: null,
    isBase64Encoded: false,
    requestContext: { requestId: 'r', path: '/v1/payments', stage: 'gateway' },
    ...changes,
  } as APIGatewayProxyEvent;
}

function read(changes: Partial<APIGatewayProxyEvent>) {
  return readEvent(event(changes), 'ours');
}

describe('D7 an event of API Gateway as the request that was sent', () => {
  test('on an own host the path is as sent', () => {
    const request = read({});
    expect([request.path, request.routePath]).toEqual(['/v1/payments', '/v1/payments']);
  });

  test("on an execute-api host the client signed the stage's name too, and the route is found without it", () => {
    const request = read({
      multiValueHeaders: { Host: ['abc123.execute-api.eu-west-1.amazonaws.com'] },
      requestContext: { requestId: 'r', path: '/gateway/v1/payments' } as APIGatewayProxyEvent['requestContext'],
    });
    expect(request.path).toBe('/gateway/v1/payments');
    expect(findRoute(routes, 'sandbox', request).route.operationId).toBe('listPayments');
  });

  test('headers come in any case and more than once', () => {
    const request = read({ multiValueHeaders: { HOST: ['A.example'], 'X-a': ['1'], 'x-A': ['2'] } });
    expect(request.host).toBe('a.example');
    expect(request.headers.get('x-a')).toEqual(['1', '2']);
  });

  test("GW8: the request's id is ours, whatever the client made of x-amzn-RequestId", () => {
    expect(read({}).requestId).toBe('ours');
  });

  test('a binary body keeps its bytes', () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x00]);
    const request = read({ body: bytes.toString('base64'), isBase64Encoded: true });
    expect(request.body).toEqual(bytes);
  });
});

describe('AZ3 routes that exist in one environment only', () => {
  const request = { method: 'POST', routePath: '/v1/test/payments/pay_test_1/pay' };

  test('are found in sandbox and are 404 in live', () => {
    expect(findRoute(routes, 'sandbox', request).route.environments).toEqual(['sandbox']);
    expect(() => findRoute(routes, 'live', request)).toThrow(
      expect.objectContaining({ status: 404, code: 'not_found' }),
    );
  });
});
