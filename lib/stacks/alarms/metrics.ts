import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ALARM_PERIOD } from '../../constructs/environment-alarm';
import type { EnvironmentName } from '../../contract/environments';
import type { FunctionName } from '../../contract/functions';
import { type GatewayMetric, METRIC_NAMESPACE } from '../../contract/metrics';
import { nameOf } from '../../contract/names';
import { API_STAGE } from '../../contract/routes';

/** A metric of the gateway's own; its only dimension is the environment. */
export function gatewayMetric(environment: EnvironmentName, metricName: GatewayMetric, statistic = Stats.SUM): Metric {
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
