import type { Stack } from 'aws-cdk-lib';
import { GatewayFunction } from '../../constructs/gateway-function';
import { onSecrets } from '../../constructs/grants';
import { providerStates } from '../../environment/providers';
import { type FunctionProps, liveFallback } from './function-props';

/** The only function that reads PSP credentials; it says which are loaded, and calls the PSPs. */
export function providerFunction(stack: Stack, props: FunctionProps): GatewayFunction {
  const { environment, encryptionKey, handlers } = props;
  return new GatewayFunction(stack, 'ProviderFunction', {
    environment,
    encryptionKey,
    handlers,
    functionName: 'provider',
    description: `Airlock ${environment.name}: holds the payment providers' credentials`,
    memoryMegabytes: 512,
    // Less than half of what the caller has, so that it can try twice and still answer.
    timeoutSeconds: 8,
    reservedConcurrency: environment.concurrency.provider,
    settings: { providers: JSON.stringify(providerStates(environment)), ...liveFallback(environment) },
    grants: onSecrets(environment, encryptionKey, 'psp'),
  });
}
