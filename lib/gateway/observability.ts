import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { METRIC_NAMESPACE } from '../contract/metrics';
import type { EnvironmentName } from '../environment/modes';
import { visible } from '../environment/visible';
import { withoutSecrets } from './unsecret';

/** A function's log: JSON lines, in which no text can be a secret, or steer the terminal of a reader. */
export function functionLog(serviceName: string, environment: EnvironmentName): Logger {
  return new Logger({
    serviceName,
    persistentKeys: { environment },
    jsonReplacerFn: (_name, value) => (typeof value === 'string' ? visible(withoutSecrets(value)) : value),
  });
}

/** A function's metrics, by environment only. */
export function functionMetrics(environment: EnvironmentName): Metrics {
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE });
  metrics.clearDefaultDimensions();
  metrics.setDefaultDimensions({ environment });
  return metrics;
}

/** Writes what was counted; the library would write a warning where nothing was. */
export function publish(metrics: Metrics): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
