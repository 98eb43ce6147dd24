import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { isEnvironmentName } from '../../environment/modes';
import { AppSecrets } from '../apps/app-secrets';
import { RoleDynamoDb } from '../aws/dynamodb';
import { RoleFunctions } from '../aws/functions';
import { RoleSecrets } from '../aws/secrets';
import { Deadline, requestBudget } from '../deadline';
import type { Gateway } from '../gateway';
import { RequestObserver } from '../http/observer';
import { readEvent } from '../http/read-event';
import { serve } from '../http/serve';
import { InvokedProviders } from '../providers/invoke';
import { routes } from '../routes';
import { setting } from '../setting';
import { Tables } from '../storage/tables';

const environment = setting('AIRLOCK_ENVIRONMENT');
if (!isEnvironmentName(environment)) throw new Error(`AIRLOCK_ENVIRONMENT is ${environment}, not sandbox or live`);

const logger = new Logger({ serviceName: 'api', persistentKeys: { environment } });
const metrics = new Metrics({ namespace: 'Airlock' });
metrics.clearDefaultDimensions();
metrics.setDefaultDimensions({ environment });
const observer = new RequestObserver(logger, metrics);
const deadline = new Deadline();
const loopback = process.env['AIRLOCK_LOOPBACK'];

const gateway: Gateway = {
  environment,
  hosts: setting('AIRLOCK_HOSTS').toLowerCase().split(','),
  ...(loopback && { loopback }),
  maxBodyBytes: Number(setting('AIRLOCK_MAX_BODY_BYTES')),
  tables: new Tables(new RoleDynamoDb(deadline), environment),
  secrets: new AppSecrets(new RoleSecrets(deadline)),
  providers: new InvokedProviders(new RoleFunctions(deadline), setting('AIRLOCK_PROVIDER_FUNCTION')),
  deadline,
  observe: observer,
  now: Date.now,
};

/** API Gateway → the gateway's routes. */
export async function handler(event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> {
  const started = performance.now();
  const { requestTimeEpoch } = event.requestContext;
  deadline.begin(requestBudget(context.getRemainingTimeInMillis(), requestTimeEpoch, Date.now()));
  const request = readEvent(event);
  const reply = await serve(gateway, routes, request, (error) => logger.error('failed', error as Error));
  observer.finish({
    requestId: request.requestId,
    method: request.method,
    path: loggable(request.path),
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

/** A path without what gives access: checkout tokens, and keys that someone put where an id belongs. */
function loggable(path: string): string {
  return path
    .replace(/\.[A-Za-z0-9]{20,}/g, '.…')
    .replace(/(\/mock\/checkout\/[^.]*).*/, '$1…')
    .replace(/(sk_|whsec_)[^/]*/g, '$1…');
}
