import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { Deadline } from '../../../lib/gateway/deadline';
import type { Gateway } from '../../../lib/gateway/http/gateway';
import { serve } from '../../../lib/gateway/http/serve';
import { AppLimit } from '../../../lib/gateway/limits/app-limit';
import { randomIds } from '../../../lib/gateway/random-ids';
import { routes } from '../../../lib/gateway/routes';
import { AppBuckets } from '../../../lib/gateway/storage/app-buckets';
import { DynamoDbStore } from '../../../lib/gateway/storage/dynamodb-store';
import { emulatedConfig } from '../../../lib/operations/account/emulated-config';
import { sdkDynamoDb } from '../../../lib/operations/account/sdk-dynamodb';
import { signedRequest } from '../../gateway/http/signed-request';
import { freshApp } from '../accounts/demo-app';

// The gateway's own code on the account's real tables: a flood through the emulator itself would be the machine's limit, not the app's.
const sandbox = requireEmulatedAccount('sandbox');
const dynamodb = new DynamoDBClient(emulatedConfig(sandbox));
const calls = sdkDynamoDb(dynamodb);
const tables = new DynamoDbStore(calls, 'sandbox');
afterAll(() => dynamodb.destroy());

type Keys = Awaited<ReturnType<typeof freshApp>>;

/** One function instance: what it keeps in mind is its own, the tables are shared. */
function instance(apps: readonly Keys[]): Gateway {
  const buckets = new AppBuckets(calls, tables.nameOf('guards'));
  return {
    environment: 'sandbox',
    hosts: [sandbox.authority],
    maxBodyBytes: 65_536,
    store: tables,
    ids: randomIds,
    limit: new AppLimit({ rate: 2, burst: 6 }, buckets, (error) => {
      throw error;
    }),
    secrets: { accepted: async () => apps.map(({ secret }) => secret) },
    deadline: new Deadline(),
    log: { count: () => undefined, note: () => undefined },
    now: Date.now,
  } as unknown as Gateway;
}

test('D4: an app that floods is answered 429 with Retry-After by every instance; another app is served', async () => {
  const [loud, quiet] = [await freshApp(), await freshApp()];
  const instances = Array.from({ length: 4 }, () => instance([loud, quiet]));
  const ask = async (at: number, { publicKey, secret }: Keys) => {
    const request = await signedRequest({
      method: 'GET',
      host: sandbox.authority,
      path: '/v1/payments',
      body: '',
      keyid: publicKey,
      secret,
      created: Date.now(),
      nonce: randomUUID(),
    });
    return serve(instances[at % instances.length] as Gateway, routes, request, (error) => {
      throw error;
    });
  };
  const started = Date.now();
  const answers = [];
  for (let at = 0; at < 40; at += 1) answers.push(await ask(at, loud));
  const seconds = (Date.now() - started) / 1000;
  const served = answers.filter(({ status }) => status === 200).length;
  const refused = answers.filter(({ status }) => status === 429);
  expect(served + refused.length).toBe(40);
  // One request of each instance more than the bucket holds, until the instances have heard of each other.
  expect(served).toBeLessThanOrEqual(6 + 2 * seconds + 4);
  expect(refused.length).toBeGreaterThan(0);
  for (const { body, headers, contentType } of refused) {
    expect(contentType).toBe('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status: 429, code: 'throttled', mode: 'test' });
    expect(Number(headers?.['Retry-After'])).toBeGreaterThan(0);
  }
  for (let at = 0; at < 4; at += 1) expect((await ask(at, quiet)).status).toBe(200);
});
