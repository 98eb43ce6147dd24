import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { EnvironmentAlarmProps } from '../../constructs/environment-alarm';
import { FUNCTIONS } from '../../contract/functions';
import { archiveDeadLettersName, nameOf } from '../../contract/names';
import type { Environment } from '../../environment/schema';
import { apiMetric, functionMetric, gatewayMetric, queueMetric } from './metrics';

export type AlarmSpec = Pick<
  EnvironmentAlarmProps,
  'part' | 'meaning' | 'metric' | 'threshold' | 'datapointsToAlarm' | 'treatMissingData'
>;

/** Single failures show on the dashboard only: an alarm needs a second period with failures. */
const LASTING = [2, 3] as const;

/** A function's first call after a deployment or an idle night is slow, and may be the only one of its period. */
const SLOW_THROUGHOUT = [3, 3] as const;

/** Every alarm of an environment, with the thresholds of its file. */
export function alarmsOf(environment: Environment): AlarmSpec[] {
  return [
    ...apiAlarms(environment),
    ...functionAlarms(environment),
    ...paymentAlarms(environment),
    ...ledgerAlarms(environment),
  ];
}

function apiAlarms({ name, alarms }: Environment): AlarmSpec[] {
  return [
    {
      part: 'server-errors',
      meaning: 'the API answered 500 and above',
      metric: apiMetric(name, '5XXError'),
      threshold: alarms.serverErrors,
      datapointsToAlarm: LASTING,
    },
    {
      part: 'latency',
      meaning: `one request in a hundred took ${alarms.latencyP99Ms} ms or longer`,
      metric: apiMetric(name, 'Latency', Stats.percentile(99)),
      threshold: alarms.latencyP99Ms,
      datapointsToAlarm: SLOW_THROUGHOUT,
    },
  ];
}

/** A failed or throttled invocation is a 5xx response to a caller, so it has the threshold of those. */
function functionAlarms({ name, alarms }: Environment): AlarmSpec[] {
  return FUNCTIONS.flatMap((of) => [
    {
      part: `${of}-errors`,
      meaning: `invocations of ${nameOf(name, of)} failed`,
      metric: functionMetric(name, of, 'Errors'),
      threshold: alarms.serverErrors,
      datapointsToAlarm: LASTING,
    },
    {
      part: `${of}-throttles`,
      meaning: `Lambda turned away invocations of ${nameOf(name, of)}`,
      metric: functionMetric(name, of, 'Throttles'),
      threshold: alarms.serverErrors,
      datapointsToAlarm: LASTING,
    },
  ]);
}

function paymentAlarms({ name, alarms }: Environment): AlarmSpec[] {
  const always: AlarmSpec[] = [
    {
      part: 'payment-failures',
      meaning: `at least ${alarms.paymentFailures} payments failed beyond the ${alarms.paymentFailureRate} % of all that may`,
      metric: gatewayMetric(name, 'PaymentFailureExcess'),
      threshold: alarms.paymentFailures,
    },
    {
      part: 'cross-environment-attempts',
      meaning:
        'keys, ids or tokens of another mode or environment were refused; anyone can make such up, so see in the log whether they come from one of ours',
      metric: gatewayMetric(name, 'CrossEnvironmentAttempt'),
      threshold: alarms.crossEnvironmentAttempts,
    },
    {
      part: 'cross-environment-proven',
      meaning:
        "an app of this environment signed a request for something of the other one's, or a table holds an item of it; find out who holds what",
      metric: gatewayMetric(name, 'CrossEnvironmentProven'),
      threshold: 1,
    },
  ];
  if (alarms.liveFallbacks === undefined) return always;
  return [
    ...always,
    {
      part: 'live-fallbacks',
      meaning: 'payments got a checkout that cannot take money, since their provider has no credentials',
      metric: gatewayMetric(name, 'LiveFallback'),
      threshold: alarms.liveFallbacks,
    },
  ];
}

/** The stream keeps a row for 24 hours, so that there is time to act on each of these. */
const BEHIND_MILLISECONDS = 15 * 60 * 1000;

function ledgerAlarms({ name }: Environment): AlarmSpec[] {
  return [
    {
      part: 'ledger-tampered',
      meaning:
        'a ledger row was changed or removed, or is not of this environment; compare the ledger with its archive',
      metric: gatewayMetric(name, 'LedgerTampered'),
      threshold: 1,
    },
    {
      part: 'archive-behind',
      meaning: 'ledger rows wait to be archived for a quarter of an hour or longer',
      metric: functionMetric(name, 'archive', 'IteratorAge', Stats.MAXIMUM),
      threshold: BEHIND_MILLISECONDS,
    },
    {
      part: 'archive-dead-letters',
      meaning: 'ledger rows could not be archived; the messages in the queue say where in the stream they are',
      metric: queueMetric(archiveDeadLettersName(name), 'ApproximateNumberOfMessagesVisible'),
      threshold: 1,
      // SQS stops counting a queue without calls for six hours, although its messages are still there.
      treatMissingData: TreatMissingData.IGNORE,
    },
  ];
}
