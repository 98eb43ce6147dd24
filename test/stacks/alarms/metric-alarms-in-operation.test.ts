import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Environment } from '../../../lib/environment/schema';
import { RequestLog } from '../../../lib/gateway/http/request-log';
import { BOTH } from '../synthesized';
import { type EvaluatedAlarm, goesOff } from './alarm-state';

type Series = readonly (number | undefined)[];
/** What the metric of an alarm holds, period by period, and what that is. */
type Situation = readonly [what: string, series: (environment: Environment) => Series];
interface Situations {
  /** Ordinary operation; no alarm goes off. */
  readonly silent: readonly Situation[];
  readonly told: readonly Situation[];
}

const NOTHING: Situation = ['nothing at all', () => [undefined, undefined, undefined]];
const atNight = (value: number): Situation => [
  `${value} in one period of a quiet night`,
  () => [undefined, value, undefined, undefined],
];
/** Failures of an API or a function, against `serverErrors`. */
const FAILURES: Situations = {
  silent: [
    NOTHING,
    atNight(1),
    [
      'a deployment, or a fault that was gone within the period',
      ({ alarms }) => [0, alarms.serverErrors * 10, 0, 0, 0],
    ],
    ['one now and then', () => [1, 0, 1, 1, 0, 1]],
  ],
  told: [
    ['an outage', ({ alarms }) => [0, alarms.serverErrors, alarms.serverErrors]],
    ['an outage with a gap', ({ alarms }) => [alarms.serverErrors, undefined, alarms.serverErrors]],
  ],
};

const ALARMS: Readonly<Record<string, Situations>> = {
  'server-errors': FAILURES,
  'api-errors': FAILURES,
  'api-throttles': FAILURES,
  'provider-errors': FAILURES,
  'provider-throttles': FAILURES,
  'archive-errors': FAILURES,
  'archive-throttles': FAILURES,
  latency: {
    silent: [
      NOTHING,
      [
        'the first call after an idle night, the only one of its period',
        () => [undefined, 28_000, undefined, undefined],
      ],
      ['the first calls of a new version, in two periods', () => [100, 5000, 5000, 100]],
    ],
    told: [['a quarter of an hour of slow answers', ({ alarms }) => [100, ...Array(3).fill(alarms.latencyP99Ms)]]],
  },
  'payment-failures': {
    silent: [
      NOTHING,
      ['the only payment of the night fails', (environment) => [excess(environment, 1, 1)]],
      ['two of two fail', (environment) => [excess(environment, 2, 2)]],
      [
        'a busy day on which just as many fail as may',
        (environment) => [excess(environment, 1000, rate(environment) * 1000)],
      ],
      ['a busy day on which all succeed', (environment) => [excess(environment, 1000, 0)]],
    ],
    told: [
      [
        'every payment fails',
        (environment) => [
          excess(environment, environment.alarms.paymentFailures * 2, environment.alarms.paymentFailures * 2),
        ],
      ],
      ['twice as many fail as may', (environment) => [excess(environment, 1000, rate(environment) * 2000)]],
    ],
  },
  'live-fallbacks': { silent: [NOTHING], told: [['GW10: the first', () => [1]]] },
  'ledger-tampered': { silent: [NOTHING], told: [['the first row', () => [1]]] },
  'archive-behind': {
    silent: [
      NOTHING,
      ['rows archived within seconds', () => [800, 4000, 1200]],
      ['a retry of some minutes', () => [300_000, 600_000, 0]],
    ],
    told: [['a row that waits for a quarter of an hour', () => [900_000]]],
  },
  'archive-dead-letters': {
    silent: [NOTHING, ['a queue that is looked at and empty', () => [0, undefined, 0]]],
    told: [
      ['a message', () => [1]],
      ['a message that lies there until SQS stops counting the queue', () => [1, undefined, undefined, undefined]],
    ],
  },
};
/** Told by the tests of the gateway: what counts as an attempt is decided there. */
const ELSEWHERE = ['cross-environment-attempts', 'cross-environment-proven'];

describe.each(BOTH)(
  'AZ7: an alarm of %s is silent in ordinary operation and goes off when something is wrong',
  (name, { environment, resources }) => {
    const alarms = new Map(
      Object.values(resources('observability', 'AWS::CloudWatch::Alarm')).map(({ Properties }) => [
        String(Properties.AlarmName).replace(`airlock-${name}-`, ''),
        Properties as EvaluatedAlarm & { readonly Statistic: string; readonly MetricName: string },
      ]),
    );
    const here = Object.entries(ALARMS).filter(([part]) => part !== 'live-fallbacks' || name === 'live');

    test('every alarm is looked at', () => {
      const looked = [...here.map(([part]) => part), ...[...alarms.keys()].filter((part) => ELSEWHERE.includes(part))];
      expect([...alarms.keys()].sort()).toEqual(looked.sort());
    });

    test.each(
      here.flatMap(([part, { silent, told }]) => [
        ...silent.map(([what, series]) => [part, what, series, false] as const),
        ...told.map(([what, series]) => [part, what, series, true] as const),
      ]),
    )('%s: %s', (part, _, series, expected) => {
      expect(goesOff(alarms.get(part) as EvaluatedAlarm, series(environment))).toBe(expected);
    });

    test('payment-failures adds up what the gateway counts with the rate of the file', () => {
      expect(alarms.get('payment-failures')).toMatchObject({ MetricName: 'PaymentFailureExcess', Statistic: 'Sum' });
      const functions = Object.values(resources('gateway', 'AWS::Lambda::Function'));
      const api = functions.find(({ Properties }) => Properties.FunctionName === `airlock-${name}-api`);
      expect(Number(api?.Properties.Environment.Variables.AIRLOCK_PAYMENT_FAILURE_RATE) / 100).toBe(rate(environment));
    });
  },
);

function rate({ alarms }: Environment): number {
  return alarms.paymentFailureRate / 100;
}

/** What the gateway itself adds to the alarm's metric while so many payments end, of which so many failed. */
function excess(environment: Environment, payments: number, failed: number): number {
  let sum = 0;
  const metrics = {
    addMetric: (metric: string, _: string, value: number) => {
      if (metric === 'PaymentFailureExcess') sum += value;
    },
  };
  const observer = new RequestLog({} as Logger, metrics as unknown as Metrics, rate(environment));
  for (let at = 0; at < payments; at += 1) observer.count('PaymentFailed', at < failed ? 1 : 0);
  return sum;
}
