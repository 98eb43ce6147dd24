import type { Mode } from '../../../environment/modes';
import { Problem } from '../../http/problem';
import type { NotServed } from '../../providers/contract';
import { Busy } from '../busy';

/** Does a domain's work, and says to a client what the domain cannot. @throws Problem 503 busy */
export async function withProblems<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    throw new Problem({
      status: 503,
      code: 'busy',
      detail: 'this payment is being changed by another request; send the same request again',
      headers: { 'Retry-After': '1' },
    });
  }
}

/** No provider serves this payment (GW4): 503 for one without credentials, 422 for one that the mode does not have. */
export function notServed(answer: NotServed, mode: Mode, provider: string): Problem {
  return answer.outcome === 'unknown'
    ? notAllowed(`mode ${mode} has no provider of that name; it has ${answer.known.join(', ') || 'none'}`)
    : new Problem({
        status: 503,
        code: 'provider_not_loaded',
        param: 'provider',
        detail: `${provider} cannot serve mode ${mode} yet: ${answer.reason}; nothing was stored`,
      });
}

/**
 * The mock and mode test belong to each other: no PSP is touched in test, and nothing is mocked on request elsewhere (GW2).
 * @throws Problem 422
 */
export function checkMock(provider: string, mode: Mode): void {
  if ((provider === 'mock') === (mode === 'test')) return;
  throw notAllowed(
    mode === 'test'
      ? 'in mode test the provider is mock; leave provider out, or use the key of an app of another mode'
      : `mock serves mode test only, and this app is of mode ${mode}; name a real provider or use the key of a test app`,
  );
}

function notAllowed(detail: string): Problem {
  return new Problem({ status: 422, code: 'provider_not_allowed', param: 'provider', detail });
}
