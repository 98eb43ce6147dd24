import type { MetricDatum, StandardUnit } from '@aws-sdk/client-cloudwatch';

interface Directive {
  readonly Namespace: string;
  readonly Dimensions?: readonly (readonly string[])[];
  readonly Metrics?: readonly { readonly Name: string; readonly Unit?: StandardUnit }[];
}
interface EmbeddedLine {
  readonly _aws?: { readonly Timestamp?: number; readonly CloudWatchMetrics?: readonly Directive[] };
  readonly [member: string]: unknown;
}

export type EmbeddedMetric = MetricDatum & { readonly namespace: string };

/** The metrics that a log line carries in embedded metric format, one for each set of dimensions; none for any other line. */
export function metricsIn(line: string): EmbeddedMetric[] {
  const embedded = parse(line);
  const timestamp = embedded?._aws?.Timestamp;
  return (embedded?._aws?.CloudWatchMetrics ?? []).flatMap(({ Namespace, Dimensions, Metrics = [] }) =>
    (Dimensions && Dimensions.length > 0 ? Dimensions : [[]]).flatMap((names) =>
      Metrics.flatMap(({ Name, Unit }) => {
        const values = [embedded?.[Name]].flat().filter((value): value is number => typeof value === 'number');
        if (values.length === 0) return [];
        return {
          namespace: Namespace,
          MetricName: Name,
          Dimensions: names.map((name) => ({ Name: name, Value: String(embedded?.[name]) })),
          Values: values,
          ...(Unit && { Unit }),
          ...(timestamp !== undefined && { Timestamp: new Date(timestamp) }),
        };
      }),
    ),
  );
}

/** A quick test: false only for lines without metrics. */
export function mayHoldMetrics(line: string): boolean {
  return line.includes('"_aws"');
}

function parse(line: string): EmbeddedLine | undefined {
  if (!mayHoldMetrics(line)) return undefined;
  try {
    return JSON.parse(line) as EmbeddedLine;
  } catch {
    return undefined;
  }
}
