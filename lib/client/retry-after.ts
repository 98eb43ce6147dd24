import type { HttpResponse } from './transport';

/** RFC 9110 §5.6.7, the one form that is still sent. `Date.parse` also accepts other texts, and reads them wrongly. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/**
 * What an answer asks to wait, in milliseconds: its `Retry-After` as seconds or as a date, which counts from the
 * answer's own `Date`, so that a wrong clock here changes nothing. 0 when it asks nothing, or nothing that can be read.
 */
export function retryAfterMs({ headers }: Pick<HttpResponse, 'headers'>, now: number): number {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  if (!HTTP_DATE.test(value)) return 0;
  const sent = headers['date']?.trim() ?? '';
  return Math.max(0, Date.parse(value) - (HTTP_DATE.test(sent) ? Date.parse(sent) : now)) || 0;
}
