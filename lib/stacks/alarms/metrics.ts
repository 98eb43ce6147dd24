import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ALARM_PERIOD } from '../../constructs/environment-alarm';
import { API_STAGE, type FunctionName, METRIC_NAMESPACE, nameOf } from '../../constructs/names';
import type { EnvironmentName } from '../../environment/modes';

/**
 * What the gateway counts itself. `CrossEnvironmentAttempt` is every refusal of another mode or environment, which a stranger can bring
 * about; `CrossEnvironmentProven` those of them whose request an app of this environment signed, and items of the other one that a table holds.
 * `PaymentFailed` is 1 for a failed payment and 0 for a successful one, so its average is the rate;
 * `PaymentFailureExcess` is that less the rate that is tolerated, so its sum is by how many payments too many failed.
 */
export type GatewayCount =
  | 'CrossEnvironmentAttempt'
  | 'CrossEnvironmentProven'
  | 'LedgerTampered'
  | 'LiveFallback'
  | 'PaymentCreated'
  | 'PaymentFailed'
  | 'PaymentFailureExcess'
  | 'PaymentSucceeded'
  | 'SignatureRefused';

/** A metric of the gateway's own; its only dimension is the environment. */
export function gatewayMetric(environment: EnvironmentName, metricName: GatewayCount, statistic = Stats.SUM): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { environment },
    statistic,
    period: ALARM_PERIOD,
  });
}

/** What API Gateway measures of the whole API. */
export function apiMetric(
  environment: EnvironmentName,
  metricName: '4XXError' | '5XXError' | 'Count' | 'Latency',
  statistic: string = Stats.SUM,
): Metric {
  return new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: { ApiName: nameOf(environment), Stage: API_STAGE },
    statistic,
    period: ALARM_PERIOD,
  });
}

/** What Lambda measures of one function, all its versions together. */
export function functionMetric(
  environment: EnvironmentName,
  functionName: FunctionName,
  metricName: 'Duration' | 'Errors' | 'IteratorAge' | 'Throttles',
  statistic: string = Stats.SUM,
): Metric {
  return new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: nameOf(environment, functionName) },
    statistic,
    period: ALARM_PERIOD,
  });
}

/** What SQS measures of one queue. */
export function queueMetric(queueName: string, metricName: 'ApproximateNumberOfMessagesVisible'): Metric {
  return new Metric({
    namespace: 'AWS/SQS',
    metricName,
    dimensionsMap: { QueueName: queueName },
    statistic: Stats.MAXIMUM,
    period: ALARM_PERIOD,
  });
}
