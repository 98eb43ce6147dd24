import { marshall } from '@aws-sdk/util-dynamodb';
import { type App, appKey } from '../lib/gateway/apps/app';

export type BenchApp = App & { readonly secret: string };

/** Made up: they open nothing but the bench's own handlers. One pays with the mock, one takes a provider. */
export const APPS: Readonly<Record<'test' | 'sandbox', BenchApp>> = {
  test: anApp({
    appId: 'app_test_01J0000000000000000000FAKE',
    name: 'bench-test',
    mode: 'test',
    provider: 'mock',
    publicKey: 'pk_test_FAKEfakeFAKEfakeFAKEfake',
    secret: 'sk_test_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK',
  }),
  sandbox: anApp({
    appId: 'app_dev_01J0000000000000000000FAKE',
    name: 'bench-sandbox',
    mode: 'sandbox',
    provider: 'polar',
    publicKey: 'pk_dev_FAKEfakeFAKEfakeFAKEfake',
    secret: 'sk_dev_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK',
  }),
};

function anApp(own: Pick<BenchApp, 'appId' | 'name' | 'mode' | 'provider' | 'publicKey' | 'secret'>): BenchApp {
  return {
    product: 'bench',
    environment: 'sandbox',
    status: 'active',
    traffic: 'open',
    secretVersions: [{ versionId: '11111111-1111-4111-8111-111111111111', notAfter: null }],
    createdAt: '2026-03-01T00:00:00.000Z',
    ...own,
  };
}

/** An app as DynamoDB holds it. */
export function itemOf({ secret: _, ...app }: BenchApp) {
  return marshall({ ...appKey(app.publicKey), ...app });
}
