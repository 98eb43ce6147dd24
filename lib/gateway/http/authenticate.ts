import { environmentOf, modeOfInfix, modesOf } from '../../environment/modes';
import { type App, appKey } from '../apps/app';
import { OverLimit } from '../limits/app-limit';
import { Refused } from '../storage/store';
import type { Gateway } from './gateway';
import { Problem } from './problem';
import type { HttpRequest } from './request';
import {
  checkAge,
  checkDigest,
  macMatches,
  type RequestSignature,
  readSignature,
  signatureBase,
  TOLERANCE_SECONDS,
} from './signature';

const PUBLIC_KEY = /^pk_(test|dev|live)_[A-Za-z0-9]{24,64}$/;

/** The clocks may differ both ways, and the table's own clock is a third. */
const NONCE_SECONDS = 2 * TOLERANCE_SECONDS + 60;

/**
 * The app whose secret signed this request for this host, now, and for the first time.
 * The order matters: what costs nothing comes first, and nothing is stored before the MAC is right.
 * @throws Problem 401, 429 when the app asks too much
 */
export async function authenticate(gateway: Gateway, request: HttpRequest): Promise<App> {
  const signature = readSignature(request);
  checkKeyBelongsHere(gateway, signature.keyid);
  const base = signatureBase(request, signature, ownAuthority(gateway, request));
  checkAge(signature, gateway.now());
  const app = await appOf(gateway, signature.keyid);
  const secrets = app ? await gateway.secrets.accepted(app, gateway.now()) : [];
  if (!macMatches(base, signature, secrets) || !app) {
    gateway.log.count('SignatureRefused');
    throw new Problem({
      status: 401,
      code: 'signature_invalid',
      detail:
        'no active secret of this key makes this signature; compare your signature base with the one in the integration guide',
      param: 'Signature',
    });
  }
  gateway.log.note({ appId: app.appId, app: app.name, mode: app.mode });
  checkDigest(request);
  await gateway.limit
    .admit(app, gateway.now(), () => claimNonce(gateway, app, signature))
    .catch((error: unknown) => {
      throw error instanceof OverLimit ? throttled(app, error) : error;
    });
  return app;
}

/** A key of the other environment gets its own answer before anything is looked up: it could not be found here, and must not be. */
function checkKeyBelongsHere(gateway: Gateway, keyid: string): void {
  const match = /^([ps]k)_(test|dev|live)_/.exec(keyid);
  const mode = modeOfInfix(match?.[2] ?? '');
  const here = mode !== undefined && modesOf(gateway.environment).includes(mode);
  if (match?.[1] === 'sk') {
    gateway.log.count('SignatureRefused');
    throw new Problem({
      status: 401,
      code: 'secret_sent',
      ...(mode && !here && { mode, crossEnvironment: true }),
      detail:
        'keyid holds a secret key; send the public key (pk_…) and rotate this secret, since it has been on the wire',
      param: 'Signature-Input',
    });
  }
  if (!mode) return;
  gateway.log.note({ ...(PUBLIC_KEY.test(keyid) && { keyid }) });
  if (here) return;
  throw new Problem({
    status: 401,
    code: 'mode_mismatch',
    detail: `a key of mode ${mode} works only at the ${environmentOf(mode)} host; this is ${gateway.environment}`,
    param: 'Signature-Input',
    mode,
    crossEnvironment: true,
  });
}

/** The request's host, once found among the gateway's own; `Host` alone proves nothing. */
export function ownAuthority(gateway: Gateway, request: HttpRequest): string {
  if (gateway.hosts.includes(request.host) || (gateway.loopback && request.host === gateway.loopback))
    return request.host;
  throw new Problem({
    status: 401,
    code: 'authority_unknown',
    detail:
      'the Host of this request is not a host of this gateway; sign and send to the host that belongs to your key',
    param: 'Host',
  });
}

async function appOf(gateway: Gateway, keyid: string): Promise<App | undefined> {
  const app = await gateway.store.get<App>('apps', appKey(PUBLIC_KEY.test(keyid) ? keyid : 'unknown'));
  return app?.publicKey === keyid ? app : undefined;
}

async function claimNonce(gateway: Gateway, app: App, signature: RequestSignature): Promise<void> {
  const now = Math.floor(gateway.now() / 1000);
  const claim = gateway.ids.uuid();
  try {
    await gateway.store.put({
      label: 'nonce',
      kind: 'put',
      table: 'guards',
      item: {
        pk: `NONCE#${signature.keyid}#${signature.nonce}`,
        sk: '-',
        environment: app.environment,
        mode: app.mode,
        claimedBy: claim,
        expiresAt: now + NONCE_SECONDS,
      },
      // A write whose answer was lost is sent again by the client of DynamoDB: its own claim is no reuse. Nothing that came with the request may say so.
      condition: {
        expression: 'attribute_not_exists(pk) OR expiresAt < :now OR claimedBy = :me',
        values: { ':now': now, ':me': claim },
      },
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Problem({
      status: 401,
      code: 'nonce_reused',
      detail: 'this nonce was used before; sign every request, and every retry, with a fresh one',
      param: 'Signature-Input',
    });
  }
}

function throttled(app: App, { rate: { rate, burst }, wait }: OverLimit): Problem {
  return new Problem({
    status: 429,
    code: 'throttled',
    mode: app.mode,
    detail: `${app.name} asks more than its ${rate} requests a second and ${burst} at once; nothing was done, send the request again after Retry-After`,
    headers: { 'Retry-After': String(Math.ceil(wait / 1000)) },
  });
}
