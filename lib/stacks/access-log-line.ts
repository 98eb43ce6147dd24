/**
 * One line for each request that reaches the API, also those that no function sees. The route's template instead of its path: a
 * checkout's path holds a token that lets its bearer pay.
 */
export const ACCESS_LOG_LINE = JSON.stringify({
  request_id: '$context.requestId',
  time: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  host: '$context.domainName',
  status: '$context.status',
  refused_by_api_gateway: '$context.error.responseType',
  firewall: '$context.wafResponseCode',
  source_ip: '$context.identity.sourceIp',
  user_agent: '$context.identity.userAgent',
  protocol: '$context.protocol',
  response_bytes: '$context.responseLength',
  latency_ms: '$context.responseLatency',
  function_latency_ms: '$context.integrationLatency',
  function_status: '$context.integrationStatus',
});
