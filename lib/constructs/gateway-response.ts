/** A response that API Gateway or the firewall gives without asking the function: an RFC 9457 problem of the same form as the function's. */
export interface GatewayResponse {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * For callers who send more requests than are allowed; from API Gateway and from the firewall.
 *
 * @example
 * ```ts
 * console.log(throttled(60).headers); // { 'Retry-After': '60' }
 * ```
 */
export function throttled(retryAfterSeconds: number): GatewayResponse {
  return {
    status: 429,
    code: 'throttled',
    title: 'Too Many Requests',
    detail: 'more requests than this environment takes; wait as Retry-After says and send the request again',
    headers: { 'Retry-After': String(retryAfterSeconds) },
  };
}

/** Headers of every such answer, beside its content type. */
export const GATEWAY_RESPONSE_HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/**
 * The body of such a response.
 *
 * @param requestId the request's id, or a template's name for it; null where there is none
 *
 * @example
 * ```ts
 * const problem = JSON.parse(problemBody(throttled(60), 'request-1'));
 * console.log(problem.status, problem.code, problem.request_id); // 429 throttled request-1
 * ```
 */
export function problemBody({ status, code, title, detail }: GatewayResponse, requestId: string | null): string {
  return JSON.stringify({
    type: 'about:blank',
    title,
    status,
    detail,
    code,
    param: null,
    mode: null,
    request_id: requestId,
  });
}
