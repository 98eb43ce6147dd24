import { Fn, type Stack } from 'aws-cdk-lib';
import { GatewayFunction } from '../../constructs/gateway-function';
import { onFunction, onSecrets, onTable, onTableKey } from '../../constructs/grants';
import { invokedName } from '../../contract/functions';
import { providerStates } from '../../environment/providers';
import { type FunctionProps, liveFallback } from './function-props';

export interface ApiFunctionProps extends FunctionProps {
  /** Every host name under which the gateway answers; a request signed for another is refused. */
  readonly hosts: readonly string[];
}

/** Parses requests from the internet, so it holds no PSP credential: for those it asks `provider`. */
export function apiFunction(stack: Stack, props: ApiFunctionProps): GatewayFunction {
  const { environment, encryptionKey, handlers, hosts } = props;
  const { name } = environment;
  return new GatewayFunction(stack, 'ApiFunction', {
    environment,
    encryptionKey,
    handlers,
    functionName: 'api',
    description: `Airlock ${name}: answers the API`,
    memoryMegabytes: 1024,
    // API Gateway gives up after 29 seconds.
    timeoutSeconds: 28,
    settings: {
      hosts: Fn.join(',', [...hosts]),
      paymentFailureRate: String(environment.alarms.paymentFailureRate),
      appRate: String(environment.appThrottle.rate),
      appBurst: String(environment.appThrottle.burst),
      maxBodyBytes: String(environment.payload.maxBytes),
      providerFunction: invokedName(name, 'provider'),
      providers: JSON.stringify(providerStates(environment)),
      ...liveFallback(environment),
    },
    grants: [
      onTable(environment, 'apps', ['dynamodb:BatchGetItem', 'dynamodb:GetItem']),
      onTable(environment, 'records', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']),
      onTable(environment, 'records', ['dynamodb:Query'], 'by-app'),
      onTable(environment, 'records', ['dynamodb:Query'], 'by-reference'),
      onTable(environment, 'guards', [
        'dynamodb:BatchGetItem',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
      ]),
      onTableKey(environment, encryptionKey),
      ...onSecrets(environment, encryptionKey, 'apps'),
      onFunction(environment, 'provider'),
    ],
  });
}
