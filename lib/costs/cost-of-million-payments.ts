import { PRICES, type Price } from './prices';

/** A part of what a million payments cost. */
export interface UsageItem {
  readonly item: string;
  /** How it comes to its quantity. */
  readonly because: string;
  /** In units of its price. */
  readonly count: number;
  readonly price: Price;
}

/**
 * One payment with a reference: created, looked at once by the app, opened and paid by its payer; four requests. Writes and reads are those of the code
 * on that path; times and sizes are assumptions, since nothing has run on AWS.
 */
export const MILLION_PAYMENTS: readonly UsageItem[] = [
  { item: 'API Gateway', because: '4 requests', count: 4, price: PRICES.api },
  { item: 'firewall', because: '4 requests', count: 4, price: PRICES.webRequests },
  { item: 'functions: invocations', because: '4 of `api`, 1 of `provider`', count: 5, price: PRICES.functionRequests },
  {
    item: 'functions: time',
    because: '4 × 30 ms × 1 GB and 300 ms × 0.5 GB: 0.27 GB-seconds',
    count: 270_000,
    price: PRICES.functionTime,
  },
  {
    item: 'tables: writes',
    because:
      'a nonce alone; a nonce, a key claimed and finished, a payment made, opened and paid, in transactions (twice); each of its two indexes 3 times',
    count: 19,
    price: PRICES.writes,
  },
  {
    item: 'tables: reads',
    because: 'the app and its limit twice, the key once, the payment three times',
    count: 8,
    price: PRICES.reads,
  },
  {
    item: 'tables: storage',
    because: '5 KB: the payment, its copies in two indexes, key and nonces',
    count: 5,
    price: PRICES.storage,
  },
  // Source: DynamoDB pricing, "Point-in-time recovery": by the size of table and local indexes.
  {
    item: 'tables: recovery',
    because: '3 KB of them: what is in global indexes is not paid for',
    count: 3,
    price: PRICES.recovery,
  },
  {
    item: 'logs',
    because: '8 KB: a line of each request in the access log and of each invocation',
    count: 8,
    price: PRICES.logs,
  },
  {
    item: 'metrics',
    because: '`PaymentCreated`, `PaymentSucceeded`, `PaymentFailed`, `PaymentFailureExcess`',
    count: 4,
    price: PRICES.metric,
  },
  { item: 'data sent', because: '8 KB', count: 8, price: PRICES.transfer },
];
