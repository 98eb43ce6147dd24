import { ID_PREFIXES, parseId } from '../../../environment/ids';
import type { Mode } from '../../../environment/modes';
import { Problem } from '../../http/problem';

/** A place in an app's list, right after one payment; opaque to clients so that it can change. */
export function cursorAfter(paymentId: string): string {
  return Buffer.from(paymentId).toString('base64url');
}

/**
 * The payment after which a page starts.
 * @throws Problem 400 invalid_cursor for a text we did not make, or made for another mode
 */
export function paymentBefore(cursor: string, mode: Mode): string {
  const id = Buffer.from(cursor, 'base64url').toString('latin1');
  const parsed = parseId(id);
  if (parsed?.prefix === ID_PREFIXES.payment && parsed.mode === mode && cursorAfter(id) === cursor) return id;
  throw new Problem({
    status: 400,
    code: 'invalid_cursor',
    param: 'cursor',
    ...(parsed && parsed.mode !== mode && { mode: parsed.mode, crossEnvironment: true }),
    detail:
      'this cursor is not one of this list; send next_cursor of the page before as it came, or none to start over',
  });
}
