import * as z from 'zod/mini';
import { CURRENCIES, isCurrency } from '../currencies';
import { isReturnUrl } from './return-url';

/** Ten thousand million in a currency of two digits: above any payment, and far inside what a JSON number holds exactly. */
const MAX_AMOUNT = 1_000_000_000_000;

const AMOUNT = `a whole number of minor units in plain digits (1250 is 12.50 EUR) from 1 to ${MAX_AMOUNT}`;
const CURRENCY = 'an ISO 4217 code in upper case, such as EUR';
const PROVIDER = 'the name of a provider, 1 to 40 characters; leave it out for the default of the app';
const RETURN_URL =
  'an https URL written as browsers read it, without user name and password, of at most 2000 characters';
const METADATA = 'an object of at most 50 text values';
const METADATA_KEY = 'a metadata key of 1 to 40 characters, without control characters';
const METADATA_VALUE = 'text of at most 500 characters, without control characters other than tab and line breaks';

/** Unicode's Cc and its line separators, spelled out, since not every reader of the API description knows property escapes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it keeps out
const WITHOUT_CONTROLS = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;

/** The same for text of several lines. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it keeps out
const LINES_WITHOUT_CONTROLS = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$/;

/** One line of text that is shown to people. */
function line(max: number, about: string) {
  const error = `text of 1 to ${max} characters on one line`;
  return z
    .string({ error })
    .check(
      z.minLength(1, { error }),
      z.maxLength(max, { error }),
      z.regex(WITHOUT_CONTROLS, { error }),
      z.describe(about),
    );
}

/** The form only: whether it is a currency is checked besides, so that the error can say so. */
const currency = z
  .string({ error: CURRENCY })
  .check(
    z.refine(isCurrency, { error: CURRENCY }),
    z.meta({ description: 'ISO 4217 code.', enum: CURRENCIES, examples: ['EUR'] }),
  );

const returnUrl = z.string({ error: RETURN_URL }).check(
  z.maxLength(2000, { error: RETURN_URL }),
  z.refine(isReturnUrl, { error: RETURN_URL }),
  z.meta({
    description: 'Where the customer goes afterwards; `payment_id` and `status` are added to its query.',
    format: 'uri',
    pattern: '^https://',
  }),
);

const metadataKey = z
  .string()
  .check(
    z.minLength(1, { error: METADATA_KEY }),
    z.maxLength(40, { error: METADATA_KEY }),
    z.regex(WITHOUT_CONTROLS, { error: METADATA_KEY }),
  );

const metadataValue = z
  .string({ error: METADATA_VALUE })
  .check(z.maxLength(500, { error: METADATA_VALUE }), z.regex(LINES_WITHOUT_CONTROLS, { error: METADATA_VALUE }));

/** zod drops a pair named `__proto__` without a word, so it is refused before: what is accepted is kept. */
const metadata = z.pipe(
  z.unknown().check(
    z.refine((value) => typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__'), {
      error: `${METADATA_KEY}, other than this one`,
      path: ['__proto__'],
    }),
  ),
  z
    .record(metadataKey, metadataValue, {
      error: METADATA,
    })
    .check(
      z.refine((pairs) => Object.keys(pairs).length <= 50, { error: METADATA }),
      z.meta({ description: 'Your own pairs of text, given back as they came.', maxProperties: 50 }),
    ),
);

/** Body of `POST /v1/payments`. It has no mode: the app decides that (GW5). */
export const createBody = z.strictObject({
  amount: z
    .int({ error: AMOUNT })
    .check(
      z.minimum(1, { error: AMOUNT }),
      z.maximum(MAX_AMOUNT, { error: AMOUNT }),
      z.meta({ description: 'Minor units: 1250 is 12.50 EUR, or 1250 JPY.', examples: [1250] }),
    ),
  currency,
  provider: z.optional(
    z
      .string({ error: PROVIDER })
      .check(
        z.minLength(1, { error: PROVIDER }),
        z.maxLength(40, { error: PROVIDER }),
        z.describe('A provider other than the default of the app; `mock` in mode test only.'),
      ),
  ),
  description: z.optional(line(500, 'Shown to the customer.')),
  reference: z.optional(line(200, 'Your own reference, such as an order number.')),
  return_url: z.optional(returnUrl),
  metadata: z.optional(metadata),
});
export type CreateBody = z.infer<typeof createBody>;
