import type { EnvironmentName } from './environments';
import { nameOf } from './names';

/** The Lambda functions, each with a role and a log group of the same name. */
export const FUNCTIONS = ['api', 'archive', 'provider'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** The alias that callers invoke, never `$LATEST`. */
export const CURRENT = 'current';

/** What a caller invokes: `airlock-live-provider:current`. */
export function invokedName(environment: EnvironmentName, of: FunctionName): string {
  return `${nameOf(environment, of)}:${CURRENT}`;
}
