import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import type { Environment } from '../../environment/schema';
import type { Check } from './check';
import { lacking, notChecked, ok } from './finding';

/** Service quota "Concurrent executions" of Lambda. */
const QUOTA_CODE = 'L-B99A9384';

/** Lambda may run as many functions at once as the file's throttle lets requests through. New accounts may have 10. */
export const quotas: Check = {
  id: 'quotas',
  actions: ['lambda:GetAccountSettings'],
  look: async ({ environment, lambda, local }) => {
    const subject = 'Lambda concurrency';
    if (local) return [notChecked(subject, 'emulated accounts have no quotas')];
    const needed = concurrencyNeeded(environment);
    const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
    // What other functions of the account have reserved is not ours to use.
    const usable = AccountLimit?.UnreservedConcurrentExecutions ?? AccountLimit?.ConcurrentExecutions ?? 0;
    const found = `${usable} at once, ${needed} needed`;
    if (usable >= needed) return [ok(subject, found)];
    const command = `aws service-quotas request-service-quota-increase --service-code lambda --quota-code ${QUOTA_CODE}`;
    return [
      lacking(subject, found, `${command} --desired-value ${Math.max(1000, needed)} --region ${environment.region}`),
    ];
  },
};

/**
 * Functions at work when the throttle is full and every request takes as long as the latency alarm lets it: requests a
 * second × seconds, in both functions of the path.
 */
export function concurrencyNeeded({ throttle, alarms }: Pick<Environment, 'throttle' | 'alarms'>): number {
  return Math.ceil(throttle.rate * (alarms.latencyP99Ms / 1000) * 2);
}
