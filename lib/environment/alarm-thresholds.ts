import * as z from 'zod';
import { absent, block, decimal, email, whole } from './fields';
import type { EnvironmentName } from './modes';

/**
 * The block `alarms` of an environment file: the threshold of each alarm, and who is told. `lib/stacks/alarms/metric-alarms.ts` gives each
 * threshold to its alarm.
 */
export function alarmThresholds(name: EnvironmentName) {
  const count = (what: string) =>
    whole({ description: `${what} in five minutes.`, live: 'lower', min: 1, max: 1_000_000 });
  return block(
    {
      notify: z
        .array(email('Who is told.'), 'a list of email addresses')
        .min(1, 'at least one email address')
        .describe('Addresses told of every alarm; none of them is told by the other environment.'),
      paymentFailureRate: decimal({
        description: 'Failed payments in percent of all that are no alarm, over five minutes.',
        live: 'lower',
        min: 0.1,
        max: 100,
      }),
      paymentFailures: whole({
        description: 'Failed payments beyond that rate in five minutes; one alone is never an alarm.',
        live: 'lower',
        min: 2,
        max: 1_000_000,
      }),
      serverErrors: whole({
        description: 'Answers of 500 and above in five minutes, two times out of three.',
        live: 'lower',
        min: 1,
        max: 1_000_000,
      }),
      latencyP99Ms: whole({
        description: '99th percentile in milliseconds, for a quarter of an hour.',
        live: 'lower',
        min: 50,
        max: 29_000,
      }),
      crossEnvironmentAttempts: count(
        'Refused keys, ids and tokens of another mode or environment, which anyone can make up (what an app of ours signed rings at once)',
      ),
      liveFallbacks:
        name === 'live' ? count('Live payments that got the mock checkout') : absent('only live has fallbacks'),
    },
    'An alarm goes off when a value is reached.',
  );
}
