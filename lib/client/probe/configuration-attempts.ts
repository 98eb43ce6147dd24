import { Refusal } from '../../contract/refusal';
import { clientFromEnvironment, createClient } from '../client';
import { CREDENTIAL_VARIABLES } from '../credentials';
import type { KnownGateways } from '../destination';
import type { ProbeAttempt } from './attempt';
import type { ProbeApp } from './probe-app';

/** Nothing is sent: the client of a product refuses to start. */
const REFUSED = [{ status: 400, code: 'client_refuses' }];

/** With a product's variables of which some belong to the other environment (GW7, BG4). */
export function configurationAttempts(attacker: ProbeApp, target: ProbeApp, known: KnownGateways): ProbeAttempt[] {
  const [one, other] = [variables(attacker), variables(target)];
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
    createClient({ ...attacker, known, url: attacker.gateway.baseUrl });
    return undefined;
  };
  const base = {
    kind: 'configuration',
    who: `variables of ${attacker.mode}`,
    where: target.gateway.environment,
    expected: REFUSED,
    home,
  };
  return [
    {
      ...base,
      what: `with the public key of ${target.mode}`,
      send: starts({ ...one, [CREDENTIAL_VARIABLES.publicKey]: other[CREDENTIAL_VARIABLES.publicKey] }),
    },
    {
      ...base,
      what: `with the secret of ${target.mode}`,
      send: starts({ ...one, [CREDENTIAL_VARIABLES.secret]: other[CREDENTIAL_VARIABLES.secret] }),
    },
    { ...base, what: "with this side's URL", send: starts({ ...one, PAYMENT_GATEWAY_URL: target.gateway.baseUrl }) },
  ];
}

function variables({ publicKey, secret, webhookSecret = '' }: ProbeApp) {
  return {
    [CREDENTIAL_VARIABLES.publicKey]: publicKey,
    [CREDENTIAL_VARIABLES.secret]: secret,
    [CREDENTIAL_VARIABLES.webhookSecret]: webhookSecret,
  } as const;
}
