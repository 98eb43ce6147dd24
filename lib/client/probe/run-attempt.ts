import { GatewayError } from '../gateway-error';
import { type HttpResponse, NoAnswer } from '../transport';
import type { ObservedResponse, ProbeAttempt, ProbeResult } from './attempt';

/** Tries one attempt, after the same request was seen to succeed where it belongs. */
export async function runAttempt(attempt: ProbeAttempt): Promise<ProbeResult> {
  const { kind, who, where, what } = attempt;
  const expected = attempt.expected.map(responseText).join(' or ');
  const base = { kind, who, where, what, expected };
  const missing = await attempt.home();
  if (missing !== undefined) return { ...base, got: null, verdict: 'not probed', reason: missing };
  let response: HttpResponse;
  try {
    response = await attempt.send();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { ...base, got: 'no answer', verdict: 'refused otherwise', reason: error.reason };
  }
  const observed = observedResponse(response);
  const got = responseText(observed);
  // Only an error is a refusal: a redirect to what was asked for is not.
  if (response.status < 400) return { ...base, got, verdict: 'came through', reason: null };
  const isExpected = attempt.expected.some(({ status, code }) => status === observed.status && code === observed.code);
  if (!isExpected) return { ...base, got, verdict: 'refused otherwise', reason: null };
  const effect = await attempt.effect?.();
  if (effect !== undefined) return { ...base, got, verdict: 'came through', reason: effect };
  return { ...base, got, verdict: 'refused', reason: null };
}

export function responseText({ status, code }: ObservedResponse): string {
  return code === 'none' || code === null ? String(status) : `${status} ${code}`;
}

/** API Gateway's own refusals name their kind in a header, and end in `Exception`. */
export function observedResponse(answer: HttpResponse): ObservedResponse {
  const { status, headers } = answer;
  const type = headers['content-type'] ?? '';
  if (/^application\/problem\+json\b/.test(type)) return { status, code: new GatewayError(answer).code };
  if (/^text\/html\b/.test(type)) return { status, code: 'page' };
  return { status, code: headers['x-amzn-errortype']?.split(':')[0] ?? 'none' };
}

/** Why an answer at home is no success; undefined when it is one. */
export function failureAtHome(answer: HttpResponse): string | undefined {
  return answer.status < 400 ? undefined : `at home it is answered ${responseText(observedResponse(answer))}`;
}
