import { Refusal } from '../../contract/refusal';
import { clientFromEnvironment, createClient } from '../client';
import { TRIPLE } from '../credentials';
import type { KnownGateways } from '../destination';
import type { Attempt } from './attempt';
import type { Party } from './party';

/** Nothing is sent: the client of a product refuses to start. */
const REFUSED = [{ status: 400, code: 'client_refuses' }];

/** With a product's three variables of which some are the other side's (GW7, BG4). */
export function configurationAttempts(intruder: Party, resident: Party, known: KnownGateways): Attempt[] {
  const [one, other] = [variables(intruder), variables(resident)];
  const starts = (env: Readonly<Record<string, string>>) => async () => {
    try {
      clientFromEnvironment(env, { known });
    } catch (error) {
      if (error instanceof Refusal)
        return {
          status: 400,
          headers: { 'content-type': 'application/problem+json' },
          body: Buffer.from('{"code":"client_refuses"}'),
        };
      throw error;
    }
    return { status: 200, headers: {}, body: Buffer.alloc(0) };
  };
  const home = async () => {
    createClient({ ...intruder, known, url: intruder.gateway.baseUrl });
    return undefined;
  };
  const base = {
    kind: 'configuration',
    who: `variables of ${intruder.mode}`,
    where: resident.gateway.environment,
    expected: REFUSED,
    home,
  };
  return [
    {
      ...base,
      what: `with the public key of ${resident.mode}`,
      send: starts({ ...one, [TRIPLE.publicKey]: other[TRIPLE.publicKey] }),
    },
    {
      ...base,
      what: `with the secret of ${resident.mode}`,
      send: starts({ ...one, [TRIPLE.secret]: other[TRIPLE.secret] }),
    },
    { ...base, what: "with this side's URL", send: starts({ ...one, PAYMENT_GATEWAY_URL: resident.gateway.baseUrl }) },
  ];
}

function variables({ publicKey, secret, webhookSecret = '' }: Party) {
  return { [TRIPLE.publicKey]: publicKey, [TRIPLE.secret]: secret, [TRIPLE.webhookSecret]: webhookSecret } as const;
}
