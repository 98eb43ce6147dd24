import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { GatewayMetric } from '../../contract/metrics';
import { publish } from '../observability';
import type { Count, Log } from '../ports/log';

/** Gathers a request's notes and writes them, and its counts, once at the end. */
export class RequestLog implements Log {
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
    if (metric === ('PaymentFailed' satisfies Count)) {
      this.metrics.addMetric(
        'PaymentFailureExcess' satisfies GatewayMetric<'api'>,
        MetricUnit.Count,
        value - this.toleratedFailures,
      );
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
