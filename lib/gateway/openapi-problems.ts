import * as z from 'zod/mini';
import { MODES } from '../environment/modes';
import type { Route } from './http/route';

/** Codes by status. */
type Problems = Readonly<Record<number, readonly string[]>>;

/** RFC 9457, with what every problem of ours has besides. */
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  code: z.string().check(z.describe('Stable; branch on this.')),
  detail: z.string().check(z.describe('For people: what was received, what is allowed, what to do.')),
  param: z.nullable(z.string()).check(z.describe('The field, header or parameter at fault.')),
  request_id: z
    .nullable(z.string())
    .check(
      z.describe('Quote it when you ask for help; null when the firewall turned the request away, which numbers none.'),
    ),
  mode: z.nullable(z.enum(MODES)),
});

/** Problems that every route can answer, by status; API Gateway's own among them. */
const EVERYWHERE: Problems = {
  400: ['bad_request', 'invalid_path'],
  401: ['authority_unknown'],
  403: ['forbidden'],
  404: ['not_found'],
  413: ['body_too_large'],
  429: ['throttled'],
  500: ['internal_error'],
  502: ['bad_gateway'],
  503: ['unavailable'],
  504: ['gateway_timeout'],
};

/** What the signature can be refused for. */
const SIGNED: Problems = {
  400: ['invalid_query', 'repeated_query', 'unknown_field'],
  401: [
    'unauthorized',
    'signature_missing',
    'signature_malformed',
    'signature_components',
    'signature_expired',
    'signature_invalid',
    'content_digest_missing',
    'content_digest_mismatch',
    'nonce_reused',
    'secret_sent',
    'mode_mismatch',
  ],
};
const WITH_BODY: Problems = {
  400: ['invalid_json', 'invalid_utf8', 'duplicate_member'],
  415: ['unsupported_media_type'],
};
const WITHOUT_BODY: Problems = { 400: ['unexpected_body'] };
const MOVES_MONEY: Problems = { 403: ['traffic_closed'] };
const IDEMPOTENT: Problems = {
  400: ['idempotency_key_invalid'],
  409: ['idempotency_in_flight'],
  422: ['idempotency_key_reused'],
};
const IDEMPOTENCY_REQUIRED: Problems = { 400: ['idempotency_key_missing'] };

/** The codes that a route can answer, by status, each list sorted. */
export function problemCodes(route: Route): ReadonlyMap<string, readonly string[]> {
  const codes = new Map<string, readonly string[]>();
  for (const source of problemSources(route)) {
    for (const [status, added] of Object.entries(source)) {
      codes.set(status, [...new Set([...(codes.get(status) ?? []), ...added])].sort());
    }
  }
  return codes;
}

function problemSources(route: Route): Problems[] {
  if (route.access === 'public') return [EVERYWHERE, route.problems ?? {}];
  return [
    EVERYWHERE,
    SIGNED,
    route.body ? WITH_BODY : WITHOUT_BODY,
    route.movesMoney ? MOVES_MONEY : {},
    route.idempotency ? IDEMPOTENT : {},
    route.idempotency === 'required' ? IDEMPOTENCY_REQUIRED : {},
    route.problems ?? {},
  ];
}
