import { randomBytes } from 'node:crypto';
import { type Client, type ClientProps, createClient } from '../../../lib/client/client';
import { type EmulatedApp, requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { GatewayError } from '../../../lib/client/gateway-error';
import { environmentOf, type Mode } from '../../../lib/environment/modes';
import { connect } from '../../../lib/operations/account/connect';
import { createApp } from '../../../lib/operations/apps/create-app';

/** The app that `airlock up` seeds for a mode. */
export function demoApp(mode: Mode): EmulatedApp {
  const app = requireEmulatedAccount(environmentOf(mode)).apps.find((candidate) => candidate.name === `demo-${mode}`);
  if (!app) throw new Error(`the emulated account has no app demo-${mode}`);
  return app;
}

/** A client of that app that shows every refusal at once, without tries of its own. */
export function demoClient(mode: Mode, props: Partial<ClientProps> = {}): Client {
  return createClient({ ...demoApp(mode), local: true, retry: { retries: 0 }, ...props });
}

/** A new app of mode test, which no other test writes to. */
export async function freshApp(): Promise<{ readonly publicKey: string; readonly secret: string }> {
  const connection = await connect({ stage: 'sandbox', local: true });
  try {
    const { app, secret } = await createApp(connection, { name: `e2e-${randomBytes(4).toString('hex')}-test` });
    return { publicKey: app.publicKey, secret };
  } finally {
    connection.close();
  }
}

/** A client of such an app. */
export async function freshClient(): Promise<Client> {
  return createClient({ ...(await freshApp()), local: true, retry: { retries: 0 } });
}

/** The refusal that a call ends with; a call that is accepted fails the test. */
export async function refusalOf(call: Promise<unknown>): Promise<GatewayError> {
  const outcome = await call.catch((error: unknown) => error);
  if (outcome instanceof GatewayError) return outcome;
  throw outcome instanceof Error ? outcome : new Error(`accepted: ${JSON.stringify(outcome)}`);
}
