import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { secretName } from '../../lib/contract/names';
import {
  PARTITION_KEY,
  SORT_KEY,
  TABLE_NAMES,
  TABLES,
  type TableContract,
  type TableName,
  tableName,
} from '../../lib/contract/tables';
import { type EnvironmentName, modesOf } from '../../lib/environment/modes';
import { type App, appKey } from '../../lib/gateway/apps/app';
import { AppSecrets } from '../../lib/gateway/apps/app-secrets';
import { Deadline } from '../../lib/gateway/deadline';
import type { Gateway } from '../../lib/gateway/http/gateway';
import type { Reply } from '../../lib/gateway/http/reply';
import type { HttpRequest } from '../../lib/gateway/http/request';
import { serve } from '../../lib/gateway/http/serve';
import { AppLimit } from '../../lib/gateway/limits/app-limit';
import type { Count } from '../../lib/gateway/ports/log';
import type { Providers } from '../../lib/gateway/ports/providers';
import type { Secrets } from '../../lib/gateway/ports/secrets';
import type { CatalogLine } from '../../lib/gateway/providers/catalog';
import { EnvironmentProviders } from '../../lib/gateway/providers/environment-providers';
import { randomIds } from '../../lib/gateway/random-ids';
import { routes } from '../../lib/gateway/routes';
import { AppBuckets } from '../../lib/gateway/storage/app-buckets';
import { DynamoDbStore } from '../../lib/gateway/storage/dynamodb-store';
import { DynamoDbInMemory, type Hooks } from '../../lib/gateway/storage/memory/dynamodb-in-memory';
import type { KeySchema, TableSchema } from '../../lib/gateway/storage/memory/schema';
import { TablesInMemory } from '../../lib/gateway/storage/memory/tables-in-memory';
import type { Item } from '../../lib/gateway/storage/store';
import { NOW } from './http/signed-request';

export type AppWithSecret = App & { readonly secret: string };

/** One instance of the function `api`, and what it told its log. */
export interface Instance extends Gateway {
  readonly counted: Count[];
  readonly noted: Record<string, unknown>;
  readonly reported: unknown[];
}

/** A PSP that serves whatever it is asked for: one checkout for each payment, however often it is asked. */
class PspInMemory implements Pick<Providers, 'info' | 'open'> {
  /** The payments that it opened a checkout for. */
  readonly opened = new Set<string>();

  async info() {
    return { liveFallback: null, providers: [] };
  }

  async open(...[, provider, { paymentId }]: Parameters<Providers['open']>): ReturnType<Providers['open']> {
    this.opened.add(paymentId);
    const checkout = { kind: 'redirect', url: `https://pay.example/${paymentId}` } as const;
    return { outcome: 'opened', provider, fallback: false, checkout };
  }
}

const LINES: Readonly<Record<EnvironmentName, readonly CatalogLine[]>> = {
  sandbox: [
    { provider: 'mock', mode: 'test', state: 'available' },
    { provider: 'polar', mode: 'sandbox', state: 'available' },
  ],
  live: [{ provider: 'polar', mode: 'live', state: 'available' }],
};

/**
 * One environment without AWS: the gateway's own store, secrets, limit and providers on tables, secrets and a PSP in
 * memory. Any number of instances of the function serve it.
 */
export class EnvironmentInMemory {
  readonly clock = { now: NOW };
  readonly tables: TablesInMemory;
  readonly psp = new PspInMemory();
  private readonly values = new Map<string, string>();

  constructor(
    readonly environment: EnvironmentName,
    apps: readonly AppWithSecret[] = [],
    private readonly lines: readonly CatalogLine[] = LINES[environment],
  ) {
    const entries = TABLE_NAMES.map((table) => [tableName(environment, table), schemaOf(TABLES[table])]);
    this.tables = new TablesInMemory(Object.fromEntries(entries));
    for (const app of apps) this.addApp(app);
  }

  /** One of the other environment is not added, whatever a test hands over. */
  addApp({ secret, ...app }: AppWithSecret): void {
    if (!modesOf(this.environment).includes(app.mode)) return;
    this.seed('apps', { ...app, ...appKey(app.publicKey) });
    for (const { versionId } of app.secretVersions) {
      this.values.set(`${secretName(this.environment, 'apps', app.appId)} ${versionId}`, secret);
    }
  }

  seed(table: TableName, item: Item): void {
    this.tables.seed(tableName(this.environment, table), marshall(item, { removeUndefinedValues: true }) as never);
  }

  /** All that a table holds. */
  items(table: TableName): readonly Item[] {
    return this.tables.itemsOf(tableName(this.environment, table)).map((item) => unmarshall(item as never) as Item);
  }

  /** @param hooks take part in its calls to DynamoDB. @param changes what it has instead */
  instance(hooks: Hooks = {}, changes: Partial<Gateway> = {}): Instance {
    const { environment } = this;
    const dynamodb = new DynamoDbInMemory(this.tables, hooks);
    const store = new DynamoDbStore(dynamodb, environment);
    const reported: unknown[] = [];
    const counted: Count[] = [];
    const noted: Record<string, unknown> = {};
    return {
      environment,
      hosts: [`gateway.${environment}.airlock.example`],
      maxBodyBytes: 65_536,
      store,
      secrets: new AppSecrets(this.secrets),
      providers: this.providers(),
      deadline: new Deadline(),
      limit: new AppLimit({ rate: 50, burst: 100 }, new AppBuckets(dynamodb, store.nameOf('guards')), (error) =>
        reported.push(error),
      ),
      log: { count: (metric) => counted.push(metric), note: (fields) => Object.assign(noted, fields) },
      ids: randomIds,
      now: () => this.clock.now,
      ...changes,
      counted,
      noted,
      reported,
    };
  }

  providers(psp: Pick<Providers, 'info' | 'open'> = this.psp): Providers {
    return new EnvironmentProviders({ lines: this.lines, liveFallback: null }, randomIds, psp);
  }

  /** Serves one request on an instance. Failures of ours are in its `reported`. */
  serve(instance: Instance, request: HttpRequest): Promise<Reply> {
    return serve(instance, routes, request, (error) => void instance.reported.push(error));
  }

  readonly secrets: Secrets = {
    read: async (name, versionId) => this.values.get(`${name} ${versionId}`),
  };
}

function schemaOf({ indexes = {} }: TableContract): TableSchema {
  const key = (...names: readonly [string, string]): KeySchema => [
    { name: names[0], type: 'S' },
    { name: names[1], type: 'S' },
  ];
  return {
    key: key(PARTITION_KEY, SORT_KEY),
    indexes: Object.fromEntries(
      Object.entries(indexes).map(([name, { partitionKey, sortKey }]) => [name, key(partitionKey, sortKey)]),
    ),
  };
}
