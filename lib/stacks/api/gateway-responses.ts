import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  GATEWAY_RESPONSE_HEADERS,
  type GatewayResponse,
  problemBody,
  throttled,
} from '../../constructs/gateway-response';

const NOT_FOUND: GatewayResponse = {
  status: 404,
  code: 'not_found',
  title: 'Not Found',
  detail: 'no such route; check method and path against the API description',
};
const FORBIDDEN: GatewayResponse = {
  status: 403,
  code: 'forbidden',
  title: 'Forbidden',
  detail: 'the request was refused before it reached the gateway',
};
const UNAUTHORIZED: GatewayResponse = {
  status: 401,
  code: 'unauthorized',
  title: 'Unauthorized',
  detail: 'the request carries no credential that is valid here; sign it with an app key of this environment',
};
const BAD_REQUEST: GatewayResponse = {
  status: 400,
  code: 'bad_request',
  title: 'Bad Request',
  detail: 'the request could not be read; check its query, headers and body',
};
const INTERNAL_ERROR: GatewayResponse = {
  status: 500,
  code: 'internal_error',
  title: 'Internal Server Error',
  detail: 'the gateway failed; send the request again with the same Idempotency-Key',
};
/** The stage's bucket fills again within the second. */
const THROTTLED = throttled(1);

/** Every response type that API Gateway has, by its name. */
const GATEWAY_RESPONSES: Readonly<Record<string, GatewayResponse>> = {
  ACCESS_DENIED: FORBIDDEN,
  API_CONFIGURATION_ERROR: INTERNAL_ERROR,
  AUTHORIZER_CONFIGURATION_ERROR: INTERNAL_ERROR,
  AUTHORIZER_FAILURE: INTERNAL_ERROR,
  BAD_REQUEST_BODY: BAD_REQUEST,
  BAD_REQUEST_PARAMETERS: BAD_REQUEST,
  DEFAULT_4XX: BAD_REQUEST,
  DEFAULT_5XX: INTERNAL_ERROR,
  EXPIRED_TOKEN: UNAUTHORIZED,
  INTEGRATION_FAILURE: {
    status: 502,
    code: 'bad_gateway',
    title: 'Bad Gateway',
    detail: 'the gateway gave no usable answer; send the request again with the same Idempotency-Key',
  },
  INTEGRATION_TIMEOUT: {
    status: 504,
    code: 'gateway_timeout',
    title: 'Gateway Timeout',
    detail: 'the gateway did not answer in time; send the request again with the same Idempotency-Key',
  },
  INVALID_API_KEY: FORBIDDEN,
  INVALID_SIGNATURE: UNAUTHORIZED,
  // What API Gateway says of a method and path it does not have.
  MISSING_AUTHENTICATION_TOKEN: NOT_FOUND,
  QUOTA_EXCEEDED: THROTTLED,
  REQUEST_TOO_LARGE: {
    status: 413,
    code: 'body_too_large',
    title: 'Content Too Large',
    detail: 'the body is larger than the gateway reads',
  },
  RESOURCE_NOT_FOUND: NOT_FOUND,
  THROTTLED,
  UNAUTHORIZED,
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    code: 'unsupported_media_type',
    title: 'Unsupported Media Type',
    detail: 'bodies are application/json',
  },
  WAF_FILTERED: FORBIDDEN,
};

const HEADERS = { 'Content-Type': 'application/problem+json', ...GATEWAY_RESPONSE_HEADERS };

/** Makes API Gateway's own errors RFC 9457 problems of the same form as the function's. */
export function addGatewayResponses(api: RestApi): void {
  for (const [type, answer] of Object.entries(GATEWAY_RESPONSES)) {
    api.addGatewayResponse(type, {
      type: ResponseType.of(type),
      statusCode: String(answer.status),
      responseHeaders: Object.fromEntries(
        Object.entries({ ...HEADERS, ...answer.headers }).map(([name, value]) => [name, `'${value}'`]),
      ),
      // API Gateway looks for the template under this type whatever the caller accepts; the header above is what the caller sees.
      // `extendedRequestId` is API Gateway's own: `requestId` is whatever the client put into a header, and would go into this JSON as it is.
      templates: { 'application/json': problemBody(answer, '$context.extendedRequestId') },
    });
  }
}
