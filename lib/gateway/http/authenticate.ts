import { environmentOf, modeOfInfix, modesOf } from '../../environment/modes';
import { type App, appKey } from '../apps/app';
import { type Admission, bucketPlace, fullAtOf, OverLimit } from '../limits/app-limit';
import type { Item, ItemPlace } from '../storage/store';
import type { Gateway } from './gateway';
import { Problem } from './problem';
import type { HttpRequest } from './request';
import { nonceOf, RequestStore } from './request-store';
import { checkAge, checkDigest, macMatches, readSignature, signatureBase } from './signature';

const PUBLIC_KEY = /^pk_(test|dev|live)_[A-Za-z0-9]{24,64}$/;

/** An app that signed a request, and what was read along with it. */
export interface Caller {
  readonly app: App;
  /** The request's store, which claims its nonce. */
  readonly store: RequestStore;
  readonly found: readonly (Item | undefined)[];
  /** To be waited for before the answer leaves. */
  readonly told: Promise<void>;
}

/**
 * The app whose secret signed this request for this host, and now; `store` sees to it that it is for the first time.
 * The order matters: what costs nothing comes first, and nothing is stored before the MAC is right.
 * @param places what else the request needs to be read, by the key that it names; read with the app in one call
 * @throws Problem 401, 429 when the app asks too much
 */
export async function authenticate(
  gateway: Gateway,
  request: HttpRequest,
  places: (publicKey: string) => readonly ItemPlace[] = () => [],
): Promise<Caller> {
  const signature = readSignature(request);
  checkKeyBelongsHere(gateway, signature.keyid);
  const base = signatureBase(request, signature, ownAuthority(gateway, request));
  checkAge(signature, gateway.now());
  const publicKey = PUBLIC_KEY.test(signature.keyid) ? signature.keyid : 'unknown';
  const [item, bucket, ...found] = await gateway.store.read([
    { table: 'apps', key: appKey(publicKey) },
    bucketPlace(publicKey),
    ...places(publicKey),
  ]);
  const app = item?.['publicKey'] === signature.keyid ? (item as unknown as App) : undefined;
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
  const store = new RequestStore(gateway.store, nonceOf(app, signature, gateway.now(), gateway.ids.uuid()));
  const { told } = admitted(gateway, app, fullAtOf(bucket));
  return { app, store, found, told };
}

/** @throws Problem 429 */
function admitted(gateway: Gateway, app: App, fullAt: number): Admission {
  try {
    return gateway.limit.admit(app, gateway.now(), fullAt);
  } catch (error) {
    throw error instanceof OverLimit ? throttled(app, error) : error;
  }
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

function throttled(app: App, { rate: { rate, burst }, wait }: OverLimit): Problem {
  return new Problem({
    status: 429,
    code: 'throttled',
    mode: app.mode,
    detail: `${app.name} asks more than its ${rate} requests a second and ${burst} at once; nothing was done, send the request again after Retry-After`,
    headers: { 'Retry-After': String(Math.ceil(wait / 1000)) },
  });
}
