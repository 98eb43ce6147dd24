import type { EnvironmentName } from '../../../lib/environment/modes';
import type { Gateway } from '../../../lib/gateway/http/gateway';
import type { Item } from '../../../lib/gateway/storage/store';
import { type AppWithSecret, EnvironmentInMemory, type Instance } from '../environment-in-memory';

export interface TestGateway extends Instance {
  /** What the tables hold beside the apps. */
  readonly stored: () => readonly Item[];
}

/** One instance of a gateway that has these apps. */
export function gatewayFor(
  environment: EnvironmentName,
  apps: readonly AppWithSecret[],
  changes: Partial<Gateway> = {},
): TestGateway {
  const world = new EnvironmentInMemory(environment, apps);
  return { ...world.instance({}, changes), stored: () => [...world.items('records'), ...world.items('guards')] };
}

export function testApp(changes: Partial<AppWithSecret> = {}): AppWithSecret {
  return {
    appId: 'app_dev_01J0000000000000000000FAKE'.slice(0, 34),
    name: 'book-sandbox',
    product: 'book',
    mode: 'sandbox',
    environment: 'sandbox',
    status: 'active',
    traffic: 'open',
    provider: 'paypal',
    publicKey: 'pk_dev_FAKEfakeFAKEfakeFAKEfake',
    secretVersions: [{ versionId: 'v1', notAfter: null }],
    createdAt: '2026-03-01T00:00:00.000Z',
    secret: 'sk_dev_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK',
    ...changes,
  };
}
