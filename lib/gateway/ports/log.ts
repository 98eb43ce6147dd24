/** What is counted; one metric each, by environment only, since a dimension per app would cost per app. */
export type Count =
  | 'CrossEnvironmentAttempt'
  | 'CrossEnvironmentProven'
  | 'LiveFallback'
  | 'PaymentCreated'
  | 'PaymentSucceeded'
  | 'PaymentFailed'
  | 'SignatureRefused';

/** Counts, and notes for the one structured line that every piece of work logs. */
export interface Log {
  /** @param value what to add. @default 1; 0 enters an average without raising a sum */
  count(metric: Count, value?: number): void;
  /** Adds ids to the line; never a secret. */
  note(fields: Readonly<Record<string, string | number | boolean | null>>): void;
}
