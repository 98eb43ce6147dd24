import type { Log } from '../ports/log';
import type { NextStatus } from './state';

/** Counts a payment that was moved. The average of PaymentFailed is the failure rate, so a success enters it as 0. */
export function countMove(log: Log, to: NextStatus): void {
  // `status` is the answer's.
  log.note({ paymentStatus: to });
  if (to === 'succeeded') {
    log.count('PaymentSucceeded');
    log.count('PaymentFailed', 0);
  }
  if (to === 'failed') log.count('PaymentFailed');
}
