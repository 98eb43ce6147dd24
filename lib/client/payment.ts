import type { PaymentStatus } from '../contract/payments';
import type { EnvironmentName, Mode } from '../environment/modes';

/** What a payment is made of; the mode is the app's and cannot be sent (GW5). */
export interface NewPayment {
  /** Minor units, a positive integer: 1050 is 10.50 EUR. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** @default - the app's */
  readonly provider?: string;
  readonly description?: string;
  /** Your own id of the order. */
  readonly reference?: string;
  /** Where the customer's browser goes after the checkout. */
  readonly return_url?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface Payment {
  readonly id: string;
  readonly object: 'payment';
  readonly environment: EnvironmentName;
  readonly mode: Mode;
  readonly status: PaymentStatus;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly refunded_amount: number;
  readonly provider: string;
  /** A live payment that cannot be paid, because its provider has no credentials yet (GW10). */
  readonly fallback: boolean;
  readonly checkout_url: string | null;
  readonly description: string | null;
  readonly reference: string | null;
  readonly return_url: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** ISO times, as the two below. */
  readonly created_at: string;
  readonly expires_at: string;
  readonly terminal_at: string | null;
}

/** One page, newest first. */
export interface Page<T> {
  readonly object: 'list';
  readonly data: readonly T[];
  /** For the next page; null at the end. */
  readonly next_cursor: string | null;
}
