import { randomUUID } from 'node:crypto';
import { TABLE_NAMES, tableName } from '../../../lib/contract/tables';
import { newPublicKey, newSecretKey } from '../../../lib/environment/ids';
import type { App } from '../../../lib/gateway/apps/app';
import { AppSecrets } from '../../../lib/gateway/apps/app-secrets';
import type { Reply } from '../../../lib/gateway/http/reply';
import { serve } from '../../../lib/gateway/http/serve';
import { AppLimit } from '../../../lib/gateway/limits/app-limit';
import { randomIds } from '../../../lib/gateway/random-ids';
import { routes } from '../../../lib/gateway/routes';
import { AppBuckets } from '../../../lib/gateway/storage/app-buckets';
import { DynamoDbInMemory } from '../../../lib/gateway/storage/memory/dynamodb-in-memory';
import { type AppWithSecret, EnvironmentInMemory } from '../environment-in-memory';
import { testApp } from '../http/gateway-in-memory';
import { NOW, type RequestOptions, signedRequest } from '../http/signed-request';

export type SignedApp = AppWithSecret;

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
  const world = new EnvironmentInMemory('sandbox', [], LINES);
  const { clock } = world;
  const calls: string[] = [];
  const before = async ({ operation }: { readonly operation: string }) => {
    calls.push(operation);
    // As over a network: nothing is answered in the same turn.
    await new Promise((resolve) => setImmediate(resolve));
  };
  const dynamodb = new DynamoDbInMemory(world.tables, { before });
  const gateway = world.instance(
    { before },
    {
      secrets: new AppSecrets({
        read: (...asked) => {
          calls.push('GetSecretValue');
          return world.secrets.read(...asked);
        },
      }),
      providers: world.providers({
        info: () => {
          calls.push('Invoke');
          return world.psp.info();
        },
        open: async (...asked) => {
          calls.push('Invoke');
          if (asked[1] === 'polar') return world.psp.open(...asked);
          return { outcome: 'not_loaded', reason: 'its credentials are not loaded' };
        },
      }),
      limit: new AppLimit(rate, new AppBuckets(dynamodb, tableName('sandbox', 'guards')), (error) => {
        throw error;
      }),
    },
  );
  const { store } = gateway;

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
    world.addApp(app);
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
  const stored = () => JSON.stringify(TABLE_NAMES.map((name) => world.items(name)));

  return { addApp, send, stored, store, clock, calls };
}

export function codeOf({ body }: Reply): string | undefined {
  return JSON.parse(body).code;
}
