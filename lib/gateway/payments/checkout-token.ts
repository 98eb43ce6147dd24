import { createHash, timingSafeEqual } from 'node:crypto';
import { ID_PREFIXES, parseId } from '../../environment/ids';
import { type EnvironmentName, type Mode, modesOf } from '../../environment/modes';
import type { Payment } from './payment';

/** What a checkout token says of itself. */
export interface ParsedToken {
  readonly paymentId: string;
  readonly mode: Mode;
}

/** The parts of `<paymentId>.<43 random characters>`, or undefined when the text is no token of ours. */
export function parseToken(token: string): ParsedToken | undefined {
  const [id = '', random = '', ...more] = token.split('.');
  const parsed = parseId(id);
  if (parsed?.prefix !== ID_PREFIXES.payment || !/^[A-Za-z0-9]{43}$/.test(random) || more.length > 0) return undefined;
  return { paymentId: id, mode: parsed.mode };
}

/** Whether the token belongs to the other environment: its payment could not be found here, and must not be. */
export function isForeign(token: ParsedToken, environment: EnvironmentName): boolean {
  return !modesOf(environment).includes(token.mode);
}

/** Whether the token opens the payment; takes the same time wherever the two differ. */
export function opens(token: string, payment: Pick<Payment, 'checkoutToken'>): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return payment.checkoutToken !== null && timingSafeEqual(digest(token), digest(payment.checkoutToken));
}
