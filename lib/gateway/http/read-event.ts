import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { HttpRequest } from './request';

/**
 * An API Gateway REST proxy event as the request that the client sent.
 * `path` lacks the stage's name, which the client sends on an execute-api host and nowhere else.
 * @param requestId made on our side: the id in the event is whatever a client puts into `x-amzn-RequestId`
 */
export function readEvent(event: APIGatewayProxyEvent, requestId: string): HttpRequest {
  const headers = lowerCased(event.multiValueHeaders ?? {});
  const host = headers.get('host')?.join(', ').toLowerCase() ?? '';
  return {
    method: event.httpMethod,
    path: host.includes('.execute-api.') ? event.requestContext.path : event.path,
    routePath: event.path,
    host,
    headers,
    query: new Map(
      Object.entries(event.multiValueQueryStringParameters ?? {}).map(([name, values]) => [name, values ?? []]),
    ),
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    requestId,
  };
}

function lowerCased(headers: Readonly<Record<string, readonly string[] | undefined>>): Map<string, readonly string[]> {
  const result = new Map<string, readonly string[]>();
  for (const [name, values] of Object.entries(headers)) {
    const key = name.toLowerCase();
    result.set(key, [...(result.get(key) ?? []), ...(values ?? [])]);
  }
  return result;
}
