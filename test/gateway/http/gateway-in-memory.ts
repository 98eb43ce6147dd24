import type { EnvironmentName } from '../../../lib/environment/modes';
import type { App } from '../../../lib/gateway/apps/app';
import type { AppSecrets } from '../../../lib/gateway/apps/app-secrets';
import { Deadline } from '../../../lib/gateway/deadline';
import type { Gateway } from '../../../lib/gateway/http/gateway';
import type { Count } from '../../../lib/gateway/ports/log';
import type { Providers } from '../../../lib/gateway/ports/providers';
import { randomIds } from '../../../lib/gateway/random-ids';
import { type Item, type ItemPlace, type Key, type Put, Refused } from '../../../lib/gateway/storage/store';
import { withoutLimit } from '../limits/without-limit';
import { NOW } from './signed-request';

export interface TestGateway extends Gateway {
  readonly counted: Count[];
  readonly noted: Record<string, unknown>;
  readonly stored: Map<string, Item>;
}

/** A gateway whose tables are a map: enough for the verifier, which only reads an app and claims a nonce. */
export function gatewayFor(
  environment: EnvironmentName,
  apps: readonly (App & { readonly secret: string })[],
  changes: Partial<Gateway> = {},
): TestGateway {
  const counted: Count[] = [];
  const noted: Record<string, unknown> = {};
  const stored = new Map<string, Item>();
  const tables = {
    environment,
    get: async (table: string, key: Key) =>
      table === 'apps' ? apps.find((app) => `KEY#${app.publicKey}` === key.pk) : stored.get(key.pk),
    read: async (places: readonly ItemPlace[]) =>
      places.map(({ table, key }) =>
        table === 'apps' ? apps.find((app) => `KEY#${app.publicKey}` === key.pk) : stored.get(key.pk),
      ),
    put: async ({ item, condition }: Put) => {
      const claimed = stored.get(item.pk);
      if (claimed && claimed['claimedBy'] !== condition?.values?.[':me'])
        throw new Refused({ failed: ['nonce'], conflicted: [] });
      stored.set(item.pk, item);
    },
  };
  return {
    environment,
    hosts: [`gateway.${environment}.airlock.example`],
    maxBodyBytes: 65_536,
    store: tables as unknown as Gateway['store'],
    secrets: {
      accepted: async (app: App) => apps.filter(({ appId }) => appId === app.appId).map(({ secret }) => secret),
    } as unknown as AppSecrets,
    providers: {} as Providers,
    deadline: new Deadline(),
    limit: withoutLimit,
    log: { count: (metric) => counted.push(metric), note: (fields) => Object.assign(noted, fields) },
    ids: randomIds,
    now: () => NOW,
    ...changes,
    counted,
    noted,
    stored,
  };
}

export function testApp(changes: Partial<App & { secret: string }> = {}): App & { readonly secret: string } {
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
