import { marshall } from '@aws-sdk/util-dynamodb';
import { type App, appKey } from '../lib/gateway/apps/app';

/** Made up: it opens nothing but the bench's own handlers. */
export const SECRET = 'sk_test_FAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAK';

export const PUBLIC_KEY = 'pk_test_FAKEfakeFAKEfakeFAKEfake';

const app: App = {
  appId: 'app_test_01J0000000000000000000FAKE',
  name: 'bench-test',
  product: 'bench',
  mode: 'test',
  environment: 'sandbox',
  status: 'active',
  traffic: 'open',
  provider: 'mock',
  publicKey: PUBLIC_KEY,
  secretVersions: [{ versionId: '11111111-1111-4111-8111-111111111111', notAfter: null }],
  createdAt: '2026-03-01T00:00:00.000Z',
};

/** The app that pays, as DynamoDB holds it. */
export const APP = marshall({ ...appKey(PUBLIC_KEY), ...app });
