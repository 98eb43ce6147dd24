import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { HttpRequest } from '@smithy/core/protocols';
import { StandardRetryStrategy } from '@smithy/core/retry';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { Deadline } from '../deadline';
import { variable } from '../setting';
import { Unavailable } from '../unavailable';
import { AwsError } from './aws-error';
import { failureOf } from './failure';
import { Sha256 } from './sha256';

export interface AwsClientProps {
  /** As in its host name and in signatures, for example `dynamodb`. */
  readonly service: string;
  /** How long one try may take, to the last byte of its answer; one that takes longer failed and may be tried again. */
  readonly timeoutMilliseconds: number;
  /** Tries altogether. */
  readonly attempts: number;
  /** Ends all tries, and the waits between them. @default - none */
  readonly deadline?: Deadline;
  /** Whether the service signs a path with its escapes escaped; S3 alone does not. @default true */
  readonly escapesPathTwice?: boolean;
}

export interface AwsRequest {
  /** @default POST */
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface AwsResponse {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Calls one AWS service as the function's own role, with the parts that AWS's SDK is made of: its signer, its HTTP
 * handler, its rules for retries. What the SDK adds for everywhere else, profiles, credential chains, endpoint rules and
 * models of whole services, is most of a cold start, and a function whose region and credentials are in its environment
 * uses none of it.
 */
export class AwsClient {
  private readonly endpoint: URL;
  private readonly http: NodeHttpHandler;
  private readonly signer: SignatureV4;
  private readonly retries: StandardRetryStrategy;
  private readonly deadline: Deadline;

  constructor(private readonly props: AwsClientProps) {
    const { service, attempts, deadline = new Deadline(), escapesPathTwice = true } = props;
    this.deadline = deadline;
    const region = variable('AWS_REGION');
    this.endpoint = new URL(process.env['AWS_ENDPOINT_URL'] ?? `https://${service}.${region}.amazonaws.com`);
    // Its own timeouts end with the headers or start anew with every byte; `limited` bounds the whole exchange.
    this.http = new NodeHttpHandler({ connectionTimeout: 2_000 });
    this.signer = new SignatureV4({
      service,
      region,
      credentials: async () => roleCredentials(),
      sha256: Sha256,
      uriEscapePath: escapesPathTwice,
    });
    this.retries = new StandardRetryStrategy({ maxAttempts: attempts, backoff: new BoundedBackoff(deadline) });
  }

  /** @throws AwsError when the service refuses, Unavailable when no try got an answer that holds */
  async send(request: AwsRequest): Promise<AwsResponse> {
    const invocation = randomUUID();
    let token = await this.retries.acquireInitialRetryToken('');
    for (;;) {
      try {
        const response = await this.try(request, invocation, token.getRetryCount() + 1);
        this.retries.recordSuccess(token);
        return response;
      } catch (error) {
        const failure = failureOf(error);
        const errorType = ERROR_TYPES[failure];
        // Hands out no token when there is nothing to be gained by another try, and waits before it does.
        const next = await this.retries.refreshRetryTokenForRetry(token, { errorType }).catch(() => undefined);
        if (next && this.deadline.left() > 0) token = next;
        else
          throw failure === 'throttled' || failure === 'passing' ? new Unavailable(this.props.service, error) : error;
      }
    }
  }

  private async try(
    { method = 'POST', path, headers, body }: AwsRequest,
    invocation: string,
    attempt: number,
  ): Promise<AwsResponse> {
    const { protocol, hostname, port, host } = this.endpoint;
    // Bytes: Node would join a text with the headers and encode all of it again.
    const bytes = Buffer.from(body);
    const request = await this.signer.sign(
      new HttpRequest({
        method,
        protocol,
        hostname,
        ...(port && { port: Number(port) }),
        path,
        headers: {
          ...headers,
          ...traceHeader(),
          host,
          'content-length': String(bytes.length),
          'amz-sdk-invocation-id': invocation,
          'amz-sdk-request': `attempt=${attempt}; max=${this.props.attempts}`,
        },
        body: bytes,
      }),
    );
    return this.limited(async (abortSignal) => {
      const { response } = await this.http.handle(request as HttpRequest, { abortSignal });
      // The handler listens to the signal until the request is closed, so that the body ends with it too.
      const received = { headers: response.headers, body: await whole(response.body as Readable) };
      if (response.statusCode >= 200 && response.statusCode < 300) return received;
      throw refusalOf(response.statusCode, received);
    });
  }

  /** One exchange, to the last byte, in the time of one try or in what is left. */
  private async limited<T>(exchange: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const milliseconds = Math.min(this.props.timeoutMilliseconds, this.deadline.left());
    if (milliseconds <= 0) throw late(milliseconds);
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), milliseconds);
    try {
      return await exchange(timeout.signal);
    } catch (error) {
      throw timeout.signal.aborted ? late(milliseconds) : error;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** `node:stream/consumers` does the same through a Blob, at several times the cost. */
function whole(stream: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('end', () => resolve(Buffer.concat(chunks)));
    stream.once('error', reject);
    stream.once('close', () => reject(new Error('the connection ended before the answer did')));
  });
}

function late(milliseconds: number): Error {
  return Object.assign(new Error(`no whole answer within ${Math.round(milliseconds)} ms`), { name: 'TimeoutError' });
}

/** As the SDK's retry rules name them. */
const ERROR_TYPES = {
  throttled: 'THROTTLING',
  passing: 'TRANSIENT',
  conflict: 'TRANSIENT',
  final: 'CLIENT_ERROR',
} as const;

/** Full jitter over waits that double, as the SDK's own, and none longer than the time that is left. */
class BoundedBackoff {
  private base = 0;

  constructor(private readonly deadline: Deadline) {}

  setDelayBase(milliseconds: number): void {
    this.base = milliseconds;
  }

  computeNextBackoffDelay(retried: number): number {
    return Math.floor(Math.random() * Math.min(this.base * 2 ** retried, this.deadline.left()));
  }
}

/** Those of the function's role. Lambda puts them here; they outlive the process. */
function roleCredentials() {
  const sessionToken = process.env['AWS_SESSION_TOKEN'];
  return {
    accessKeyId: variable('AWS_ACCESS_KEY_ID'),
    secretAccessKey: variable('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken && { sessionToken }),
  };
}

/** Lets Lambda see and stop functions that call each other in a circle. */
function traceHeader(): Record<string, string> {
  const trace = process.env['_X_AMZN_TRACE_ID'];
  return trace ? { 'x-amzn-trace-id': trace } : {};
}

/** The code is in a header or in the body: `__type` in JSON, with a namespace before it or a link after it; an element in S3's XML. */
function refusalOf(status: number, { headers, body }: AwsResponse): AwsError {
  const text = body.toString('utf8');
  let members: Record<string, unknown> = {};
  try {
    members = Object(JSON.parse(text));
  } catch {
    members = { code: /<Code>([^<]+)<\/Code>/.exec(text)?.[1], message: /<Message>([^<]*)<\/Message>/.exec(text)?.[1] };
  }
  const code = String(headers['x-amzn-errortype'] ?? members['__type'] ?? members['code'] ?? 'UnknownError');
  return new AwsError(code.replace(/^.*#/, '').replace(/:.*$/, ''), status, members);
}
