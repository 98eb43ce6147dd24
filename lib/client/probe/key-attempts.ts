import { requestOf } from '../../contract/routes';
import type { ProbeAttempt } from './attempt';
import type { ProbeApp, ProbePayment } from './probe-app';
import { INFO, redirected, sendOnce, sendSigned, signedFor } from './requests';
import { failureAtHome } from './run-attempt';

export const MODE_MISMATCH = [{ status: 401, code: 'mode_mismatch' }];
const NO_SUCH_SIGNATURE = [{ status: 401, code: 'signature_invalid' }];
/** API Gateway's own answer where it knows no API under a host name. */
export const NO_SUCH_HOST = { status: 403, code: 'ForbiddenException' };

/** Why there is no payment, or the payment. */
export type PaymentOrReason = ProbePayment | string;

/** With a leaked key, and with requests that were signed with it. */
export function keyAttempts(attacker: ProbeApp, target: ProbeApp, payment: PaymentOrReason): ProbeAttempt[] {
  const { gateway: there } = target;
  const base = { who: `key of ${attacker.mode}`, where: there.environment, expected: MODE_MISMATCH };
  const home = async () => failureAtHome(await sendSigned(attacker, INFO));
  const both = async () => (await home()) ?? failureAtHome(await sendSigned(target, INFO));
  const sentLater = async (host: string, replayed: boolean) => {
    const request = await signedFor(attacker.gateway, attacker, INFO);
    if (replayed) await sendOnce(request);
    return sendOnce(redirected(request, there, INFO.path, { Host: host }));
  };
  const hosts = [
    { host: attacker.gateway.authority, as: 'as they are', expected: [...MODE_MISMATCH, NO_SUCH_HOST] },
    { host: there.authority, as: 'under this host', expected: MODE_MISMATCH },
  ];
  const order = typeof payment === 'string' ? undefined : payment;
  return [
    {
      ...base,
      kind: 'key',
      what: 'signs GET /info for this host',
      home,
      send: async () => sendOnce(await signedFor(there, attacker, INFO)),
    },
    {
      ...base,
      kind: 'key',
      what: 'signs GET /v1/payments for this host',
      home: async () => failureAtHome(await sendSigned(attacker, requestOf('listPayments', {}))),
      send: async () => sendOnce(await signedFor(there, attacker, requestOf('listPayments', {}))),
    },
    {
      ...base,
      kind: 'idempotency-key',
      what: 'creates a payment once more here, with the Idempotency-Key that made one at home',
      home: async () => (typeof payment === 'string' ? payment : undefined),
      send: async () =>
        sendOnce(
          await signedFor(there, attacker, {
            ...requestOf('createPayment', {}),
            body: order?.body ?? '',
            idempotencyKey: order?.idempotencyKey ?? '',
          }),
        ),
    },
    ...hosts.flatMap(({ host, as, expected }): ProbeAttempt[] => [
      {
        ...base,
        expected,
        kind: 'signature',
        what: `bytes signed for the other host, sent ${as} and never used at home`,
        home,
        send: () => sentLater(host, false),
      },
      {
        ...base,
        expected,
        kind: 'nonce',
        what: `bytes that home has just served, nonce and all, sent again ${as}`,
        home,
        send: () => sentLater(host, true),
      },
    ]),
    {
      ...base,
      expected: NO_SUCH_SIGNATURE,
      kind: 'key-id',
      what: `its secret under the key id of ${target.mode}`,
      home: both,
      send: async () =>
        sendOnce(await signedFor(there, { publicKey: target.publicKey, secret: attacker.secret }, INFO)),
    },
    {
      ...base,
      kind: 'key-id',
      what: `its key id with the secret of ${target.mode}`,
      home: both,
      send: async () =>
        sendOnce(await signedFor(there, { publicKey: attacker.publicKey, secret: target.secret }, INFO)),
    },
  ];
}
