import * as z from 'zod/mini';
import { PAYMENT_STATUSES } from '../../../contract/payments';
import { ID_PREFIXES, idPattern } from '../../../environment/ids';
import { ENVIRONMENTS, MODES } from '../../../environment/modes';

const time = () => z.iso.datetime({ precision: 3 });
const orNull = <T extends z.ZodMiniType>(schema: T) => z.nullable(schema);

/** A payment as the API shows it; `publicPayment` makes it, a test holds the two together. */
export const paymentSchema = z.strictObject({
  id: z
    .string()
    .check(
      z.regex(new RegExp(idPattern(ID_PREFIXES.payment))),
      z.describe('`pay_`, the infix of its mode, and a ULID.'),
    ),
  object: z.literal('payment'),
  environment: z.enum(ENVIRONMENTS),
  mode: z.enum(MODES),
  status: z.enum(PAYMENT_STATUSES),
  amount: z.int().check(z.positive(), z.describe('Minor units.')),
  currency: z.string().check(z.describe('ISO 4217 code.')),
  refunded_amount: z.int().check(z.nonnegative(), z.describe('Minor units.')),
  provider: z.string(),
  fallback: z
    .boolean()
    .check(z.describe('The mock stands in for a live provider without credentials; such a payment can never succeed.')),
  checkout_url: orNull(z.url()).check(z.describe('Where to send the customer.')),
  description: orNull(z.string()),
  reference: orNull(z.string()),
  return_url: orNull(z.url()),
  metadata: z.record(z.string(), z.string()),
  created_at: time(),
  expires_at: time().check(z.describe('When the customer can no longer pay.')),
  terminal_at: orNull(time()).check(z.describe('When the payment came to its end.')),
});

export const paymentListSchema = z.strictObject({
  object: z.literal('list'),
  data: z.array(paymentSchema),
  next_cursor: orNull(z.string()).check(z.describe('`cursor` of the next page; null on the last one.')),
});

const LIMIT = 'a whole number from 1 to 100';
const REFERENCE = 'the reference that a payment was created with, 1 to 200 characters';

/** Query of `GET /v1/payments`. */
export const listQuery = z.strictObject({
  limit: z.optional(
    z.string({ error: LIMIT }).check(
      z.regex(/^([1-9]\d?|100)$/, { error: LIMIT }),
      // What the pattern says, as the API reference should say it.
      z.meta({
        description: 'Payments a page.',
        type: 'integer',
        minimum: 1,
        maximum: 100,
        default: 20,
        pattern: undefined,
      }),
    ),
  ),
  cursor: z.optional(z.string().check(z.describe('`next_cursor` of the page before, under the same filter.'))),
  reference: z.optional(
    z
      .string({ error: REFERENCE })
      .check(
        z.minLength(1, { error: REFERENCE }),
        z.maxLength(200, { error: REFERENCE }),
        z.describe('Only payments that were created with exactly this reference.'),
      ),
  ),
});
export type ListQuery = z.infer<typeof listQuery>;

/** An example for the API reference; values are made up. */
export const examplePayment: z.infer<typeof paymentSchema> = {
  id: 'pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE',
  object: 'payment',
  environment: 'sandbox',
  mode: 'test',
  status: 'requires_action',
  amount: 1250,
  currency: 'EUR',
  refunded_amount: 0,
  provider: 'mock',
  fallback: false,
  checkout_url:
    'https://gateway.sandbox.airlock.example/mock/checkout/pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE.ExampleExampleExampleExampleExampleExampleA',
  description: 'Two coffees',
  reference: 'order-1001',
  return_url: 'https://shop.example/thanks',
  metadata: { table: '7' },
  created_at: '2026-01-15T10:00:00.000Z',
  expires_at: '2026-01-16T10:00:00.000Z',
  terminal_at: null,
};
