import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { AwsError } from '../lib/gateway/aws/aws-error';
import type { DynamoDb } from '../lib/gateway/storage/dynamodb';
import { makeCertificate } from '../lib/local/emulator/certificate';
import { APPS, itemOf } from './app';

/** A call that a handler made, as it came over the wire. */
export interface AwsCall {
  /** For example `DynamoDB.GetItem`. */
  readonly operation: string;
  /** The request's JSON; for a Lambda invocation its `FunctionName` and `Payload`. */
  readonly input: Readonly<Record<string, unknown>>;
}

export interface StandIn {
  /** For AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  /** File with the certificate to trust, for NODE_EXTRA_CA_CERTS. */
  readonly certificate: string;
  /** The calls, and the connections they came over, since the last time this was asked. */
  take(): { readonly calls: readonly AwsCall[]; readonly connections: number };
  close(): Promise<void>;
}

export interface StandInProps {
  /** Milliseconds before each answer. @default 0 */
  readonly wait?: number;
  /** What answers for DynamoDB. @default - always the same answers */
  readonly dynamodb?: DynamoDb;
}

type Answer = (input: Record<string, unknown>) => unknown;

/** All that is stored: the two apps. */
const ITEMS = Object.values(APPS).map(itemOf);

/** What a first payment in mode test meets: an app, its secret, an unused nonce and key. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  'DynamoDB.GetItem': ({ TableName }) => (String(TableName).endsWith('-apps') ? { Item: itemOf(APPS.test) } : {}),
  'DynamoDB.BatchGetItem': ({ RequestItems }) => {
    const asked = Object.entries(Object(RequestItems) as Record<string, { Keys: { pk: { S: string } }[] }>);
    const found = asked.map(([name, { Keys }]) => [
      name,
      ITEMS.filter((item) => Keys.some(({ pk }) => pk.S === item['pk']?.S)),
    ]);
    return { Responses: Object.fromEntries(found), UnprocessedKeys: {} };
  },
  'DynamoDB.PutItem': () => ({}),
  'DynamoDB.TransactWriteItems': () => ({}),
  // A bucket that is full again, so that no payment is refused.
  'DynamoDB.UpdateItem': () => ({ Attributes: { fullAt: { N: '0' } } }),
  'SecretsManager.GetSecretValue': ({ SecretId, VersionId }) => ({
    ARN: `arn:aws:secretsmanager:eu-west-1:111111111111:secret:${String(SecretId)}-AbCdEf`,
    CreatedDate: 1.7e9,
    Name: SecretId,
    SecretString: String(SecretId).includes(APPS.test.appId) ? APPS.test.secret : APPS.sandbox.secret,
    VersionId,
    VersionStages: ['AWSCURRENT'],
  }),
  'Lambda.Invoke': ({ Payload }) => {
    const { op, provider, payment } = JSON.parse(String(Payload));
    if (op !== 'open') return {};
    const checkout = { kind: 'redirect', url: `https://pay.test/${payment.paymentId}` };
    return { outcome: 'opened', provider, fallback: false, checkout };
  },
};

/**
 * Answers DynamoDB, Secrets Manager and Lambda on loopback, always the same and at once, so that only the caller's own
 * work shows. Anything it does not know is a 400, which no handler takes for success. Over TLS, as AWS is: without, the
 * SDK would take a path that loads Node's fetch, 30 ms that no deployed function pays.
 */
export async function standIn(folder: string, { wait = 0, dynamodb }: StandInProps = {}): Promise<StandIn> {
  const calls: AwsCall[] = [];
  let connections = 0;
  const { certificate, key } = await makeCertificate(folder);
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    async (request, response) => {
      const call = read(request, await text(request));
      calls.push(call);
      if (wait > 0) await setTimeout(wait);
      const { status, answer } = await answerTo(call, dynamodb);
      const body = JSON.stringify(answer);
      response.writeHead(status, {
        'Content-Type': String(request.headers['content-type'] ?? 'application/json'),
        'Content-Length': Buffer.byteLength(body),
        'x-amzn-RequestId': '00000000-0000-4000-8000-000000000000',
      });
      response.end(body);
    },
  );
  server.on('secureConnection', () => {
    connections++;
  });
  // A kept connection that the server closes between two measurements would cost one side a retry.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate,
    take: () => {
      const taken = { calls: calls.splice(0), connections };
      connections = 0;
      return taken;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answerTo({ operation, input }: AwsCall, dynamodb: DynamoDb | undefined) {
  const [service, name = ''] = operation.split('.');
  if (dynamodb && service === 'DynamoDB') {
    try {
      return { status: 200, answer: await dynamodb.call(name as 'GetItem', input as never) };
    } catch (error) {
      const refusal = error as AwsError;
      return { status: 400, answer: { ...refusal, __type: refusal.name, message: refusal.message } };
    }
  }
  const answer = ANSWERS[operation];
  return answer
    ? { status: 200, answer: answer({ ...input }) }
    : { status: 400, answer: { __type: 'UnknownOperationException' } };
}

/** DynamoDB and Secrets Manager name the operation in a header, Lambda in the path. */
function read(request: IncomingMessage, body: string): AwsCall {
  const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '');
  if (invoked?.[1]) {
    return { operation: 'Lambda.Invoke', input: { FunctionName: decodeURIComponent(invoked[1]), Payload: body } };
  }
  const target = String(request.headers['x-amz-target']);
  const operation = target.replace(/^DynamoDB_\d+\./, 'DynamoDB.').replace(/^secretsmanager\./, 'SecretsManager.');
  return { operation, input: JSON.parse(body || '{}') };
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
