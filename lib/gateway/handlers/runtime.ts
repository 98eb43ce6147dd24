import type { Context } from 'aws-lambda';
import type { FunctionName } from '../../contract/functions';
import { SETTINGS } from '../../contract/settings';
import { isEnvironmentName } from '../../environment/modes';
import { Deadline } from '../deadline';
import { functionLog } from '../observability';
import { setting } from '../setting';

const environment = setting('environment');

/** What every function starts with: whose it is, its log, and when its work must be over. */
export function runtime(name: FunctionName) {
  if (!isEnvironmentName(environment))
    throw new Error(`${SETTINGS.environment} is ${environment}, not sandbox or live`);
  const deadline = new Deadline();
  return {
    environment,
    deadline,
    logger: functionLog(name, environment),
    /** @param reserve milliseconds kept free at the end, to say what was done and what was not */
    begin: (context: Context, reserve: number) => deadline.begin(context.getRemainingTimeInMillis() - reserve),
  };
}
