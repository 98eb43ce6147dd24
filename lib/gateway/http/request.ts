/** An HTTP request as the client sent it, before anything about it is trusted. */
export interface HttpRequest {
  readonly method: string;
  /** As sent, without the query: what `@path` covers. */
  readonly path: string;
  /** The path without the stage's name, which an execute-api host adds: what routes are found by. */
  readonly routePath: string;
  /** The `Host` header, lower case; not trusted until it is found among the gateway's own hosts. */
  readonly host: string;
  /** Values by lower-case name, in the order received. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Values by name, decoded. */
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
  /** Ours, never the client's: what the answer, the log line and support call this request. */
  readonly requestId: string;
}

/** All values of a header joined as RFC 9110 says, or undefined when it was not sent. */
export function header(request: HttpRequest, name: string): string | undefined {
  return request.headers.get(name)?.join(', ');
}
