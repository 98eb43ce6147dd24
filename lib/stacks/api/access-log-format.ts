/**
 * One line for each request that reaches the API, also those that no function sees. API Gateway puts values in without escaping them,
 * so it holds nothing that a client chooses: not its user agent, not `requestId` (a client may set it by `x-amzn-RequestId`), and no path,
 * which for a checkout is also a token that lets its bearer pay. `function_request_id` is what the function answers as `X-Request-Id`,
 * and `request_id` what API Gateway's own answers hold.
 */
export const ACCESS_LOG_FORMAT = JSON.stringify({
  request_id: '$context.extendedRequestId',
  function_request_id: '$context.integration.requestId',
  time: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  resource_id: '$context.resourceId',
  host: '$context.domainName',
  status: '$context.status',
  refused_by_api_gateway: '$context.error.responseType',
  firewall: '$context.wafResponseCode',
  source_ip: '$context.identity.sourceIp',
  response_bytes: '$context.responseLength',
  latency_ms: '$context.responseLatency',
  function_latency_ms: '$context.integrationLatency',
  function_status: '$context.integrationStatus',
});
