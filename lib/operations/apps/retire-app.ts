import { Refusal } from '../../contract/refusal';
import { appKey, type SecretVersion } from '../../gateway/apps/app';
import { Refused } from '../../gateway/storage/store';
import type { Connection } from '../account/connection';
import { appName } from './app-name';
import { requireApp, type StoredApp } from './stored-apps';

/**
 * Ends an app at once: every version of its secrets ends now, and the gateway reads that with the next request.
 * Nothing is deleted. Its records stay, and so do its two secrets, so that a disputed signature can still be checked;
 * no version of them counts any more. An open live app must be closed first, so that ending real charges takes two steps.
 * @param at epoch milliseconds
 * @throws Refusal
 */
export async function retireApp(connection: Connection, name: string, at = Date.now()): Promise<StoredApp> {
  const { environment, tables, caller } = connection;
  const { mode } = appName(name, environment.name);
  const app = await requireApp(connection, name);
  if (app.status === 'retired') {
    throw new Refusal(`${name} was retired at ${app.retiredAt ?? 'an unknown time'}`, 'there is nothing left to end');
  }
  if (mode === 'live' && app.traffic !== 'closed') {
    throw new Refusal(
      `${name} takes real payments: its traffic is ${app.traffic}`,
      `close it first: npx airlock apps traffic ${name} --stage live --close --reason "…"`,
    );
  }
  const retiredAt = new Date(at).toISOString();
  const ended = {
    status: 'retired' as const,
    retiredAt,
    retiredBy: caller.arn,
    secretVersions: endAll(app.secretVersions, retiredAt),
    webhookSecretVersions: endAll(app.webhookSecretVersions ?? [], retiredAt),
  };
  try {
    await tables.commit([
      {
        label: 'app',
        kind: 'update',
        table: 'apps',
        key: appKey(app.publicKey),
        set: ended,
        condition: {
          expression: '#status = :status AND traffic = :traffic AND secretVersions = :versions',
          names: { '#status': 'status' },
          values: { ':status': app.status, ':traffic': app.traffic, ':versions': app.secretVersions },
        },
      },
    ]);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refusal(`${name} was changed by someone else at this moment`, 'look at it and run this again');
  }
  return { ...app, ...ended };
}

function endAll(versions: readonly SecretVersion[], now: string): readonly SecretVersion[] {
  return versions.map(({ versionId, notAfter }) => ({
    versionId,
    notAfter: notAfter !== null && notAfter < now ? notAfter : now,
  }));
}
