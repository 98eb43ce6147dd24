import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { publish } from '../observability';

/** What is counted; one metric each, by environment only, since a dimension per app would cost per app. */
export type Count =
  | 'CrossEnvironmentAttempt'
  | 'LiveFallback'
  | 'PaymentCreated'
  | 'PaymentSucceeded'
  | 'PaymentFailed'
  | 'SignatureRefused';

/** Counts and notes for the one structured line that every request logs. */
export interface Observer {
  /** @param value what to add. @default 1; 0 enters an average without raising a sum */
  count(metric: Count, value?: number): void;
  /** Adds ids to the request's log line; never a secret. */
  note(fields: Readonly<Record<string, string | number | boolean | null>>): void;
}

/** An observer that gathers a request's notes and writes them, and its counts, once at the end. */
export class RequestObserver implements Observer {
  private notes: Record<string, string | number | boolean | null> = {};

  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  count(metric: Count, value = 1): void {
    this.metrics.addMetric(metric, MetricUnit.Count, value);
  }

  note(fields: Readonly<Record<string, string | number | boolean | null>>): void {
    Object.assign(this.notes, fields);
  }

  /** Writes the line of a finished request. */
  finish(fields: Readonly<Record<string, string | number>>): void {
    const notes = this.notes;
    this.notes = {};
    this.logger.info('request', { ...fields, ...notes });
    publish(this.metrics);
  }
}
