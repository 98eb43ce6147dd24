import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import type { EmulatedAccount } from '../../client/emulated-accounts';

/** What of an emulated account an SDK client needs. */
export type EmulatedEndpoint = Pick<EmulatedAccount, 'region' | 'endpoint' | 'ca' | 'credentials'>;

export type EmulatedConfig = ReturnType<typeof emulatedConfig>;

/** The certificate is given to the connection itself: NODE_EXTRA_CA_CERTS cannot be set once Node runs. */
export function emulatedConfig({ region, endpoint, ca, credentials }: EmulatedEndpoint) {
  return {
    region,
    endpoint,
    // A copy: the SDK writes into what it is given.
    credentials: { ...credentials },
    requestHandler: { httpsAgent: new Agent({ ca: readFileSync(ca), keepAlive: true }) },
  };
}
