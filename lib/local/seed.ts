import { createClient } from '../client/client';
import { isLoopback } from '../client/destination';
import type { EmulatedApp } from '../client/emulated-accounts';
import type { Payment } from '../client/payment';
import { Refusal } from '../contract/refusal';
import type { EnvironmentName } from '../environment/modes';
import type { Connection } from '../operations/account/connection';
import { withAccount } from '../operations/account/with-account';
import { createApp } from '../operations/apps/create-app';
import { setTraffic } from '../operations/apps/set-traffic';
import type { AccountState, DemoPayment } from './state';

/** The demo apps of each account; the first one makes the payment. A mode with several providers needs one named. */
const DEMO_APPS: Readonly<Record<EnvironmentName, readonly { readonly name: string; readonly provider?: string }[]>> = {
  sandbox: [{ name: 'demo-test' }, { name: 'demo-sandbox', provider: 'polar' }],
  live: [{ name: 'demo-live', provider: 'polar' }],
};
const WHY_OPEN = 'demo app of an emulated account: no provider is loaded there, so no money can move';

export interface Seeded {
  readonly apps: readonly EmulatedApp[];
  readonly payment: DemoPayment;
}

/**
 * Creates the demo apps of an account and one signed payment, and sees that the payment went as its mode says: paid in sandbox, unable
 * to be paid in live (GW10).
 * @throws Refusal when the account is not on this machine, or the payment went otherwise
 */
export async function seed(stage: EnvironmentName, account: AccountState): Promise<Seeded> {
  refuseOthers(account);
  return withAccount({ stage, local: account }, async (entered) => {
    const apps: EmulatedApp[] = [];
    for (const { name, provider } of DEMO_APPS[stage]) apps.push(await demoApp(entered, name, provider));
    const [payer] = apps;
    if (!payer) throw new Error(`no demo app for ${stage}`);
    return { apps, payment: await demoPayment(stage, account, payer) };
  });
}

async function demoApp(connection: Connection, name: string, provider: string | undefined): Promise<EmulatedApp> {
  const { app, secret, webhookSecret } = await createApp(connection, { name, ...(provider && { provider }) });
  if (app.traffic !== 'open') await setTraffic(connection, { name, to: 'open', reason: WHY_OPEN });
  return { name, mode: app.mode, publicKey: app.publicKey, secret, webhookSecret };
}

async function demoPayment(stage: EnvironmentName, account: AccountState, app: EmulatedApp): Promise<DemoPayment> {
  const known = { sandbox: { authorities: [] }, live: { authorities: [] } };
  const client = createClient({ ...app, known, url: account.url, authority: account.authority });
  const created = await client.createPayment({
    amount: 1250,
    currency: 'EUR',
    description: 'Demo',
    reference: 'demo-1',
  });
  if (stage === 'sandbox') await client.testPayment(created.id, 'pay');
  const payment = await client.getPayment(created.id);
  check(stage, payment);
  const { id, status, fallback, checkout_url: checkoutUrl } = payment;
  return { id, app: app.name, status, fallback, checkoutUrl };
}

function check(stage: EnvironmentName, { status, fallback, provider }: Payment): void {
  const asExpected =
    stage === 'sandbox' ? status === 'succeeded' : fallback && provider === 'mock' && status !== 'succeeded';
  if (asExpected) return;
  throw new Refusal(
    `the demo payment of ${stage} is ${status} with provider ${provider}${fallback ? ', a fallback' : ''}`,
    stage === 'sandbox' ? 'it should have succeeded' : 'it should be a fallback that cannot be paid (GW10)',
  );
}

function refuseOthers({ url, endpoint }: AccountState): void {
  for (const each of [url, endpoint]) {
    const { hostname } = new URL(each);
    if (!isLoopback(hostname)) {
      throw new Refusal(`demo apps are made on this machine only, and ${hostname} is not`, 'run `npx airlock up`');
    }
  }
}
