/**
 * The other side of the cold and bundle figures: the API handler as a competent team writes it first, on the AWS SDK's
 * clients, full zod and Powertools, bundled by esbuild's defaults for Node (bench/builds.ts). Routes, checks and
 * replies are the gateway's own, so that both sides make the same calls and return the same bytes; all that differs is
 * the libraries at the edges and the build. So an edge that the gateway replaces by something leaner stays here.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { AppSecrets } from '../../lib/gateway/apps/app-secrets';
import { InvokedProviders } from '../../lib/gateway/aws/invoked-providers';
import { Deadline } from '../../lib/gateway/deadline';
import type { Gateway } from '../../lib/gateway/http/gateway';
import { readEvent } from '../../lib/gateway/http/read-event';
import { RequestLog } from '../../lib/gateway/http/request-log';
import { serve } from '../../lib/gateway/http/serve';
import { AppLimit } from '../../lib/gateway/limits/app-limit';
import { readCatalog } from '../../lib/gateway/providers/catalog';
import { EnvironmentProviders } from '../../lib/gateway/providers/environment-providers';
import { randomIds } from '../../lib/gateway/random-ids';
import { routes } from '../../lib/gateway/routes';
import { setting } from '../../lib/gateway/setting';
import { AppBuckets } from '../../lib/gateway/storage/app-buckets';
import { DynamoDbStore } from '../../lib/gateway/storage/dynamodb-store';
import { sdkDynamoDb } from '../../lib/operations/account/sdk-dynamodb';

const environment = 'sandbox';
const logger = new Logger({ serviceName: 'api', persistentKeys: { environment } });
const metrics = new Metrics({ namespace: 'Airlock', defaultDimensions: { environment } });
const log = new RequestLog(logger, metrics, Number(setting('paymentFailureRate')) / 100);

const secretsManager = new SecretsManagerClient({});
const lambda = new LambdaClient({});

const dynamodb = sdkDynamoDb(new DynamoDBClient({}));
const store = new DynamoDbStore(dynamodb, environment);
const catalog = readCatalog(environment, setting('providers'), undefined);
const credentialed = new InvokedProviders({ invoke }, setting('providerFunction'));
const appRate = { rate: Number(setting('appRate')), burst: Number(setting('appBurst')) };

const gateway: Gateway = {
  environment,
  hosts: setting('hosts').split(','),
  maxBodyBytes: Number(setting('maxBodyBytes')),
  store,
  limit: new AppLimit(appRate, new AppBuckets(dynamodb, store.nameOf('guards')), (error) =>
    logger.warn('limit not shared', error as Error),
  ),
  secrets: new AppSecrets({ read }),
  providers: new EnvironmentProviders(catalog, randomIds, credentialed),
  deadline: new Deadline(),
  log,
  ids: randomIds,
  now: Date.now,
};

export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const started = performance.now();
  const request = readEvent(event, event.requestContext.requestId);
  const { status, contentType, headers, body } = await serve(gateway, routes, request, (error) =>
    logger.error('failed', error as Error),
  );
  const { requestId, method, path } = request;
  log.finish({ requestId, method, path, status, milliseconds: Math.round(performance.now() - started) });
  return {
    statusCode: status,
    headers: {
      'Content-Type': contentType,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Request-Id': requestId,
      ...headers,
    },
    body,
  };
}

async function read(name: string, versionId?: string): Promise<string | undefined> {
  const { SecretString } = await secretsManager.send(
    new GetSecretValueCommand({ SecretId: name, VersionId: versionId }),
  );
  return SecretString;
}

async function invoke(name: string, question: unknown) {
  const { FunctionError, Payload = [] } = await lambda.send(
    new InvokeCommand({ FunctionName: name, Payload: Buffer.from(JSON.stringify(question)) }),
  );
  return { failed: FunctionError, payload: Buffer.from(Payload).toString('utf8') };
}
