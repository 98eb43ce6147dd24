/** An answer that stands before the function gives by itself: an RFC 9457 problem of the same form as the function's. */
export interface OwnAnswer {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Said to whoever asks more often than is allowed, by API Gateway and by the firewall. */
export function throttled(retryAfterSeconds: number): OwnAnswer {
  return {
    status: 429,
    code: 'throttled',
    title: 'Too Many Requests',
    detail: 'more requests than this environment takes; wait as Retry-After says and send the request again',
    headers: { 'Retry-After': String(retryAfterSeconds) },
  };
}

/** Headers of every such answer, beside its content type. */
export const OWN_HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/** @param requestId what stands for the request's id, or null where none can be said */
export function problemBody({ status, code, title, detail }: OwnAnswer, requestId: string | null): string {
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
