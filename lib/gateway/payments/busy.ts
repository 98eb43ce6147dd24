import { Problem } from '../http/problem';

/** Another transaction was under way on the same payment; nothing is wrong, and a retry goes on from here. */
export function busy(): Problem {
  return new Problem({
    status: 503,
    code: 'busy',
    detail: 'this payment is being changed by another request; send the same request again',
    headers: { 'Retry-After': '1' },
  });
}
