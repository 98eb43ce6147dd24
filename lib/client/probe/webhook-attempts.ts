import type { Attempt } from './attempt';
import { unsuccessful } from './judge';
import type { Party } from './party';
import { visit } from './requests';

const PATH = '/webhooks/polar';

/** With what the other side's provider would send: a webhook at the wrong side's address. */
export function webhookAttempt(intruder: Party, { gateway: there }: Party): Attempt {
  return {
    kind: 'webhook',
    who: `webhook for ${intruder.mode}`,
    where: there.environment,
    what: 'arrives here',
    expected: [{ status: 401, code: 'signature_invalid' }],
    home: async () => {
      const missing = unsuccessful(await visit(intruder.gateway, 'POST', PATH, ''));
      return missing && `the gateway takes no webhooks that a probe could make: ${missing}`;
    },
    send: () => visit(there, 'POST', PATH, ''),
  };
}
