import { GetFunctionConcurrencyCommand, LambdaClient, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { Refusal } from '../../contract/refusal';
import type { EmulatedConfig } from '../../operations/account/emulated-config';
import type { Template } from '../assembly/localise';
import { withClient } from '../with-client';

interface Reservation {
  readonly FunctionName: string;
  readonly ReservedConcurrentExecutions: number;
}

/**
 * Attaches by API the reserved concurrency that the emulator's CloudFormation drops, then reads it back.
 * @throws Refusal naming every function that has not what its template says
 */
export async function attachReservedConcurrency(config: EmulatedConfig, templates: readonly Template[]): Promise<void> {
  await withClient(new LambdaClient(config), async (lambda) => {
    const missing: string[] = [];
    for (const { FunctionName, ReservedConcurrentExecutions } of templates.flatMap(reservationsIn)) {
      await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));
      const found = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
      if (found.ReservedConcurrentExecutions !== ReservedConcurrentExecutions) missing.push(FunctionName);
    }
    if (missing.length === 0) return;
    throw new Refusal(
      `without its reserved concurrency: ${missing.join(', ')}`,
      'this version of the emulator does not fit',
    );
  });
}

function reservationsIn({ Resources }: Template): Reservation[] {
  return Object.values(Resources).flatMap(({ Type, Properties = {} }): Reservation[] => {
    const { FunctionName, ReservedConcurrentExecutions } = Properties;
    if (Type !== 'AWS::Lambda::Function' || typeof ReservedConcurrentExecutions !== 'number') return [];
    return [{ FunctionName: String(FunctionName), ReservedConcurrentExecutions }];
  });
}
