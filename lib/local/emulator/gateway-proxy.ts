import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';

export interface GatewayProxyProps {
  /** Where it listens, on loopback only. */
  readonly port: number;
  readonly emulatorPort: number;
  /** PEM of the emulator's certificate. */
  readonly ca: Buffer;
  /** Path below which the emulator serves the deployed stage, as it is put in front of every request's own path. */
  readonly prefix: string;
}

export interface GatewayProxy {
  close(): Promise<void>;
}

/** Somewhat longer than API Gateway waits for a function. */
const TIMEOUT_MILLISECONDS = 31_000;
/** Of one connection, not of the message; and the client's own word on where it comes from, which API Gateway does not take over. */
const NOT_FORWARDED = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'x-forwarded-for',
]);

/**
 * Lets people reach a deployed gateway at `http://localhost:<port>`, without a certificate or a name of its own. What is signed goes
 * through byte by byte: method, Host, path and query as sent, every header, the body.
 * @throws when the port is taken
 */
export async function startGatewayProxy(props: GatewayProxyProps): Promise<GatewayProxy> {
  const agent = new Agent({ ca: props.ca, keepAlive: true });
  const answer = (request: IncomingMessage, response: ServerResponse) => forward(props, agent, request, response);
  const servers = [await listen(createServer(answer), props.port, '127.0.0.1')];
  const sixth = await listen(createServer(answer), props.port, '::1').catch(() => undefined);
  if (sixth) servers.push(sixth);
  return {
    async close() {
      agent.destroy();
      await Promise.all(servers.map(closeServer));
    },
  };
}

function forward(props: GatewayProxyProps, agent: Agent, request: IncomingMessage, response: ServerResponse): void {
  const target = request.url ?? '';
  if (!target.startsWith('/')) {
    refuse(response, 400, 'the request target must be a path');
    return;
  }
  const upstream = httpsRequest({
    host: '127.0.0.1',
    port: props.emulatorPort,
    agent,
    method: request.method,
    path: `${props.prefix}${target}`,
    headers: forwardedHeaders(request),
    timeout: TIMEOUT_MILLISECONDS,
  });
  upstream.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEnd(answer.rawHeaders));
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  upstream.on('timeout', () => upstream.destroy(new Error('no answer in time')));
  upstream.on('error', (error: NodeJS.ErrnoException) => {
    refuse(response, error.message === 'no answer in time' ? 504 : 502, `the emulated account: ${error.message}`);
  });
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}

/** As sent, in the same order and spelling; flat, names and values by turns. */
function forwardedHeaders(request: IncomingMessage): string[] {
  const headers = endToEnd(request.rawHeaders);
  const { 'content-length': length, 'transfer-encoding': encoding, 'content-type': type } = request.headers;
  // The emulator hands a body without a type to the function as text, which changes its bytes; AWS does not.
  if (type === undefined && (encoding !== undefined || Number(length) > 0)) {
    headers.push('Content-Type', 'application/octet-stream');
  }
  headers.push('X-Forwarded-For', request.socket.remoteAddress ?? '127.0.0.1');
  return headers;
}

function endToEnd(rawHeaders: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (!NOT_FORWARDED.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}

function refuse(response: ServerResponse, status: number, detail: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const title = status === 400 ? 'Bad Request' : status === 504 ? 'Gateway Timeout' : 'Bad Gateway';
  const problem = {
    type: 'about:blank',
    title,
    status,
    code: 'local_proxy',
    detail,
    param: null,
    request_id: null,
    mode: null,
  };
  response.writeHead(status, { 'Content-Type': 'application/problem+json', Connection: 'close' });
  response.end(JSON.stringify(problem));
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
