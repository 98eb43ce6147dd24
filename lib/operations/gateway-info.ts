import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Info } from '../client/info';
import { CURRENT, invokedName } from '../contract/functions';
import { nameOf } from '../contract/names';
import { Refusal } from '../contract/refusal';
import { modesOf } from '../environment/modes';
import { providersInfo } from '../gateway/providers/contract';
import type { Connection } from './account/connection';

/**
 * What the gateway of an environment has loaded for each mode, asked of the function that holds the credentials with
 * the operator's own identity (GW11); holds no secret.
 * @throws Refusal when the gateway is not deployed
 */
export async function gatewayInfo({ environment, lambda }: Connection): Promise<Info> {
  const FunctionName = nameOf(environment.name, 'provider');
  try {
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({
        FunctionName: invokedName(environment.name, 'provider'),
        Payload: JSON.stringify({ op: 'info' }),
      }),
    );
    const text = Buffer.from(Payload ?? []).toString('utf8');
    if (FunctionError)
      throw new Refusal(`${FunctionName} failed: ${FunctionError}`, `see its log in ${environment.name}`);
    const { liveFallback, providers } = providersInfo.parse(JSON.parse(text));
    const modes = modesOf(environment.name);
    return { object: 'info', environment: environment.name, modes, live_fallback: liveFallback, providers };
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
    throw new Refusal(
      `${environment.name} has no function ${FunctionName} with alias ${CURRENT}`,
      `deploy it: npx airlock deploy ${environment.name}`,
    );
  }
}
