import { requestOf } from '../../contract/routes';
import type { Attempt } from './attempt';
import { unsuccessful } from './judge';
import type { MadePayment, Party } from './party';
import { ask, deliver, elsewhere, INFO, signedFor } from './requests';

export const MODE_MISMATCH = [{ status: 401, code: 'mode_mismatch' }];
const NO_SUCH_SIGNATURE = [{ status: 401, code: 'signature_invalid' }];
/** API Gateway's own answer where it knows no API under a host name. */
export const NO_SUCH_HOST = { status: 403, code: 'ForbiddenException' };

/** Why there is no payment, or the payment. */
export type Payments = MadePayment | string;

/** With a leaked key, and what was signed with it. */
export function keyAttempts(intruder: Party, resident: Party, payment: Payments): Attempt[] {
  const { gateway: there } = resident;
  const base = { who: `key of ${intruder.mode}`, where: there.environment, expected: MODE_MISMATCH };
  const home = async () => unsuccessful(await ask(intruder, INFO));
  const both = async () => (await home()) ?? unsuccessful(await ask(resident, INFO));
  const sentLater = async (host: string, replayed: boolean) => {
    const request = await signedFor(intruder.gateway, intruder, INFO);
    if (replayed) await deliver(request);
    return deliver(elsewhere(request, there, INFO.path, { Host: host }));
  };
  const hosts = [
    { host: intruder.gateway.authority, as: 'as they are', expected: [...MODE_MISMATCH, NO_SUCH_HOST] },
    { host: there.authority, as: 'under this host', expected: MODE_MISMATCH },
  ];
  const order = typeof payment === 'string' ? undefined : payment;
  return [
    {
      ...base,
      kind: 'key',
      what: 'signs GET /info for this host',
      home,
      send: async () => deliver(await signedFor(there, intruder, INFO)),
    },
    {
      ...base,
      kind: 'key',
      what: 'signs GET /v1/payments for this host',
      home: async () => unsuccessful(await ask(intruder, requestOf('listPayments', {}))),
      send: async () => deliver(await signedFor(there, intruder, requestOf('listPayments', {}))),
    },
    {
      ...base,
      kind: 'idempotency-key',
      what: 'creates a payment once more here, with the Idempotency-Key that made one at home',
      home: async () => (typeof payment === 'string' ? payment : undefined),
      send: async () =>
        deliver(
          await signedFor(there, intruder, {
            ...requestOf('createPayment', {}),
            body: order?.body ?? '',
            idempotencyKey: order?.idempotencyKey ?? '',
          }),
        ),
    },
    ...hosts.flatMap(({ host, as, expected }): Attempt[] => [
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
      what: `its secret under the key id of ${resident.mode}`,
      home: both,
      send: async () =>
        deliver(await signedFor(there, { publicKey: resident.publicKey, secret: intruder.secret }, INFO)),
    },
    {
      ...base,
      kind: 'key-id',
      what: `its key id with the secret of ${resident.mode}`,
      home: both,
      send: async () =>
        deliver(await signedFor(there, { publicKey: intruder.publicKey, secret: resident.secret }, INFO)),
    },
  ];
}
