import { ProviderFailed, ProviderUnavailable } from '../ports/providers';
import { Unavailable } from '../unavailable';
import { Problem } from './problem';

/** What the caller is told of a failure of ours; the error itself is for the log alone. */
export function failureProblem(error: unknown): Problem {
  if (error instanceof ProviderUnavailable) {
    return new Problem({
      status: 503,
      code: 'provider_unavailable',
      detail: 'the payment provider cannot be reached now; send the same request again with the same Idempotency-Key',
      headers: { 'Retry-After': '2' },
      cause: error,
    });
  }
  if (error instanceof ProviderFailed) {
    return new Problem({
      status: 502,
      code: 'provider_failed',
      detail: 'the payment provider failed; send the same request again with the same Idempotency-Key',
      headers: { 'Retry-After': '2' },
      cause: error,
    });
  }
  if (error instanceof Unavailable) {
    return new Problem({
      status: 503,
      code: 'unavailable',
      detail: 'the gateway cannot answer now; send the same request again, with the same Idempotency-Key if it has one',
      headers: { 'Retry-After': '2' },
      cause: error,
    });
  }
  return new Problem({
    status: 500,
    code: 'internal_error',
    detail: 'the gateway failed; retry with the same Idempotency-Key, and quote request_id if it goes on',
    headers: { 'Retry-After': '1' },
    cause: error,
  });
}
