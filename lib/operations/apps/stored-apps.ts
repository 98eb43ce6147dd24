import { paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { Refusal } from '../../contract/refusal';
import { type App, appKey, nameKey, type SecretVersion, type Traffic } from '../../gateway/apps/app';
import { ForeignItem, type Store } from '../../gateway/storage/store';
import type { Connection } from '../account/connection';

/** An app as stored; the gateway reads none of what is added here. */
export interface StoredApp extends App {
  readonly createdBy?: string;
  readonly retiredBy?: string;
  /** Versions of the first endpoint's webhook secret that still sign. */
  readonly webhookSecretVersions?: readonly SecretVersion[];
}

/** One recorded change of an app's traffic. */
export interface TrafficChange {
  readonly from: Traffic;
  readonly to: Traffic;
  readonly reason: string;
  /** ARN of the caller. */
  readonly by: string;
  /** ISO time. */
  readonly at: string;
  /** An operator's decision, not the go-live gate's. */
  readonly override: boolean;
}

/** The app that holds a name now, whatever its status. */
export async function appNamed(tables: Pick<Store, 'get'>, name: string): Promise<StoredApp | undefined> {
  const claim = await tables.get<{ publicKey: string }>('apps', nameKey(name));
  return claim && (await tables.get<StoredApp>('apps', appKey(claim.publicKey)));
}

/** @throws Refusal when no app has this name */
export async function requireApp({ tables, environment }: Connection, name: string): Promise<StoredApp> {
  const app = await appNamed(tables, name);
  if (app) return app;
  throw new Refusal(
    `${environment.name} has no app ${name}`,
    `see \`npx airlock apps list --stage ${environment.name}\``,
  );
}

/** All apps of the account, retired ones too, by name and then by age. */
export async function listApps({ dynamodb, tables, environment }: Connection): Promise<readonly StoredApp[]> {
  const pages = paginateScan(
    { client: dynamodb },
    {
      TableName: tables.nameOf('apps'),
      FilterExpression: 'sk = :app',
      ExpressionAttributeValues: marshall({ ':app': 'APP' }),
      ConsistentRead: true,
    },
  );
  const apps: StoredApp[] = [];
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const app = unmarshall(item) as StoredApp;
      if (app.environment !== environment.name) throw new ForeignItem('apps', app.environment, app.mode);
      apps.push(app);
    }
  }
  return apps.sort((one, other) => compare(one.name, other.name) || compare(one.createdAt, other.createdAt));
}

/** The recorded changes of an app's traffic, newest first. */
export async function trafficChanges(
  { dynamodb, tables }: Connection,
  appId: string,
): Promise<readonly TrafficChange[]> {
  const pages = paginateQuery(
    { client: dynamodb },
    {
      TableName: tables.nameOf('apps'),
      KeyConditionExpression: 'pk = :app AND begins_with(sk, :traffic)',
      ExpressionAttributeValues: marshall({ ':app': `APP#${appId}`, ':traffic': 'TRAFFIC#' }),
      ConsistentRead: true,
      ScanIndexForward: false,
    },
  );
  const changes: TrafficChange[] = [];
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const { from, to, reason, by, at, override } = unmarshall(item) as TrafficChange;
      changes.push({ from, to, reason, by, at, override });
    }
  }
  return changes;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
