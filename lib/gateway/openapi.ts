import { ID_PREFIXES, idPattern } from '../environment/ids';
import { ENVIRONMENTS } from '../environment/modes';
import type { ResponseDoc, Route, SignedRoute } from './http/route';
import { problemCodes } from './openapi-problems';
import { componentSchemas, content, jsonSchema, type SchemaObject, type SchemaValue } from './openapi-schemas';

/** The document as it is kept in `docs/api`: one member a line, so that a change shows in a review. */
export function openapiText(routes: readonly Route[]): string {
  return `${JSON.stringify(openapi(routes), null, 2)}\n`;
}

/** The OpenAPI 3.1 document of the given routes. The same routes give the same document, byte for byte. */
function openapi(routes: readonly Route[]): SchemaObject {
  const paths: Record<string, Record<string, SchemaValue>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Airlock payment gateway',
      version: '1',
      description:
        'The same gateway is deployed in each environment, under a host of its own. Amounts are integers in minor units. Errors are `application/problem+json` (RFC 9457): branch on `code`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [
      {
        url: '{scheme}://{host}',
        description:
          'The host of the environment that your key belongs to, as your operator gave it to you. On your own machine (`npm start`) it is `http://localhost:8080` for sandbox and `http://localhost:8081` for live.',
        variables: {
          scheme: { default: 'https', enum: ['https', 'http'] },
          host: { default: 'gateway.airlock.example' },
        },
      },
    ],
    paths,
    components: { schemas: componentSchemas(routes), securitySchemes: securitySchemes() },
  };
}

function operation(route: Route): SchemaObject {
  const only = route.environments;
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...(only && { description: `Exists in ${only.join(', ')} only.` }),
    'x-environments': only ?? ENVIRONMENTS,
    security: route.access === 'signed' ? [{ signature: [], signatureInput: [] }] : [],
    parameters: parameters(route),
    ...requestBody(route),
    responses: { ...documented(route), ...problems(route) },
  };
}

const PAYMENT_ID = idPattern(ID_PREFIXES.payment);

/** By the name in the path. */
const PATH_PARAMETERS: Readonly<Record<string, SchemaObject>> = {
  id: { description: 'Id of the payment.', schema: { type: 'string', pattern: PAYMENT_ID } },
  token: {
    description: 'Last part of a `checkout_url`; it alone opens the page.',
    schema: { type: 'string', pattern: PAYMENT_ID.replace(/\$$/, '\\.[A-Za-z0-9]{43}$') },
  },
};

function parameters(route: Route): SchemaValue[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(
    ([, name = '']): SchemaValue => ({ name, in: 'path', required: true, ...PATH_PARAMETERS[name] }),
  );
  if (route.access === 'public') return inPath;
  return [...inPath, ...queryParameters(route), ...signedHeaders(route)];
}

function queryParameters({ query }: SignedRoute): SchemaValue[] {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchema(query) as {
    properties?: Record<string, SchemaObject>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => {
    const { description, ...rest } = schema;
    return { name, in: 'query', required: required.includes(name), ...(description && { description }), schema: rest };
  });
}

function signedHeaders({ body, idempotency }: SignedRoute): SchemaValue[] {
  const header = (name: string, required: boolean, description: string, pattern: string): SchemaValue => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string', pattern },
  });
  return [
    ...(body ? [header('Content-Digest', true, 'RFC 9530, covered by the signature.', '^sha-256=:.{44}:$')] : []),
    ...(idempotency
      ? [
          header(
            'Idempotency-Key',
            idempotency === 'required',
            'A new one for each new intent, the same one for each retry; covered by the signature when sent. Kept for 30 days.',
            '^[\\x21-\\x7e]{1,255}$',
          ),
        ]
      : []),
  ];
}

function requestBody(route: Route): { requestBody?: SchemaObject } {
  if (route.access === 'public') {
    if (!route.form) return {};
    const schema = jsonSchema(route.form);
    return { requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema } } } };
  }
  if (!route.body) return {};
  return { requestBody: { required: true, content: { 'application/json': content(route.body) } } };
}

function documented(route: Route): Record<string, SchemaValue> {
  const replayed = route.idempotency !== undefined;
  return Object.fromEntries(
    Object.entries(route.responses).map(([status, response]) => [
      status,
      { description: response.description, headers: answerHeaders(status, replayed), ...media(response) },
    ]),
  );
}

/** Headers that say more than the body does. */
function answerHeaders(status: string, replayed = false): SchemaObject {
  const header = (description: string): SchemaValue => ({ description, schema: { type: 'string' } });
  return {
    'X-Request-Id': header("This exchange's id, for support; API Gateway's own answers have it in the body only."),
    ...(replayed && { 'Idempotent-Replayed': header('`true` when this is the stored answer of an earlier request.') }),
    ...(status === '303' && { Location: header('Where to go on.') }),
    ...(['409', '429', '500', '502', '503'].includes(status) && {
      'Retry-After': header('Seconds to wait before the same request may be sent again, where a retry can help.'),
    }),
  };
}

function media({ schema, contentType }: ResponseDoc): { content?: SchemaObject } {
  if (schema) return { content: { [contentType ?? 'application/json']: content(schema) } };
  return contentType ? { content: { [contentType]: { schema: { type: 'string' } } } } : {};
}

/** One response a status, with the codes it can carry; a page of the route's own stands beside the problem. */
function problems(route: Route): Record<string, SchemaValue> {
  return Object.fromEntries(
    [...problemCodes(route)].map(([status, names]) => {
      const own = route.responses[Number(status)];
      // One schema for all: a schema for each set of codes would be a class for each in a generated client.
      const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
      const codes = names.map((name) => `\`${name}\``).join(', ');
      const description = own ? `${own.description}; or a problem: ${codes}` : `A problem: ${codes}`;
      const pages = own ? media(own).content : undefined;
      return [
        status,
        { description, 'x-codes': names, headers: answerHeaders(status), content: { ...pages, ...problem } },
      ];
    }),
  );
}

function securitySchemes(): SchemaObject {
  const scheme = (name: string, description: string): SchemaValue => ({
    type: 'apiKey',
    in: 'header',
    name,
    description,
  });
  return {
    signature: scheme(
      'Signature',
      'RFC 9421, `sig=:<base64>:`: HMAC-SHA256 of the signature base under the secret key.',
    ),
    signatureInput: scheme(
      'Signature-Input',
      'RFC 9421. Covered, neither more nor less: `@method`, `@authority`, `@path`, each query parameter as `@query-param;name=…`, `content-digest` when there is a body, `idempotency-key` when sent. Parameters: `created` (±300 s), `nonce` (fresh, also for a retry), `keyid` (the public key), `tag="airlock"`.',
    ),
  };
}
