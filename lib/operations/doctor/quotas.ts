import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { nameOf } from '../../contract/names';
import type { Environment } from '../../environment/schema';
import { type Check, lacking, notChecked, ok, type SubjectResult } from './check';
import type { InspectedAccount } from './inspected-account';

/** Service quota "Concurrent executions" of Lambda. */
const QUOTA_CODE = 'L-B99A9384';

/** Lambda never lets an account reserve the last hundred: a reservation that would is refused, and with it the deployment. */
const ALWAYS_UNRESERVED = 100;

/** The functions that have reserved concurrency. */
type Reserved = keyof Environment['concurrency'];

/** Lambda may run as many functions at once as the throttle lets requests through, beside what the file reserves. New accounts may have 10. */
export const quotas: Check = {
  id: 'quotas',
  actions: ['lambda:GetAccountSettings', 'lambda:GetFunctionConcurrency'],
  inspect: async (account) => {
    const { environment, lambda, local } = account;
    const subject = 'Lambda concurrency';
    if (local) return [notChecked(subject, 'emulated accounts have no quotas')];
    const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
    const reserved = await Promise.all(
      Object.entries(environment.concurrency).map(async ([part, asked]) => {
        const functionName = nameOf(environment.name, part as Reserved);
        return { functionName, asked, found: await reservedFor(account, functionName) };
      }),
    );
    // What other functions of the account have reserved is not ours to use; what ours have is not asked for again.
    const free = AccountLimit?.UnreservedConcurrentExecutions ?? AccountLimit?.ConcurrentExecutions ?? 0;
    const toReserve = sum(reserved.map(({ asked, found }) => Math.max(0, asked - (found ?? 0))));
    const needed = Math.max(ALWAYS_UNRESERVED, concurrencyNeeded(environment)) + toReserve;
    return [room(environment, subject, free, needed), ...reserved.flatMap(asTheFileSays(environment.name))];
  },
};

function room({ region }: Environment, subject: string, free: number, needed: number): SubjectResult {
  const found = `${free} at once free, ${needed} needed`;
  if (free >= needed) return ok(subject, found);
  const command = `aws service-quotas request-service-quota-increase --service-code lambda --quota-code ${QUOTA_CODE}`;
  return lacking(subject, found, `${command} --desired-value ${Math.max(1000, needed)} --region ${region}`);
}

function asTheFileSays(stage: string) {
  return ({ functionName, asked, found }: { functionName: string; asked: number; found: number | undefined }) => {
    // Not deployed yet, which the stacks' own check says.
    if (found === undefined) return [];
    const says = `${found} at once reserved`;
    if (found === asked) return [ok(functionName, says)];
    return [lacking(functionName, `${says}, the file says ${asked}`, `npx airlock deploy ${stage}`)];
  };
}

/** The reserved concurrency of a function, or undefined while there is no such function. */
async function reservedFor({ lambda }: InspectedAccount, FunctionName: string): Promise<number | undefined> {
  try {
    const found = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
    return found.ReservedConcurrentExecutions ?? 0;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** `api` at work when the throttle is full and every request takes as long as the latency alarm lets it: requests a second × seconds. */
export function concurrencyNeeded({ throttle, alarms }: Pick<Environment, 'throttle' | 'alarms'>): number {
  return Math.ceil(throttle.rate * (alarms.latencyP99Ms / 1000));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
