import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { request as httpsRequest } from 'node:https';
import { connect as connectTls } from 'node:tls';
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createClient } from '../../../lib/client/client';
import { requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { ENVIRONMENTS } from '../../../lib/environment/modes';
import { emulatedConfig } from '../../../lib/operations/account/emulated-config';

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
}

describe.each(ENVIRONMENTS)('D14 the emulated account of %s gives nothing to who proves nothing', (environment) => {
  const { account, region, endpoint, ca, url, authority, apiId, ...known } = requireEmulatedAccount(
    environment,
  ) as ReturnType<typeof requireEmulatedAccount> & { readonly apiId: string };
  const config = emulatedConfig({ region, endpoint, ca, credentials: known.credentials });
  const secrets = new SecretsManagerClient(config);
  const values = known.apps.flatMap(({ secret, webhookSecret }) => [secret, webhookSecret]);
  const [app] = known.apps;
  let names: string[] = [];
  beforeAll(async () => {
    const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
    names = SecretList.map(({ Name = '' }) => Name).filter((name) => name.includes('/apps/'));
  });
  afterAll(() => secrets.destroy());

  function send(to: string, { method = 'POST', path = '/', headers = {}, body = '' }: Sent) {
    return new Promise<{ status: number; text: string }>((resolve, reject) => {
      const secure = to.startsWith('https:');
      const { hostname, port } = new URL(to);
      const options = {
        hostname,
        port,
        path,
        method,
        headers,
        ...(secure && { ca: readFileSync(ca), servername: 'localhost' }),
      };
      const sent = (secure ? httpsRequest : httpRequest)(options, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      });
      sent.on('error', reject).end(body);
    });
  }

  const day = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${day.slice(0, 8)}/${region}/secretsmanager/aws4_request`;
  const claims = (key: string): readonly (readonly [string, string])[] => [
    ['an id and nothing more', `AWS4-HMAC-SHA256 Credential=${key}/x`],
    ['no SignedHeaders', `AWS4-HMAC-SHA256 Credential=${key}/${scope}, Signature=00`],
    ['a wrong signature', `AWS4-HMAC-SHA256 Credential=${key}/${scope}, SignedHeaders=host;x-amz-date, Signature=00`],
    ['two keys', `AWS4-HMAC-SHA256 Credential=AKIAX/${scope}, SignedHeaders=host, Signature=00, Credential=${key}/x`],
    ['version 2', `AWS ${key}:c2ln`],
    ['a bearer token', `Bearer ${key}`],
  ];

  test.each(
    ['111111111111', '222222222222', 'test', ''].flatMap((key) =>
      claims(key).map(([what, value]) => [key, what, value] as const),
    ),
  )('no secret for the key %j with %s', async (_, __, authorization) => {
    expect(names.length).toBeGreaterThan(0);
    for (const operation of ['ListSecrets', 'GetSecretValue']) {
      const { status, text } = await send(endpoint, {
        headers: {
          Authorization: authorization,
          'Content-Type': 'application/x-amz-json-1.1',
          'X-Amz-Date': day,
          'X-Amz-Target': `secretsmanager.${operation}`,
        },
        body: JSON.stringify(operation === 'ListSecrets' ? {} : { SecretId: names[0] }),
      });
      expect([400, 403]).toContain(status);
      for (const value of [...values, ...names]) expect(text).not.toContain(value);
    }
  });

  test.each<[string, Sent]>([
    ['no credential', { headers: { 'X-Amz-Target': 'secretsmanager.ListSecrets' }, body: '{}' }],
    [
      'a signature in the query',
      {
        path: `/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${account}/${scope}&X-Amz-Date=${day}&X-Amz-SignedHeaders=host&X-Amz-Signature=00`,
        headers: { 'X-Amz-Target': 'secretsmanager.ListSecrets' },
        body: '{}',
      },
    ],
    ['version 2 in the query', { method: 'GET', path: `/?AWSAccessKeyId=${account}&Signature=x&Expires=9999999999` }],
    ['the archive of the ledger', { method: 'GET', path: `/airlock-${environment}-ledger-archive-${account}` }],
    ['the list of buckets', { method: 'GET' }],
    [
      'the archive as a host',
      { method: 'GET', headers: { Host: `airlock-${environment}-ledger-archive-${account}.s3.localhost` } },
    ],
    [
      "a workflow's token that nobody signed",
      {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: `Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=x&RoleArn=arn:aws:iam::${account}:role/airlock-${environment}-ci&WebIdentityToken=e30.e30.`,
      },
    ],
    ["the emulator's own switches", { path: '/_ministack/config', body: '{}' }],
    ["the emulator's queues", { method: 'GET', path: '/_ministack/sqs/messages' }],
    [
      'the code of a function',
      { method: 'GET', path: `/_ministack/lambda-code/${account}/${region}/airlock-${environment}-api` },
    ],
  ])('%s: refused', async (_, sent) => {
    const { status, text } = await send(endpoint, sent);
    expect([400, 403]).toContain(status);
    for (const value of values) expect(text).not.toContain(value);
  });

  test('HTTP/2 that nobody offered: refused', async () => {
    const { hostname, port } = new URL(endpoint);
    const session = connectHttp2(endpoint, {
      createConnection: () =>
        connectTls({ host: hostname, port: Number(port), ca: readFileSync(ca), servername: 'localhost' }),
    });
    try {
      const stream = session.request({ ':path': '/_ministack/health' });
      const [answer] = await Promise.race([once(stream, 'response'), once(session, 'error')]);
      expect(answer).toMatchObject({ ':status': 403 });
    } finally {
      session.destroy();
    }
  });

  test('a call of the gateway works without a credential, and one that it carries reaches nothing', async () => {
    const health = { status: 200, text: expect.stringContaining('"ok"') };
    expect(await send(url, { method: 'GET', path: '/health' })).toMatchObject(health);
    for (const [, value] of claims(account)) {
      const headers = { Authorization: value, 'X-Amz-Target': 'secretsmanager.ListSecrets', 'X-Amz-Date': day };
      expect(await send(url, { method: 'GET', path: '/health', headers })).toMatchObject(health);
      const direct = `/restapis/${apiId}/gateway/_user_request_/health`;
      expect(
        await send(endpoint, { method: 'GET', path: direct, headers: { ...headers, Host: authority } }),
      ).toMatchObject(health);
    }
    if (!app) throw new Error('no app');
    const client = createClient({ ...app, local: true });
    expect((await client.request('GET', '/info')).status).toBe(200);
  });

  test.each([
    '/../../../../airlock',
    '/..%2f..%2f_ministack/config',
    '/%2e%2e/%2e%2e/%2e%2e/%2e%2e/_ministack/sqs/messages',
    '/@connections/x',
    '//_ministack/sqs/messages',
  ])("the gateway's port leads to the gateway alone: %s", async (path) => {
    const { status, text } = await send(url, { method: 'GET', path, headers: { Authorization: 'Bearer x' } });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toMatch(/messages|ListAllMyBuckets/);
  });

  test.each([
    `${environment}.aoss.amazonaws.com`,
    'abc.eu-west-1.aoss.localhost',
    'x.cloudfront.net',
    `airlock-${environment}.s3.localhost`,
    'secretsmanager.eu-west-1.amazonaws.com',
  ])("under the Host %s the gateway's port leads to the gateway alone", async (host) => {
    const { status, text } = await send(url, { method: 'GET', path: '/v1/payments', headers: { Host: host } });
    expect([400, 401, 403, 421]).toContain(status);
    expect(text).not.toContain('<?xml');
  });
});
