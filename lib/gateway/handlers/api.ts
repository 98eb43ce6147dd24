import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { SETTINGS } from '../../contract/settings';
import { AppSecrets } from '../apps/app-secrets';
import { RoleDynamoDb } from '../aws/dynamodb';
import { RoleFunctions } from '../aws/functions';
import { InvokedProviders } from '../aws/invoked-providers';
import { RoleSecrets } from '../aws/secrets';
import { requestBudget } from '../deadline';
import type { Gateway } from '../http/gateway';
import { readEvent } from '../http/read-event';
import { RequestLog } from '../http/request-log';
import { serve } from '../http/serve';
import { AppLimit } from '../limits/app-limit';
import { functionMetrics } from '../observability';
import { readCatalog } from '../providers/catalog';
import { EnvironmentProviders } from '../providers/environment-providers';
import { randomIds } from '../random-ids';
import { routes } from '../routes';
import { setting } from '../setting';
import { AppBuckets } from '../storage/app-buckets';
import { DynamoDbStore } from '../storage/dynamodb-store';
import { runtime } from './runtime';

const { environment, deadline, logger } = runtime('api');
const toleratedFailures = Number(setting('paymentFailureRate')) / 100;
const log = new RequestLog(logger, functionMetrics(environment), toleratedFailures);
const loopback = process.env[SETTINGS.loopback];

const dynamodb = new RoleDynamoDb(deadline);
const store = new DynamoDbStore(dynamodb, environment);
const catalog = readCatalog(environment, setting('providers'), process.env[SETTINGS.liveFallback]);
const credentialed = new InvokedProviders(new RoleFunctions(deadline), setting('providerFunction'));
const appRate = { rate: Number(setting('appRate')), burst: Number(setting('appBurst')) };

const gateway: Gateway = {
  environment,
  hosts: setting('hosts').toLowerCase().split(','),
  ...(loopback && { loopback }),
  maxBodyBytes: Number(setting('maxBodyBytes')),
  store,
  limit: new AppLimit(appRate, new AppBuckets(dynamodb, store.nameOf('guards')), (error) =>
    logger.warn('limit not shared', error as Error),
  ),
  secrets: new AppSecrets(new RoleSecrets(deadline)),
  providers: new EnvironmentProviders(catalog, randomIds, credentialed),
  deadline,
  log,
  ids: randomIds,
  now: Date.now,
};

/** API Gateway → the gateway's routes. A request has the id that Lambda gave it: API Gateway's is what the client says it is. */
export async function handler(event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> {
  const started = performance.now();
  const { requestTimeEpoch } = event.requestContext;
  deadline.begin(requestBudget(context.getRemainingTimeInMillis(), requestTimeEpoch, Date.now()));
  const request = readEvent(event, context.awsRequestId);
  const reply = await serve(gateway, routes, request, (error) => logger.error('failed', error as Error));
  log.finish({
    requestId: request.requestId,
    method: request.method,
    status: reply.status,
    milliseconds: Math.round(performance.now() - started),
  });
  return {
    statusCode: reply.status,
    headers: {
      'Content-Type': reply.contentType,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Request-Id': request.requestId,
      ...reply.headers,
    },
    body: reply.body,
  };
}
