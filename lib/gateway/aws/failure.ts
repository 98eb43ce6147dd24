import { isThrottlingError, isTransientError } from '@smithy/core/retry';

/**
 * What a failed call says about the next try. `throttled` and `passing` ones are worth another, and in the end the
 * service counts as unavailable; a `conflict` is worth another, and in the end is an answer; the rest are answers.
 */
export type Failure = 'throttled' | 'passing' | 'conflict' | 'final';

/** Why single writes of a transaction did not happen though nothing is wrong with them. */
const THROTTLED_WRITES = ['ThrottlingError', 'ProvisionedThroughputExceeded'];

/**
 * What AWS says beside what the SDK's own rules know. Each means that nothing was done:
 * another transaction holds the item; two conditional writes of one object met; Lambda is still making a function
 * ready, or its network.
 */
const CONFLICTS = ['TransactionConflictException'];
const PASSING = [
  'ConditionalRequestConflict',
  'OperationAborted',
  'ResourceNotReadyException',
  'SnapStartNotReadyException',
];

/** @param error what a call threw: an AwsError, or an error of the connection */
export function failureOf(error: unknown): Failure {
  const known = error as Parameters<typeof isTransientError>[0] & { readonly CancellationReasons?: unknown };
  if (known.name === 'TransactionCanceledException') return canceled(known.CancellationReasons);
  if (CONFLICTS.includes(known.name)) return 'conflict';
  if (isThrottlingError(known)) return 'throttled';
  return PASSING.includes(known.name) || isTransientError(known) ? 'passing' : 'final';
}

/** One condition that does not hold decides: the transaction would be refused again. */
function canceled(reasons: unknown): Failure {
  const codes = Array.isArray(reasons) ? reasons.map((reason) => String(reason?.Code)) : [];
  const known = ['None', 'TransactionConflict', ...THROTTLED_WRITES];
  if (codes.some((code) => !known.includes(code))) return 'final';
  if (codes.some((code) => THROTTLED_WRITES.includes(code))) return 'throttled';
  return codes.includes('TransactionConflict') ? 'conflict' : 'final';
}
