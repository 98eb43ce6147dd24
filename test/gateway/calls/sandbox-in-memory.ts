import { randomUUID } from 'node:crypto';
import { PARTITION_KEY, SORT_KEY, TABLES, tableName } from '../../../lib/contract/tables';
import { newPublicKey, newSecretKey } from '../../../lib/environment/ids';
import { type App, appKey } from '../../../lib/gateway/apps/app';
import { AppSecrets } from '../../../lib/gateway/apps/app-secrets';
import { Deadline } from '../../../lib/gateway/deadline';
import type { Gateway } from '../../../lib/gateway/http/gateway';
import type { Reply } from '../../../lib/gateway/http/reply';
import { serve } from '../../../lib/gateway/http/serve';
import { AppLimit } from '../../../lib/gateway/limits/app-limit';
import { EnvironmentProviders } from '../../../lib/gateway/providers/environment-providers';
import { randomIds } from '../../../lib/gateway/random-ids';
import { routes } from '../../../lib/gateway/routes';
import { AppBuckets } from '../../../lib/gateway/storage/app-buckets';
import { DynamoDbStore } from '../../../lib/gateway/storage/dynamodb-store';
import { DynamoDbInMemory } from '../../../lib/gateway/storage/memory/dynamodb-in-memory';
import type { KeySchema, TableSchema } from '../../../lib/gateway/storage/memory/schema';
import { TablesInMemory } from '../../../lib/gateway/storage/memory/tables-in-memory';
import { testApp } from '../http/gateway-in-memory';
import { NOW, type RequestOptions, signedRequest } from '../http/signed-request';

/** The tables of sandbox as lib/contract describes them. */
function sandboxTables(): TablesInMemory {
  const keyed = (partition: string, sort: string): KeySchema => [
    { name: partition, type: 'S' },
    { name: sort, type: 'S' },
  ];
  const schemas = Object.entries(TABLES).map(([name, table]): [string, TableSchema] => {
    const indexes = Object.entries('indexes' in table ? table.indexes : {});
    return [
      tableName('sandbox', name as keyof typeof TABLES),
      {
        key: keyed(PARTITION_KEY, SORT_KEY),
        indexes: Object.fromEntries(indexes.map(([index, key]) => [index, keyed(key.partitionKey, key.sortKey)])),
      },
    ];
  });
  return new TablesInMemory(Object.fromEntries(schemas));
}

export type SignedApp = App & { readonly secret: string };

const LINES = [
  { provider: 'mock', mode: 'test', state: 'available' },
  { provider: 'polar', mode: 'sandbox', state: 'available' },
  { provider: 'paypal', mode: 'sandbox', state: 'available' },
  { provider: 'nicepay', mode: 'sandbox', state: 'pending', reason: 'merchant approval' },
] as const;

/**
 * The gateway of sandbox whole, on tables in memory. Every call that would leave the function is written down: those to
 * DynamoDB, to Secrets Manager, and to the function `provider`, at which polar is loaded and paypal is not.
 */
export async function sandboxInMemory(rate = { rate: 1000, burst: 1000 }) {
  const tables = sandboxTables();
  const calls: string[] = [];
  const clock = { now: NOW };
  const dynamodb = new DynamoDbInMemory(tables, {
    before: async ({ operation }) => {
      calls.push(operation);
      // As over a network: nothing is answered in the same turn.
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  const store = new DynamoDbStore(dynamodb, 'sandbox');
  const apps: SignedApp[] = [];
  const secrets = new AppSecrets({
    read: async (name) => {
      calls.push('GetSecretValue');
      return apps.find(({ appId }) => name.endsWith(`/${appId}`))?.secret;
    },
  });
  const providers = new EnvironmentProviders({ lines: LINES, liveFallback: null }, randomIds, {
    info: async () => {
      calls.push('Invoke');
      return { liveFallback: null, providers: [] };
    },
    open: async (_mode, provider, { paymentId }) => {
      calls.push('Invoke');
      if (provider !== 'polar') return { outcome: 'not_loaded', reason: 'its credentials are not loaded' };
      const checkout = { kind: 'redirect', url: `https://pay.test/${paymentId}` } as const;
      return { outcome: 'opened', provider, fallback: false, checkout };
    },
  });
  const gateway: Gateway = {
    environment: 'sandbox',
    hosts: ['gateway.sandbox.airlock.example'],
    maxBodyBytes: 65_536,
    store,
    secrets,
    providers,
    limit: new AppLimit(rate, new AppBuckets(dynamodb, store.nameOf('guards')), (error) => {
      throw error;
    }),
    deadline: new Deadline(),
    log: { count: () => {}, note: () => {} },
    ids: randomIds,
    now: () => clock.now,
  };

  const addApp = async (changes: Partial<App>): Promise<SignedApp> => {
    const mode = changes.mode ?? 'test';
    const app = testApp({
      appId: randomIds.next('app', mode, NOW),
      mode,
      provider: mode === 'test' ? 'mock' : 'polar',
      publicKey: newPublicKey(mode),
      secret: newSecretKey(mode),
      ...changes,
    });
    const { secret: _, ...item } = app;
    apps.push(app);
    await store.commit([{ label: 'app', kind: 'put', table: 'apps', item: { ...item, ...appKey(app.publicKey) } }]);
    return app;
  };

  /** Sends a request that the app signs, under a nonce of its own unless one is given. */
  const send = async (
    app: SignedApp,
    options: Partial<RequestOptions>,
  ): Promise<Reply & { readonly calls: string[] }> => {
    const signed = await signedRequest({
      keyid: app.publicKey,
      secret: app.secret,
      nonce: randomUUID(),
      created: clock.now,
      ...options,
    });
    const before = calls.length;
    const reply = await serve(gateway, routes, signed, (error) => {
      throw error;
    });
    return { ...reply, calls: calls.slice(before) };
  };

  /** All that is stored. */
  const stored = () => JSON.stringify(Object.keys(TABLES).map((name) => tables.itemsOf(store.nameOf(name as 'apps'))));

  return { addApp, send, stored, store, clock, calls };
}

export function codeOf({ body }: Reply): string | undefined {
  return JSON.parse(body).code;
}
