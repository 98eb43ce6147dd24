import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { isThrottlingError, isTransientError, StandardRetryStrategy } from '@smithy/core/retry';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { setting } from '../setting';
import { AwsError } from './aws-error';

export interface AwsClientProps {
  /** As in its host name and in signatures, for example `dynamodb`. */
  readonly service: string;
  /** How long an answer may take; a try that takes longer failed and may be tried again. */
  readonly timeoutMilliseconds: number;
  /** Tries altogether. */
  readonly attempts: number;
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

  constructor(private readonly props: AwsClientProps) {
    const { service, attempts, timeoutMilliseconds, escapesPathTwice = true } = props;
    const region = setting('AWS_REGION');
    this.endpoint = new URL(process.env['AWS_ENDPOINT_URL'] ?? `https://${service}.${region}.amazonaws.com`);
    this.http = new NodeHttpHandler({
      connectionTimeout: 2_000,
      requestTimeout: timeoutMilliseconds,
      throwOnRequestTimeout: true,
    });
    this.signer = new SignatureV4({
      service,
      region,
      credentials: async () => roleCredentials(),
      sha256: Sha256,
      uriEscapePath: escapesPathTwice,
    });
    this.retries = new StandardRetryStrategy(attempts);
  }

  /** @throws AwsError when the service refuses, or what the connection threw */
  async send(request: AwsRequest): Promise<AwsResponse> {
    const invocation = randomUUID();
    let token = await this.retries.acquireInitialRetryToken('');
    for (;;) {
      try {
        const response = await this.try(request, invocation, token.getRetryCount() + 1);
        this.retries.recordSuccess(token);
        return response;
      } catch (error) {
        // Hands out no token when there is nothing to be gained by another try, and waits before it does.
        token = await this.retries.refreshRetryTokenForRetry(token, { errorType: kindOf(error) }).catch(() => {
          throw error;
        });
      }
    }
  }

  private async try(
    { method = 'POST', path, headers, body }: AwsRequest,
    invocation: string,
    attempt: number,
  ): Promise<AwsResponse> {
    const { protocol, hostname, port, host } = this.endpoint;
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
          'content-length': String(Buffer.byteLength(body)),
          'amz-sdk-invocation-id': invocation,
          'amz-sdk-request': `attempt=${attempt}; max=${this.props.attempts}`,
        },
        body,
      }),
    );
    const { response } = await this.http.handle(request as HttpRequest);
    const received = { headers: response.headers, body: await buffer(response.body as Readable) };
    if (response.statusCode >= 200 && response.statusCode < 300) return received;
    throw refusalOf(response.statusCode, received);
  }
}

/** Those of the function's role. Lambda puts them here; they outlive the process. */
function roleCredentials() {
  const sessionToken = process.env['AWS_SESSION_TOKEN'];
  return {
    accessKeyId: setting('AWS_ACCESS_KEY_ID'),
    secretAccessKey: setting('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken && { sessionToken }),
  };
}

/** Lets Lambda see and stop functions that call each other in a circle. */
function traceHeader(): Record<string, string> {
  const trace = process.env['_X_AMZN_TRACE_ID'];
  return trace ? { 'x-amzn-trace-id': trace } : {};
}

function kindOf(error: unknown): 'THROTTLING' | 'TRANSIENT' | 'CLIENT_ERROR' {
  const known = error as Parameters<typeof isTransientError>[0];
  if (isThrottlingError(known)) return 'THROTTLING';
  return isTransientError(known) ? 'TRANSIENT' : 'CLIENT_ERROR';
}

/** The code is in a header or in the body's `__type`, with a namespace before it or a link after it. */
function refusalOf(status: number, { headers, body }: AwsResponse): AwsError {
  let members: Record<string, unknown> = {};
  try {
    members = JSON.parse(body.toString('utf8'));
  } catch {
    // Something in between answered: the status has to do.
  }
  const code = String(headers['x-amzn-errortype'] ?? members['__type'] ?? members['code'] ?? 'UnknownError');
  return new AwsError(code.replace(/^.*#/, '').replace(/:.*$/, ''), status, members);
}
