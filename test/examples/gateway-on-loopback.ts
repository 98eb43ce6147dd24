import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { APPS, itemOf } from '../../bench/app';
import { invokedName } from '../../lib/contract/functions';
import { variablesOf } from '../../lib/contract/settings';
import { PARTITION_KEY, SORT_KEY, TABLE_NAMES, TABLES, type TableContract, tableName } from '../../lib/contract/tables';
import { loadEnvironments } from '../../lib/environment/load';
import { providerStates } from '../../lib/environment/providers';
import { DynamoDbInMemory } from '../../lib/gateway/storage/memory/dynamodb-in-memory';
import type { KeySchema } from '../../lib/gateway/storage/memory/schema';
import { TablesInMemory } from '../../lib/gateway/storage/memory/tables-in-memory';

export interface GatewayOnLoopback {
  /** For an app of mode test, as its deployment would carry them. */
  readonly env: Readonly<Record<string, string>>;
  close(): void;
}

/**
 * Sandbox's gateway in this process: its handlers, which call AWS as always, and in AWS's place tables in memory, one app's secret and
 * the function `provider`.
 */
export async function gatewayOnLoopback(): Promise<GatewayOnLoopback> {
  const { sandbox } = loadEnvironments();
  let handle: RequestListener = (_, response) => void response.writeHead(500).end();
  const api = await listening((request, response) => handle(request, response));
  const aws = await listening(await awsServices());
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: sandbox.region,
    AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake-not-a-credential',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
    ...variablesOf({
      environment: 'sandbox',
      hosts: new URL(api.url).host,
      paymentFailureRate: '2',
      appRate: '1000',
      appBurst: '1000',
      maxBodyBytes: '65536',
      providerFunction: invokedName('sandbox', 'provider'),
      providers: JSON.stringify(providerStates(sandbox)),
    }),
  });
  const { handler } = await import('../../lib/gateway/handlers/api.js');
  handle = async (request, response) => {
    const reply = await handler(
      eventOf(request.method, request.url, request.rawHeaders, await buffer(request)),
      context(),
    );
    response.writeHead(reply.statusCode, reply.headers as Record<string, string>).end(reply.body);
  };
  return {
    env: {
      PAYMENT_GATEWAY_URL: api.url,
      PAYMENT_GATEWAY_PUBLIC_KEY: APPS.test.publicKey,
      PAYMENT_GATEWAY_SECRET: APPS.test.secret,
      PAYMENT_GATEWAY_WEBHOOK_SECRET: 'whsec_ZmFrZWZha2VmYWtlZmFrZWZha2VmYWtlZmFrZWZha2U=',
    },
    close: () => {
      api.server.close();
      aws.server.close();
    },
  };
}

async function awsServices(): Promise<RequestListener> {
  const string = (name: string) => ({ name, type: 'S' }) as const;
  const tables = TABLE_NAMES.map((table) => {
    const { indexes = {} }: TableContract = TABLES[table];
    const keys = Object.entries(indexes).map(([name, { partitionKey, sortKey }]): [string, KeySchema] => [
      name,
      [string(partitionKey), string(sortKey)],
    ]);
    const schema = { key: [string(PARTITION_KEY), string(SORT_KEY)] as const, indexes: Object.fromEntries(keys) };
    return [tableName('sandbox', table), schema] as const;
  });
  const dynamodb = new DynamoDbInMemory(new TablesInMemory(Object.fromEntries(tables)));
  await dynamodb.call('PutItem', { TableName: tableName('sandbox', 'apps'), Item: itemOf(APPS.test) });
  return async (request, response) => {
    const input = JSON.parse((await buffer(request)).toString());
    const [, operation] = String(request.headers['x-amz-target']).split('.');
    try {
      const output = request.url?.includes('/invocations')
        ? await provider(input)
        : operation === 'GetSecretValue'
          ? { SecretString: APPS.test.secret }
          : await dynamodb.call(operation as 'GetItem', input);
      response.writeHead(200).end(JSON.stringify(output));
    } catch (error) {
      const { name, message, ...members } = error as Error;
      response.writeHead(400).end(JSON.stringify({ __type: name, message, ...members }));
    }
  };
}

async function provider(event: unknown): Promise<unknown> {
  const { handler } = await import('../../lib/gateway/handlers/provider.js');
  return handler(event, context());
}

function context(): Context {
  return { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => 20_000 } as Context;
}

/** As API Gateway hands a request to a function. */
function eventOf(method = 'GET', url = '/', raw: readonly string[], body: Buffer): APIGatewayProxyEvent {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const headers: Record<string, string[]> = {};
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? '';
    headers[name] = [...(headers[name] ?? []), raw[at + 1] ?? ''];
  }
  const query = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
  return {
    httpMethod: method,
    path: pathname,
    multiValueHeaders: headers,
    multiValueQueryStringParameters: query,
    body: body.toString('base64'),
    isBase64Encoded: true,
    requestContext: { path: pathname, requestTimeEpoch: Date.now() },
  } as unknown as APIGatewayProxyEvent;
}

async function listening(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
