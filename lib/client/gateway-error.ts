import { MODES, type Mode } from '../environment/modes';
import type { HttpResponse } from './transport';

/**
 * A refusal by the gateway: its problem+json, or whatever response came instead.
 *
 * @example
 * ```ts
 * import { clientFromEnvironment } from './lib/client/client';
 *
 * const refused = await clientFromEnvironment(process.env)
 *   .createPayment({ amount: -1, currency: 'EUR' })
 *   .catch((error: unknown) => error);
 * if (refused instanceof GatewayError) console.log(refused.status, refused.code, refused.param); // 400 invalid_amount amount
 * ```
 */
export class GatewayError extends Error {
  readonly status: number;
  /** Stable; branch on this. `unexpected_answer` when the answer was not a problem of this gateway. */
  readonly code: string;
  readonly detail: string;
  readonly param: string | null;
  readonly requestId: string | null;
  readonly mode: Mode | null;
  /** The key that a repetition must carry, when the request had one. */
  idempotencyKey: string | undefined;

  constructor(readonly answer: HttpResponse) {
    const problem = problemOf(answer);
    const code = text(problem['code']) ?? 'unexpected_answer';
    const detail = text(problem['detail']) ?? unexpected(answer);
    super(`${answer.status} ${code}: ${detail}`);
    this.name = 'GatewayError';
    this.status = answer.status;
    this.code = code;
    this.detail = detail;
    this.param = text(problem['param']) ?? null;
    this.requestId = text(problem['request_id']) ?? answer.headers['x-request-id'] ?? null;
    this.mode = MODES.find((mode) => mode === problem['mode']) ?? null;
  }
}

/** The firewall's own answer, 429, comes as plain JSON: AWS WAF knows no other type. */
function problemOf({ headers, body }: HttpResponse): Record<string, unknown> {
  if (!/^application\/(problem\+)?json\b/.test(headers['content-type'] ?? '')) return {};
  try {
    return Object(JSON.parse(body.toString('utf8'))) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function unexpected({ status, headers }: HttpResponse): string {
  if (status >= 300 && status < 400) return 'a redirect, which is never followed with a signed request';
  return `not an answer of this gateway (${headers['content-type'] ?? 'no content type'})`;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
