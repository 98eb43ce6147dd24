import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { SignedRequest } from './signed-request';

/** A response of any status. */
export interface HttpResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** No answer: the request may or may not have been carried out, unless the connection was refused. */
export class NoAnswer extends Error {
  /** The key that a repetition must carry, when the request had one. */
  idempotencyKey: string | undefined;

  /**
   * @param sent whether the request may have reached the gateway
   * @param passes whether another try may succeed
   */
  constructor(
    readonly host: string,
    readonly reason: string,
    readonly sent = true,
    readonly passes = true,
  ) {
    super(`no answer from ${host}: ${reason}`);
    this.name = 'NoAnswer';
  }
}

/** No answer of the gateway is larger. */
const MAX_BYTES = 4 * 1024 * 1024;
class TooLarge extends Error {}

/** Errors of a connection that was never made. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** A wrong certificate or an answer that is too large: another try would fail in the same way. */
function lasts(error: NodeJS.ErrnoException): boolean {
  return error instanceof TooLarge || /CERT|SELF_SIGNED|^ERR_TLS|^ERR_SSL|^UNABLE_TO_/.test(error.code ?? '');
}

/**
 * Sends exactly the bytes given, `Host` header included, and follows no redirect.
 * @param timeoutMs for the whole exchange
 * @param ca certificate to trust instead of the known ones
 * @throws NoAnswer
 */
export function send(
  request: Pick<SignedRequest, 'method' | 'url' | 'headers' | 'body'>,
  timeoutMs: number,
  ca?: Buffer,
): Promise<HttpResponse> {
  const url = new URL(request.url);
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) =>
      reject(new NoAnswer(url.host, reasonOf(error, timeoutMs), !UNSENT.has(error.code ?? ''), !lasts(error)));
    const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      url,
      {
        method: request.method,
        headers: request.headers,
        signal: AbortSignal.timeout(timeoutMs),
        // The certificate is of the host that is called, whatever the request says in `Host`; an address has no name to ask for.
        servername: isIP(url.hostname) ? '' : url.hostname,
        ...(ca && { ca }),
      },
      (incoming) => read(incoming).then(resolve, fail),
    );
    outgoing.on('error', fail);
    outgoing.end(request.body);
  });
}

async function read(incoming: IncomingMessage): Promise<HttpResponse> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new TooLarge(`the answer is larger than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return { status: incoming.statusCode ?? 0, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) };
}

function reasonOf(error: NodeJS.ErrnoException, timeoutMs: number): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `nothing within ${timeoutMs} ms`;
  return error.code === 'ECONNREFUSED' ? 'connection refused' : (error.code ?? error.message);
}
