import type { Payment } from '../payment';
import { statusAt, terminalAt } from '../state';

/**
 * What the API shows of a payment.
 * @param at epoch milliseconds; decides whether it has expired
 */
export function publicPayment(payment: Payment, at: number) {
  return {
    id: payment.pk,
    object: 'payment' as const,
    environment: payment.environment,
    mode: payment.mode,
    status: statusAt(payment, at),
    amount: payment.amount,
    currency: payment.currency,
    refunded_amount: payment.refundedAmount,
    provider: payment.provider,
    fallback: payment.fallback,
    checkout_url: payment.checkoutUrl,
    description: payment.description,
    reference: payment.reference,
    return_url: payment.returnUrl,
    metadata: payment.metadata,
    created_at: payment.createdAt,
    expires_at: payment.expiresAt,
    terminal_at: terminalAt(payment, at),
  };
}
