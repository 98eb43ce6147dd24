import { STATUS_CODES } from 'node:http';
import type { Mode } from '../../environment/modes';
import type { Problem } from './problem';
import type { Reply } from './reply';

/**
 * A problem as RFC 9457 problem+json. `type` is `about:blank`: `code` says what happened.
 * @param mode of the calling app, where it is known and the problem names none
 */
export function problemReply(problem: Problem, requestId: string, mode: Mode | null): Reply {
  return {
    status: problem.status,
    contentType: 'application/problem+json',
    body: JSON.stringify({
      type: 'about:blank',
      title: STATUS_CODES[problem.status] ?? 'Error',
      status: problem.status,
      code: problem.code,
      detail: problem.detail,
      param: problem.param,
      request_id: requestId,
      mode: problem.mode ?? mode,
    }),
    headers: problem.headers,
  };
}
