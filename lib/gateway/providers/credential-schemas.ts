import * as z from 'zod/mini';
import type { Psp } from '../../contract/providers';

const visible = (max: number) => z.string().check(z.regex(new RegExp(`^[\\x21-\\x7e]{1,${max}}$`)));

/**
 * The JSON that each PSP's secret holds. *Loaded* means a value of this form: a secret that a stack just made is empty,
 * and a value for another provider is no credential.
 */
const SCHEMAS = {
  polar: z.strictObject({ accessToken: z.string().check(z.regex(/^polar_oat_[A-Za-z0-9_-]{8,200}$/)) }),
  paypal: z.strictObject({
    clientId: visible(200),
    clientSecret: visible(200),
    webhookId: z.optional(visible(100)),
  }),
  nicepay: z.strictObject({ merchantId: z.string().check(z.regex(/^[A-Za-z0-9]{4,20}$/)), merchantKey: visible(300) }),
} as const satisfies Readonly<Record<Psp, z.ZodMiniType>>;

/** Whether the text of a secret is a credential of that PSP. Says nothing of the text itself, not even in an error. */
export function isCredential(psp: Psp, text: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  return SCHEMAS[psp].safeParse(value).success;
}
