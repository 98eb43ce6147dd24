import { type Method, requestOf } from '../../contract/routes';
import { type SignedRequest, signedRequest, type UnsignedRequest } from '../signed-request';
import { type HttpResponse, send } from '../transport';
import type { AlternateEndpoint, ProbeApp, ProbedGateway } from './probe-app';

const TIMEOUT_MILLISECONDS = 30_000;

export interface ProbeRequest {
  readonly method: Method;
  readonly path: string;
  readonly body?: string;
  readonly idempotencyKey?: string;
}

export const INFO: ProbeRequest = requestOf('getInfo', {});

/** Signed for a host, which need not be where it is sent to. */
export function signedFor(
  { authority, baseUrl }: Pick<ProbedGateway, 'authority' | 'baseUrl'>,
  keys: Pick<ProbeApp, 'publicKey' | 'secret'>,
  { method, path, body, idempotencyKey }: ProbeRequest,
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

/** The same signed bytes to another address, with other headers beside the signed ones. */
export function redirected(
  request: SignedRequest,
  to: Pick<ProbedGateway, 'baseUrl'>,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): SignedRequest {
  return { ...request, url: `${to.baseUrl}${path}`, headers: { ...request.headers, ...headers } };
}

/** Sends it once: what an attacker gets is what the first try gets. */
export function sendOnce(
  request: Pick<SignedRequest, 'method' | 'url' | 'headers' | 'body'>,
  endpoint?: AlternateEndpoint,
): Promise<HttpResponse> {
  return send(request, TIMEOUT_MILLISECONDS, endpoint?.ca);
}

export async function sendSigned(app: ProbeApp, request: ProbeRequest): Promise<HttpResponse> {
  return sendOnce(await signedFor(app.gateway, app, request));
}

/** Without a signature. */
export function sendUnsigned(
  { baseUrl, authority }: ProbedGateway,
  method: Method,
  path: string,
  form?: string,
): Promise<HttpResponse> {
  const body = form === undefined ? undefined : Buffer.from(form);
  const headers = {
    Host: authority,
    Accept: 'text/html',
    ...(body && { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(body.length) }),
  };
  return sendOnce({ method, url: `${baseUrl}${path}`, headers, body });
}
