import { requestOf } from '../../contract/routes';
import { type SignedRequest, signedRequest, type UnsignedRequest } from '../signed-request';
import { type Answer, send } from '../transport';
import type { Door, Party, ProbedGateway } from './party';

const TIMEOUT_MILLISECONDS = 30_000;

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly idempotencyKey?: string;
}

export const INFO: Asked = requestOf('getInfo', {});

/** Signed for a host, which need not be where it is sent to. */
export function signedFor(
  { authority, baseUrl }: Pick<ProbedGateway, 'authority' | 'baseUrl'>,
  keys: Pick<Party, 'publicKey' | 'secret'>,
  { method, path, body, idempotencyKey }: Asked,
): Promise<SignedRequest> {
  const request: UnsignedRequest = {
    method,
    url: `${baseUrl}${path}`,
    authority,
    ...(body !== undefined && { body }),
    headers: {
      Accept: 'application/json',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
    },
  };
  return signedRequest(request, keys);
}

/** The same bytes sent elsewhere, with other headers beside the signed ones. */
export function elsewhere(
  request: SignedRequest,
  to: Pick<ProbedGateway, 'baseUrl'>,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): SignedRequest {
  return { ...request, url: `${to.baseUrl}${path}`, headers: { ...request.headers, ...headers } };
}

/** Sends it once: what an attacker gets is what the first try gets. */
export function deliver(
  request: Pick<SignedRequest, 'method' | 'url' | 'headers' | 'body'>,
  door?: Door,
): Promise<Answer> {
  return send(request, TIMEOUT_MILLISECONDS, door?.ca);
}

export async function ask(party: Party, asked: Asked): Promise<Answer> {
  return deliver(await signedFor(party.gateway, party, asked));
}

/** Without a signature. */
export function visit(
  { baseUrl, authority }: ProbedGateway,
  method: 'GET' | 'POST',
  path: string,
  form?: string,
): Promise<Answer> {
  const body = form === undefined ? undefined : Buffer.from(form);
  const headers = {
    Host: authority,
    Accept: 'text/html',
    ...(body && { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(body.length) }),
  };
  return deliver({ method, url: `${baseUrl}${path}`, headers, body });
}
