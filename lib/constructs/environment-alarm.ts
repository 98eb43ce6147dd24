import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { nameOf } from '../contract/names';
import type { Environment } from '../environment/schema';

/** The period of every threshold in an environment file. */
export const ALARM_PERIOD = Duration.minutes(5);

export interface EnvironmentAlarmProps {
  readonly environment: Environment;
  /** Last part of the alarm's name, for example `server-errors`. */
  readonly part: string;
  /** What has happened when it goes off, for the person on call. */
  readonly meaning: string;
  /** One metric, not a formula: the emulated accounts know no metric math. */
  readonly metric: Metric;
  /** Value at which it goes off, in the metric's unit. */
  readonly threshold: number;
  /** How many of how many periods have to reach it. @default - one is enough */
  readonly datapointsToAlarm?: readonly [periods: number, of: number];
  /** How a period without data counts. @default - as one below the threshold */
  readonly treatMissingData?: TreatMissingData;
  readonly topic: ITopic;
}

/**
 * Notifies people when a metric reaches its threshold in as many five-minute periods as given, and when it has recovered.
 *
 * @example
 * ```ts
 * import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
 * import { Topic } from 'aws-cdk-lib/aws-sns';
 *
 * new EnvironmentAlarm(stack, 'Refunds', {
 *   environment,
 *   part: 'refunds',
 *   meaning: 'refunds failed',
 *   metric: new Metric({ namespace: 'Airlock', metricName: 'RefundFailed' }),
 *   threshold: 5,
 *   topic: new Topic(stack, 'Alarms'),
 * });
 * const [alarm] = resourcesOf('AWS::CloudWatch::Alarm');
 * console.log(alarm?.Properties.AlarmName, alarm?.Properties.Threshold); // airlock-sandbox-refunds 5
 * ```
 */
export class EnvironmentAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: EnvironmentAlarmProps) {
    const metric: IMetric = props.metric.with({ period: ALARM_PERIOD });
    const { name, modes } = props.environment;
    const [datapointsToAlarm, evaluationPeriods] = props.datapointsToAlarm ?? [1, 1];
    super(scope, id, {
      alarmName: nameOf(name, props.part),
      alarmDescription: `Airlock ${name} (mode ${modes.join(', ')}): ${props.meaning}`,
      metric,
      threshold: props.threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods,
      datapointsToAlarm,
      treatMissingData: props.treatMissingData ?? TreatMissingData.NOT_BREACHING,
    });
    const tell = new SnsAction(props.topic);
    this.addAlarmAction(tell);
    this.addOkAction(tell);
  }
}
