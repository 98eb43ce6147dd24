import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { type EmulatedAccount, requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { ENVIRONMENTS, type EnvironmentName, infixOf, modesOf } from '../../../lib/environment/modes';
import { emulatedConfig } from '../../../lib/operations/account/emulated-config';

/** AWS clients that act as one function's role. */
interface Session {
  readonly dynamodb: DynamoDBClient;
  readonly secrets: SecretsManagerClient;
  readonly lambda: LambdaClient;
}

/** A session of a function's own role; the emulator lets the account's root have one, which says nothing about trust. */
async function sessionOf(account: EmulatedAccount, role: string): Promise<Session> {
  const config = emulatedConfig(account);
  const sts = new STSClient(config);
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account.account}:role/${role}`,
      RoleSessionName: 'least-privilege',
    }),
  );
  sts.destroy();
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const own = { ...config, credentials };
  return { dynamodb: new DynamoDBClient(own), secrets: new SecretsManagerClient(own), lambda: new LambdaClient(own) };
}

/** How IAM decides; anything that is not an AccessDenied got past it. */
async function decision(run: () => Promise<unknown>): Promise<'allowed' | 'denied'> {
  try {
    await run();
    return 'allowed';
  } catch (error) {
    const { name, message } = error as Error;
    return /AccessDenied|not authorized/i.test(`${name} ${message}`) ? 'denied' : 'allowed';
  }
}

const Key = { pk: { S: 'LEAST#privilege' }, sk: { S: '-' } };

describe.each(ENVIRONMENTS)('D4 least privilege in %s', (environment: EnvironmentName) => {
  const account = requireEmulatedAccount(environment);
  const [mode = 'live'] = modesOf(environment);
  const table = (name: string) => `airlock-${environment}-${name}`;
  const item = { ...Key, environment: { S: environment }, mode: { S: mode } };
  let api: Session;
  let provider: Session;
  let appSecret: string;

  beforeAll(async () => {
    api = await sessionOf(account, table('api'));
    provider = await sessionOf(account, table('provider'));
    const dynamodb = new DynamoDBClient(emulatedConfig(account));
    const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: table('apps') }));
    dynamodb.destroy();
    const appId = Items.map(({ appId }) => appId?.S).find((id) => id?.startsWith(`app_${infixOf(mode)}_`));
    appSecret = `airlock/${environment}/apps/${appId}`;
  });

  const get = (session: Session, name: string) =>
    session.dynamodb.send(new GetItemCommand({ TableName: table(name), Key }));
  const batch = (session: Session, ...names: readonly string[]) =>
    session.dynamodb.send(
      new BatchGetItemCommand({
        RequestItems: Object.fromEntries(names.map((name) => [table(name), { Keys: [Key] }])),
      }),
    );
  const put = (session: Session, name: string) =>
    session.dynamodb.send(new PutItemCommand({ TableName: table(name), Item: item }));
  const read = (session: Session, SecretId: string) => session.secrets.send(new GetSecretValueCommand({ SecretId }));
  const invoke = (session: Session, FunctionName: string) =>
    session.lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify({ op: 'info' }) }));
  const listed = (session: Session, IndexName: string, attribute: string) =>
    session.dynamodb.send(
      new QueryCommand({
        TableName: table('records'),
        IndexName,
        KeyConditionExpression: `${attribute} = :a`,
        ExpressionAttributeValues: { ':a': { S: 'x' } },
      }),
    );

  test.each<[string, 'allowed' | 'denied', () => Promise<unknown>]>([
    ['read an app', 'allowed', () => get(api, 'apps')],
    ['read an app and a guard in one call', 'allowed', () => batch(api, 'apps', 'guards')],
    ['read a record in a batch', 'denied', () => batch(api, 'records')],
    ['read the ledger in a batch', 'denied', () => batch(api, 'ledger')],
    ['change an app', 'denied', () => put(api, 'apps')],
    ['read a record', 'allowed', () => get(api, 'records')],
    ['write a record', 'allowed', () => put(api, 'records')],
    ['list records of an app', 'allowed', () => listed(api, 'by-app', 'appIndex')],
    ['list records of a reference', 'allowed', () => listed(api, 'by-reference', 'referenceIndex')],
    ['scan the records', 'denied', () => api.dynamodb.send(new ScanCommand({ TableName: table('records') }))],
    ['delete a record', 'denied', () => api.dynamodb.send(new DeleteItemCommand({ TableName: table('records'), Key }))],
    ['claim a guard', 'allowed', () => put(api, 'guards')],
    ['read the ledger', 'denied', () => get(api, 'ledger')],
    ['write the ledger', 'denied', () => put(api, 'ledger')],
    ['write balances', 'denied', () => put(api, 'balances')],
    ["read an app's signing secret", 'allowed', () => read(api, appSecret)],
    [
      "change an app's signing secret",
      'denied',
      () => api.secrets.send(new PutSecretValueCommand({ SecretId: appSecret, SecretString: 'x' })),
    ],
    ["read an app's webhook secret", 'denied', () => read(api, appSecret.replace('/apps/', '/webhooks/'))],
    ["read a payment provider's secret", 'denied', () => read(api, `airlock/${environment}/psp/paypal`)],
    ['invoke provider by its alias', 'allowed', () => invoke(api, `${table('provider')}:current`)],
    ['invoke itself', 'denied', () => invoke(api, `${table('api')}:current`)],
  ])('api: %s is %s', async (_, expected, run) => {
    expect(await decision(run)).toBe(expected);
  });

  test.each<[string, 'allowed' | 'denied', () => Promise<unknown>]>([
    ["read a payment provider's secret", 'allowed', () => read(provider, `airlock/${environment}/psp/paypal`)],
    [
      "change a payment provider's secret",
      'denied',
      () =>
        provider.secrets.send(
          new PutSecretValueCommand({ SecretId: `airlock/${environment}/psp/paypal`, SecretString: 'x' }),
        ),
    ],
    ["read an app's signing secret", 'denied', () => read(provider, appSecret)],
    ["read an app's webhook secret", 'denied', () => read(provider, appSecret.replace('/apps/', '/webhooks/'))],
    ['read an app', 'denied', () => get(provider, 'apps')],
    ['read an app in a batch', 'denied', () => batch(provider, 'apps')],
    ['write a record', 'denied', () => put(provider, 'records')],
    ['claim a guard', 'denied', () => put(provider, 'guards')],
    ['write the ledger', 'denied', () => put(provider, 'ledger')],
    ['invoke api', 'denied', () => invoke(provider, `${table('api')}:current`)],
  ])('provider: %s is %s', async (_, expected, run) => {
    expect(await decision(run)).toBe(expected);
  });
});
