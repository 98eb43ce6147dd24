import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { BOTH } from '../synthesized';

/** All that API Gateway can answer by itself, from its documentation, with the status and code that our callers see. */
const ANSWERS = {
  ACCESS_DENIED: [403, 'forbidden'],
  API_CONFIGURATION_ERROR: [500, 'internal_error'],
  AUTHORIZER_CONFIGURATION_ERROR: [500, 'internal_error'],
  AUTHORIZER_FAILURE: [500, 'internal_error'],
  BAD_REQUEST_BODY: [400, 'bad_request'],
  BAD_REQUEST_PARAMETERS: [400, 'bad_request'],
  DEFAULT_4XX: [400, 'bad_request'],
  DEFAULT_5XX: [500, 'internal_error'],
  EXPIRED_TOKEN: [401, 'unauthorized'],
  INTEGRATION_FAILURE: [502, 'bad_gateway'],
  INTEGRATION_TIMEOUT: [504, 'gateway_timeout'],
  INVALID_API_KEY: [403, 'forbidden'],
  INVALID_SIGNATURE: [401, 'unauthorized'],
  MISSING_AUTHENTICATION_TOKEN: [404, 'not_found'],
  QUOTA_EXCEEDED: [429, 'throttled'],
  REQUEST_TOO_LARGE: [413, 'body_too_large'],
  RESOURCE_NOT_FOUND: [404, 'not_found'],
  THROTTLED: [429, 'throttled'],
  UNAUTHORIZED: [401, 'unauthorized'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'unsupported_media_type'],
  WAF_FILTERED: [403, 'forbidden'],
} as const;

describe.each(BOTH)('%s', (_, { resources }) => {
  const responses = Object.values(resources('gateway', 'AWS::ApiGateway::GatewayResponse'));

  test('D9: every error of API Gateway itself has an answer of ours', () => {
    expect(responses.map(({ Properties }) => Properties.ResponseType).sort()).toEqual(Object.keys(ANSWERS).sort());
  });

  test('D9: no kind of answer is left to API Gateway: the CDK knows of none that is not here', () => {
    const known = Object.values(ResponseType).map((each) => (each as ResponseType).responseType);
    expect(known.filter((type) => !(type in ANSWERS))).toEqual([]);
  });

  test.each(Object.entries(ANSWERS))('D9: %s is problem+json with status and code %p', (type, [status, code]) => {
    const { Properties } = responses.find((each) => each.Properties.ResponseType === type) ?? {};
    expect(Properties.StatusCode).toBe(String(status));
    expect(Properties.ResponseParameters['gatewayresponse.header.Content-Type']).toBe("'application/problem+json'");
    const body = JSON.parse(Properties.ResponseTemplates['application/json']);
    expect(body).toEqual({
      type: 'about:blank',
      title: expect.stringMatching(/^[A-Z]/),
      status,
      code,
      detail: expect.stringMatching(/^[^A-Z].*[^.]$/),
      param: null,
      mode: null,
      request_id: '$context.extendedRequestId',
    });
  });

  test('D9: who is throttled learns when to come back', () => {
    const waiting = responses
      .filter(({ Properties }) => Properties.ResponseParameters['gatewayresponse.header.Retry-After'] === "'1'")
      .map(({ Properties }) => Properties.ResponseType);
    expect(waiting.sort()).toEqual(['QUOTA_EXCEEDED', 'THROTTLED']);
  });
});
