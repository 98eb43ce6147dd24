import { GraphWidget, type IWidget, type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FUNCTIONS } from '../../contract/functions';
import type { Environment } from '../../environment/schema';
import { apiMetric, functionMetric, gatewayMetric } from './metrics';

/** The dashboard's graphs, a row a line. */
export function dashboardRows(environment: Environment): IWidget[][] {
  return [apiRow(environment), paymentRow(environment), functionRow(environment)];
}

function apiRow({ name }: Environment): IWidget[] {
  const latency = [50, 99].map((percentile) => apiMetric(name, 'Latency', Stats.percentile(percentile)));
  return [
    graph('Requests', [apiMetric(name, 'Count'), apiMetric(name, '4XXError'), apiMetric(name, '5XXError')]),
    graph('Latency', latency),
  ];
}

function paymentRow({ name }: Environment): IWidget[] {
  return [
    graph('Payments', [
      gatewayMetric(name, 'PaymentCreated'),
      gatewayMetric(name, 'PaymentSucceeded'),
      gatewayMetric(name, 'PaymentFailed'),
    ]),
    graph('Refused and diverted', [
      gatewayMetric(name, 'CrossEnvironmentAttempt'),
      gatewayMetric(name, 'CrossEnvironmentProven'),
      gatewayMetric(name, 'SignatureRefused'),
      ...(name === 'live' ? [gatewayMetric(name, 'LiveFallback')] : []),
    ]),
  ];
}

function functionRow({ name }: Environment): IWidget[] {
  const refused = FUNCTIONS.flatMap((of) => [
    functionMetric(name, of, 'Errors'),
    functionMetric(name, of, 'Throttles'),
  ]);
  return [
    graph('Function errors', refused),
    graph(
      'Function duration',
      FUNCTIONS.map((of) => functionMetric(name, of, 'Duration', Stats.percentile(99))),
    ),
  ];
}

function graph(title: string, left: Metric[]): IWidget {
  return new GraphWidget({ title, left, width: 12 });
}
