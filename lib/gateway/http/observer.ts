import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { publish } from '../observability';

/** What is counted; one metric each, by environment only, since a dimension per app would cost per app. */
export type Count =
  | 'CrossEnvironmentAttempt'
  | 'CrossEnvironmentProven'
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
    /** Part of all payments that may fail, from 0 to 1. */
    private readonly toleratedFailures: number,
  ) {}

  count(metric: Count, value = 1): void {
    this.metrics.addMetric(metric, MetricUnit.Count, value);
    // Its sum is by how many payments more failed than may fail of so many: one number to alarm on, which few payments cannot raise far.
    if (metric === 'PaymentFailed') {
      this.metrics.addMetric('PaymentFailureExcess', MetricUnit.Count, value - this.toleratedFailures);
    }
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
