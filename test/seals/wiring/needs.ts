/** What a handler's code does to one resource: read from the code, never from the policies. */
export interface Need {
  /** Where the code does it. */
  readonly code: string;
  readonly actions: readonly string[];
  /** Type and name of the resource, with `{prefix}` for `airlock-<env>`, `{env}` and `{account}`. */
  readonly on: readonly [type: string, name: string];
  /** What of the resource: an index, or an object as the code names them. @default - the resource itself */
  readonly part?: string;
  /** Whether what is done is encrypted and decrypted with the resource's key. @default 'none' */
  readonly key?: 'read' | 'write' | 'none';
}

const TABLE = 'AWS::DynamoDB::Table';
const SECRET = 'AWS::SecretsManager::Secret';
const BUCKET = 'AWS::S3::Bucket';

/** Every function by the last part of its name, with all that its code asks of AWS beside writing its log. */
export const NEEDS: Readonly<Record<string, readonly Need[]>> = {
  api: [
    {
      code: 'http/authenticate.ts, payments/api/checkout-routes.ts',
      actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
      on: [TABLE, '{prefix}-apps'],
      key: 'read',
    },
    {
      code: 'http/authenticate.ts, request-store.ts, idempotency.ts',
      actions: [
        'dynamodb:BatchGetItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
      ],
      on: [TABLE, '{prefix}-guards'],
      key: 'write',
    },
    {
      code: 'payments/create.ts, move.ts, transitions.ts, api/own-payment.ts, api/checkout-routes.ts',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      on: [TABLE, '{prefix}-records'],
      key: 'write',
    },
    ...['by-app', 'by-reference'].map((index) => ({
      code: 'payments/api/read-payments.ts, through Store.list',
      actions: ['dynamodb:Query'],
      on: [TABLE, '{prefix}-records'] as const,
      part: `/index/${index}`,
      key: 'read' as const,
    })),
    { code: 'apps/app-secrets.ts', actions: ['secretsmanager:GetSecretValue'], on: [SECRET, 'app'], key: 'read' },
    {
      code: 'aws/invoked-providers.ts',
      actions: ['lambda:InvokeFunction'],
      on: ['AWS::Lambda::Alias', 'arn:aws:lambda:{region}:{account}:function:{prefix}-provider:current'],
    },
  ],
  provider: ['polar', 'nicepay', 'paypal'].map((psp) => ({
    code: 'providers/credentials.ts',
    actions: ['secretsmanager:GetSecretValue'],
    on: [SECRET, `airlock/{env}/psp/${psp}`],
    key: 'read',
  })),
  archive: [
    {
      code: 'ledger/object-archive.ts, store: RoleObjects.putNew',
      actions: ['s3:PutObject'],
      on: [BUCKET, '{prefix}-ledger-archive-{account}'],
      part: '/rows/pay_01/000001.json',
      key: 'write',
    },
    {
      code: 'ledger/object-archive.ts, store: RoleObjects.get',
      actions: ['s3:GetObject'],
      on: [BUCKET, '{prefix}-ledger-archive-{account}'],
      part: '/rows/pay_01/000001.json',
      key: 'read',
    },
  ],
};

/** Environment variables that name a resource, with its type; and those that are known to name none. */
export const VARIABLES: Readonly<Record<string, string | undefined>> = {
  AIRLOCK_ARCHIVE_BUCKET: BUCKET,
  AIRLOCK_PROVIDER_FUNCTION: 'AWS::Lambda::Alias',
  AIRLOCK_ENVIRONMENT: undefined,
  AIRLOCK_HOSTS: undefined,
  AIRLOCK_LIVE_FALLBACK: undefined,
  AIRLOCK_APP_BURST: undefined,
  AIRLOCK_APP_RATE: undefined,
  AIRLOCK_MAX_BODY_BYTES: undefined,
  AIRLOCK_PAYMENT_FAILURE_RATE: undefined,
  AIRLOCK_PROVIDERS: undefined,
  POWERTOOLS_METRICS_NAMESPACE: undefined,
  POWERTOOLS_SERVICE_NAME: undefined,
};
