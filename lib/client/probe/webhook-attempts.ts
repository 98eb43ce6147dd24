import type { ProbeAttempt } from './attempt';
import type { ProbeApp } from './probe-app';
import { sendUnsigned } from './requests';
import { failureAtHome } from './run-attempt';

const PATH = '/webhooks/polar';

/** A webhook of the attacker's provider, sent to the target. */
export function webhookAttempt(attacker: ProbeApp, { gateway: there }: ProbeApp): ProbeAttempt {
  return {
    kind: 'webhook',
    who: `webhook for ${attacker.mode}`,
    where: there.environment,
    what: 'arrives here',
    expected: [{ status: 401, code: 'signature_invalid' }],
    home: async () => {
      const missing = failureAtHome(await sendUnsigned(attacker.gateway, 'POST', PATH, ''));
      return missing && `the gateway takes no webhooks that a probe could make: ${missing}`;
    },
    send: () => sendUnsigned(there, 'POST', PATH, ''),
  };
}
