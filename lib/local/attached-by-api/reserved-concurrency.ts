import { readFileSync } from 'node:fs';
import { GetFunctionConcurrencyCommand, LambdaClient, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { Refusal } from '../../contract/refusal';
import type { emulatedConfig } from '../../operations/account/emulated-config';
import type { Template } from '../assembly/localise';
import { templatesIn } from './permissions-boundaries';

interface Reservation {
  readonly FunctionName: string;
  readonly ReservedConcurrentExecutions: number;
}

/**
 * Attaches by API the reserved concurrency that the emulator's CloudFormation drops, then reads it back.
 * @throws Refusal naming every function that has not what its template says
 */
export async function attachConcurrency(config: ReturnType<typeof emulatedConfig>, assembly: string): Promise<void> {
  const lambda = new LambdaClient(config);
  try {
    const missing: string[] = [];
    for (const { FunctionName, ReservedConcurrentExecutions } of reservationsIn(assembly)) {
      await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));
      const found = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
      if (found.ReservedConcurrentExecutions !== ReservedConcurrentExecutions) missing.push(FunctionName);
    }
    if (missing.length === 0) return;
    throw new Refusal(
      `without its reserved concurrency: ${missing.join(', ')}`,
      'this version of the emulator does not fit',
    );
  } finally {
    lambda.destroy();
  }
}

function reservationsIn(assembly: string): Reservation[] {
  return templatesIn(assembly)
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Template)
    .flatMap(({ Resources }) => Object.values(Resources))
    .flatMap(({ Type, Properties = {} }): Reservation[] => {
      const { FunctionName, ReservedConcurrentExecutions } = Properties;
      if (Type !== 'AWS::Lambda::Function' || typeof ReservedConcurrentExecutions !== 'number') return [];
      return [{ FunctionName: String(FunctionName), ReservedConcurrentExecutions }];
    });
}
