import type { GatewayMetric } from '../../contract/metrics';

/** What requests count; the excess of failures follows from the failures. */
export type Count = Exclude<GatewayMetric<'api'>, 'PaymentFailureExcess'>;

/** Counts, and notes for the one structured line that every piece of work logs. */
export interface Log {
  /** @param value what to add. @default 1; 0 enters an average without raising a sum */
  count(metric: Count, value?: number): void;
  /** Adds ids to the line; never a secret. */
  note(fields: Readonly<Record<string, string | number | boolean | null>>): void;
}
