import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import type { EmulatedAccount } from '../client/emulated';

/** How an AWS SDK client speaks to an emulated account, and to nothing else. */
export function sdkConfig({ region, endpoint, ca, credentials }: Omit<EmulatedAccount, 'apps' | 'url' | 'authority'>) {
  return {
    region,
    endpoint,
    // A copy: the SDK writes into what it is given.
    credentials: { ...credentials },
    requestHandler: { httpsAgent: new Agent({ ca: readFileSync(ca), keepAlive: true }) },
  };
}
