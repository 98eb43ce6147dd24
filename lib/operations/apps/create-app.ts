import { secretName } from '../../contract/names';
import { Refusal } from '../../contract/refusal';
import { PRODUCT_TAG, TAGS } from '../../contract/tags';
import { newId, newPublicKey, newSecretKey, newWebhookSecret } from '../../environment/ids';
import type { Environment } from '../../environment/schema';
import { appKey, nameKey } from '../../gateway/apps/app';
import { Refused } from '../../gateway/storage/store';
import type { Connection } from '../account/connection';
import { type AppName, appName } from './app-name';
import { defaultProvider } from './app-provider';
import { writeSealedSecret } from './sealed-secret';
import { appNamed, type StoredApp } from './stored-apps';

export interface NewApp {
  /** `<product>-<mode>`. */
  readonly name: string;
  /** @default - the only provider of the mode */
  readonly provider?: string;
}

/** An app with its triple, which cannot be read again. */
export interface CreatedApp {
  readonly app: StoredApp;
  readonly secret: string;
  readonly webhookSecret: string;
  /** Finishes what an interrupted run began; that run printed nothing. */
  readonly resumed: boolean;
}

/** What is wrong with the question itself, whatever the account holds. @throws Refusal */
export function checkNewApp({ name, provider }: NewApp, environment: Environment): AppName {
  const read = appName(name, environment.name);
  // Which one is taken when none is asked for, an app that was begun before may say.
  if (provider !== undefined) defaultProvider(environment, read.mode, provider);
  return read;
}

/**
 * Creates an app: its name first, then its two secrets, then the app itself comes to life. Stopped anywhere between, it
 * serves no request, and the next run finishes it under the same id with fresh secrets. A retired app's name is free again;
 * the new app has an id of its own and none of the old one's payments.
 * @param at epoch milliseconds
 * @throws Refusal
 */
export async function createApp(connection: Connection, asked: NewApp, at = Date.now()): Promise<CreatedApp> {
  const { environment, tables, secrets } = connection;
  const name = checkNewApp(asked, environment);
  const before = await appNamed(tables, asked.name);
  if (before?.status === 'active') {
    throw new Refusal(
      `${asked.name} exists already (${before.publicKey})`,
      `use its triple; if that is lost, \`npx airlock apps retire ${asked.name} --stage ${environment.name}\` and create it again`,
    );
  }
  const unfinished = before?.status === 'creating' ? before : undefined;
  const provider = defaultProvider(environment, name.mode, asked.provider ?? unfinished?.provider);
  const app = unfinished ?? (await claimName(connection, name, provider, before, at));
  const secret = newSecretKey(app.mode);
  const webhookSecret = newWebhookSecret();
  const tags = { [TAGS.product]: PRODUCT_TAG, [TAGS.app]: app.name, [TAGS.mode]: app.mode };
  const versionId = await writeSealedSecret(secrets, environment, {
    name: secretName(environment.name, 'apps', app.appId),
    description: `Signing secret of ${app.name}`,
    value: secret,
    tags,
  });
  const webhookVersionId = await writeSealedSecret(secrets, environment, {
    name: secretName(environment.name, 'webhooks', app.appId),
    description: `Webhook secret of the first endpoint of ${app.name}`,
    value: webhookSecret,
    tags,
  });
  const born = {
    status: 'active' as const,
    provider,
    secretVersions: [{ versionId, notAfter: null }],
    webhookSecretVersions: [{ versionId: webhookVersionId, notAfter: null }],
  };
  await refusedIsBusy(asked.name, environment.name, () =>
    tables.commit([
      {
        label: 'app',
        kind: 'update',
        table: 'apps',
        key: appKey(app.publicKey),
        set: born,
        condition: {
          expression: '#status = :creating',
          names: { '#status': 'status' },
          values: { ':creating': 'creating' },
        },
      },
    ]),
  );
  return { app: { ...app, ...born }, secret, webhookSecret, resumed: unfinished !== undefined };
}

/** Writes the name and the app together, so that neither is there alone and one name has one app. */
async function claimName(
  { environment, tables, caller }: Connection,
  { name, product, mode }: AppName,
  provider: string,
  retired: StoredApp | undefined,
  at: number,
): Promise<StoredApp> {
  const app: StoredApp = {
    appId: newId('app', mode, at),
    name,
    product,
    mode,
    environment: environment.name,
    status: 'creating',
    traffic: mode === 'live' ? 'closed' : 'open',
    provider,
    publicKey: newPublicKey(mode),
    secretVersions: [],
    createdAt: new Date(at).toISOString(),
    createdBy: caller.arn,
  };
  const { appId, publicKey } = app;
  const claim = { ...nameKey(name), environment: environment.name, mode, appId, publicKey };
  const free = retired
    ? { expression: 'publicKey = :retired', values: { ':retired': retired.publicKey } }
    : { expression: 'attribute_not_exists(pk)' };
  await refusedIsBusy(name, environment.name, () =>
    tables.commit([
      { label: 'name', kind: 'put', table: 'apps', item: claim, condition: free },
      {
        label: 'app',
        kind: 'put',
        table: 'apps',
        item: { ...appKey(publicKey), ...app },
        condition: { expression: 'attribute_not_exists(pk)' },
      },
    ]),
  );
  return app;
}

async function refusedIsBusy(name: string, stage: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refusal(
      `someone else is creating ${name} at this moment`,
      `see \`npx airlock apps show ${name} --stage ${stage}\``,
    );
  }
}
