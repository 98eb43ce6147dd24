import { createHash, createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { CreateRoleCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import fc from 'fast-check';
import { makeCertificate } from '../../../lib/local/emulator/certificate';
import { Supervisor } from '../../../lib/local/processes/supervisor';
import { emulatedConfig } from '../../../lib/operations/account/emulated-config';
import { REGION, ROOT, startOneEmulator, TOOLS } from './start-one-emulator';

const { accessKeyId: ACCOUNT, secretAccessKey: SECRET } = ROOT;
const VALUE = 'the value that nobody may read';
const folder = mkdtempSync(join(TOOLS, 'authentication-'));
const supervisor = new Supervisor(join(folder, 'processes'));
let port: number;
let ca: string;

beforeAll(async () => {
  const certificate = await makeCertificate(folder);
  ca = certificate.certificate;
  mkdirSync(join(folder, 'sandbox'));
  ({ port } = await startOneEmulator(supervisor, certificate, join(folder, 'sandbox')));
  const secrets = new SecretsManagerClient(config());
  await secrets.send(new CreateSecretCommand({ Name: 'sealed', SecretString: VALUE }));
  const s3 = new S3Client(config());
  await s3.send(new CreateBucketCommand({ Bucket: 'archive' }));
  await s3.send(new PutObjectCommand({ Bucket: 'archive', Key: 'entry', Body: VALUE }));
});
afterAll(async () => {
  await supervisor.stop();
  rmSync(folder, { recursive: true, force: true });
});

function config(credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } = ROOT) {
  return {
    ...emulatedConfig({ region: REGION, endpoint: `https://127.0.0.1:${port}`, ca, credentials }),
    maxAttempts: 1,
  };
}

interface Request {
  readonly method: string;
  readonly target: string;
  /** In this order and spelling, the same name twice where it is there twice. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Byte by byte, as no client would. */
function send({ method, target, headers, body }: Request): Promise<Answer> {
  const head = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca: readFileSync(ca), servername: 'localhost' });
    let text = '';
    socket.setEncoding('latin1').on('data', (part) => (text += part));
    socket.on('error', reject);
    socket.on('close', () => resolve({ status: Number(text.split(' ')[1]), text }));
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')));
    socket.write(Buffer.from(`${head}\r\nConnection: close\r\n\r\n${body}`, 'latin1'));
  });
}

const sha256 = (text: string) => createHash('sha256').update(text, 'latin1').digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

interface Signing {
  readonly key?: string;
  readonly secret?: string;
  readonly at?: Date;
  readonly service?: string;
  readonly target?: string;
  readonly method?: string;
  /** Further headers, signed, by their names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Signature Version 4 by hand, so that any part of it can be wrong. */
function signed({
  key = ACCOUNT,
  secret = SECRET,
  at = new Date(),
  service = 'secretsmanager',
  ...more
}: Signing = {}) {
  const { method = 'POST', target = '/', body = '{"SecretId":"sealed"}' } = more;
  const date = at.toISOString().replace(/[-:]|\.\d+/g, '');
  const day = date.slice(0, 8);
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.1',
    host: `127.0.0.1:${port}`,
    'x-amz-date': date,
    ...(service === 'secretsmanager' && { 'x-amz-target': 'secretsmanager.GetSecretValue' }),
    ...more.headers,
  };
  const names = Object.keys(headers).sort();
  const [path = '', query = ''] = target.split('?');
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const hash = headers['x-amz-content-sha256'] ?? sha256(body);
  const canonical = [method, path, query, lines, names.join(';'), hash].join('\n');
  const scope = `${day}/${REGION}/${service}/aws4_request`;
  const signing = [day, REGION, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const signature = hmac(signing, ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n')).toString('hex');
  const parts = { credential: `${key}/${scope}`, names: names.join(';'), signature, date };
  const authorization = `AWS4-HMAC-SHA256 Credential=${parts.credential}, SignedHeaders=${parts.names}, Signature=${signature}`;
  const sent: [string, string][] = [
    ...Object.entries(headers),
    ['authorization', authorization],
    ['content-length', String(Buffer.byteLength(body, 'latin1'))],
  ];
  return { request: { method, target, headers: sent, body } satisfies Request, parts };
}

/** A signed request with one header said otherwise; undefined leaves it out. */
function but(request: Request, name: string, value: string | undefined): Request {
  const headers = request.headers.filter(([known]) => known !== name);
  return { ...request, headers: value === undefined ? headers : [...headers, [name, value]] };
}

const asks = (headers: readonly (readonly [string, string])[], more: Partial<Request> = {}): Request => {
  const body = more.body ?? '{"SecretId":"sealed"}';
  return {
    method: 'POST',
    target: '/',
    body,
    ...more,
    headers: [
      ['Host', `127.0.0.1:${port}`],
      ['Content-Type', 'application/x-amz-json-1.1'],
      ['X-Amz-Target', 'secretsmanager.GetSecretValue'],
      ['X-Amz-Date', signed().parts.date],
      ['Content-Length', String(body.length)],
      ...headers,
    ],
  };
};

async function isRefused(request: Request): Promise<void> {
  const { status, text } = await send(request);
  expect(text).not.toContain(VALUE);
  expect(text).not.toContain(SECRET);
  expect([400, 403]).toContain(status);
}

describe('D14 what is signed with a known key comes through', () => {
  test('by the root, by hand and by the SDK, for S3 too', async () => {
    expect(await send(signed().request)).toMatchObject({ status: 200, text: expect.stringContaining(VALUE) });
    const secrets = new SecretsManagerClient(config());
    expect((await secrets.send(new GetSecretValueCommand({ SecretId: 'sealed' }))).SecretString).toBe(VALUE);
    const unhashed = { service: 's3', method: 'GET', target: '/archive/entry', body: '' };
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    expect(await send(signed({ ...unhashed, headers }).request)).toMatchObject({ status: 200 });
  });

  test('by a session, with what its role may', async () => {
    const iam = new IAMClient(config());
    const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
    await iam.send(new CreateRoleCommand({ RoleName: 'idle', AssumeRolePolicyDocument }));
    await iam.send(new CreateUserCommand({ UserName: 'somebody' }));
    const sts = new STSClient(config());
    const RoleArn = `arn:aws:iam::${ACCOUNT}:role/idle`;
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    const session = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const identity = await new STSClient(config(session)).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toContain(':assumed-role/idle/test');
    const secrets = new SecretsManagerClient(config(session));
    await expect(secrets.send(new GetSecretValueCommand({ SecretId: 'sealed' }))).rejects.toThrow(/not authorized/);
    for (const wrong of [
      { ...session, secretAccessKey: 'other' },
      { ...session, sessionToken: 'other' },
      { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey },
    ]) {
      await expect(new STSClient(config(wrong)).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
        $metadata: { httpStatusCode: expect.any(Number) },
        name: expect.stringMatching(/Signature|Token|Client/),
      });
    }
  });

  test('that it is up is said to anyone, and nothing else', async () => {
    const health = (target: string, method = 'GET') => send(asks([], { method, target }));
    expect((await health('/_ministack/health')).status).toBe(200);
    for (const target of [
      '/_ministack/ready',
      '/_ministack/config',
      '/_ministack/sqs/messages',
      '/_localstack/health',
      '/health',
      '/_ministack/health/',
      '/_ministack/health?x=1',
      '/_ministack%2Fhealth',
      '/_aws/execute-api/x/y/z',
    ]) {
      expect((await health(target)).status).toBe(403);
    }
    expect((await health('/_ministack/health', 'POST')).status).toBe(403);
    for (const target of ['/_ministack/config', '/_ministack/reset', '/%5Fministack/reset']) {
      expect((await send(signed({ target }).request)).status).toBe(403);
    }
  });
});

describe('D14 what claims a credential without proving it is refused', () => {
  test.each([
    ['no Authorization at all', []],
    ['an id without a secret', [['Authorization', `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/x`]]],
    [
      'a scope without SignedHeaders',
      [
        [
          'Authorization',
          `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20261201/eu-west-1/secretsmanager/aws4_request, Signature=00`,
        ],
      ],
    ],
    [
      'no Signature',
      [
        [
          'Authorization',
          `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20261201/eu-west-1/secretsmanager/aws4_request, SignedHeaders=host`,
        ],
      ],
    ],
    [
      'an empty key',
      [
        [
          'Authorization',
          'AWS4-HMAC-SHA256 Credential=/20261201/eu-west-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=00',
        ],
      ],
    ],
    ['the key test', [['Authorization', 'AWS4-HMAC-SHA256 Credential=test/x']]],
    ['the algorithm and nothing else', [['Authorization', 'AWS4-HMAC-SHA256']]],
    ['an algorithm that begins like it', [['Authorization', `AWS4-HMAC Credential=${ACCOUNT}/x`]]],
    [
      'version 4a',
      [
        [
          'Authorization',
          `AWS4-ECDSA-P256-SHA256 Credential=${ACCOUNT}/20261201/secretsmanager/aws4_request, SignedHeaders=host;x-amz-region-set, Signature=00`,
        ],
        ['X-Amz-Region-Set', '*'],
      ],
    ],
    ['version 2', [['Authorization', `AWS ${ACCOUNT}:c2ln`]]],
    ['version 3', [['X-Amzn-Authorization', `AWS3 AWSAccessKeyId=${ACCOUNT}`]]],
    ['a bearer token', [['Authorization', 'Bearer anything']]],
    ['a name and a password', [['Authorization', `Basic ${Buffer.from(`${ACCOUNT}:x`).toString('base64')}`]]],
    ['something', [['Authorization', 'x']]],
    ['nothing', [['Authorization', '']]],
    ['only a session token', [['X-Amz-Security-Token', 'x']]],
    [
      'a client address',
      [
        ['X-Forwarded-For', '127.0.0.1'],
        ['Authorization', 'Bearer x'],
      ],
    ],
  ] as const)('%s', async (_, headers) => {
    await isRefused(asks(headers));
  });

  test.each([
    '?X-Amz-Credential=111111111111/x',
    '?x-amz-credential=111111111111/20261201/eu-west-1/secretsmanager/aws4_request',
    '?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=111111111111/20261201/eu-west-1/secretsmanager/aws4_request&X-Amz-Date=20261201T000000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=00',
    '?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test/20261201/eu-west-1/s3/aws4_request&X-Amz-Date=20261201T000000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=00',
    '?AWSAccessKeyId=111111111111&Signature=x&Expires=9999999999',
    '?AWSAccessKeyId=test',
    '?Action=GetSecretValue&SecretId=sealed',
  ])('in the query: %s', async (query) => {
    await isRefused(asks([], { target: `/${query}` }));
    await isRefused(asks([['Authorization', 'Bearer x']], { target: `/${query}` }));
    await isRefused(asks([], { method: 'GET', target: `/archive/entry${query}`, body: '' }));
  });

  test.each([
    ['an object', 'GET', '/archive/entry'],
    ['a list of buckets', 'GET', '/'],
    ['a deletion', 'DELETE', '/archive/entry'],
    ['a preflight', 'OPTIONS', '/archive/entry'],
    ['S3 Control', 'GET', '/v20180820/accesspoint'],
    ['a registry', 'GET', '/v2/_catalog'],
    ['a login page', 'GET', '/login'],
    ['keys of a user pool', 'GET', '/pool/.well-known/jwks.json'],
    ['a function URL', 'GET', '/_aws/lambda-url/x/'],
    ['a load balancer', 'GET', '/_alb/x/'],
    ['an API through another path', 'GET', '/_aws/execute-api/abc/gateway/health'],
    ['the API service', 'GET', '/restapis'],
    ['GraphQL', 'POST', '/v1/apis/x/graphql'],
  ])('what S3 and others would answer to anybody: %s', async (_, method, target) => {
    await isRefused({ ...asks([], { method, target, body: '' }) });
    await isRefused({ ...asks([['Authorization', 'Bearer x']], { method, target, body: '' }) });
  });

  test.each([
    'Action=AssumeRoleWithWebIdentity&RoleArn=arn:aws:iam::111111111111:role/idle&RoleSessionName=x&WebIdentityToken=x',
    'Action=GetCallerIdentity&Version=2011-06-15',
    'Action=ListUsers&AWSAccessKeyId=111111111111',
    'X-Amz-Credential=111111111111%2Fx&Action=ListUsers',
  ])('in a form: %s', async (body) => {
    await isRefused(but(asks([], { body }), 'Content-Type', 'application/x-www-form-urlencoded'));
  });

  test.each([
    'archive.s3.localhost',
    'archive.localhost',
    'abcdef.eu-west-1.aoss.amazonaws.com',
    'secretsmanager.eu-west-1.amazonaws.com',
    'abc.cloudfront.net',
  ])('under the Host %s', async (host) => {
    await isRefused(but(asks([], { method: 'GET', target: '/entry', body: '' }), 'Host', host));
    await isRefused(signed({ headers: { host } }).request);
  });
});

describe('D14 a signature that is right in another reading is refused', () => {
  const good = () => signed().request;
  const authorization = () => good().headers.find(([name]) => name === 'authorization')?.[1] ?? '';
  const asBearer = (credential: string) =>
    `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=00`;

  test.each<[string, () => Request]>([
    ['another secret', () => signed({ secret: 'other' }).request],
    ["another account's id", () => signed({ key: '222222222222', secret: 'other' }).request],
    ['the key test, signed with the root secret', () => signed({ key: 'test' }).request],
    ['an unknown session', () => signed({ key: 'ASIA0000000000000000' }).request],
    ['a token that the root does not have', () => signed({ headers: { 'x-amz-security-token': 'x' } }).request],
    ['an hour ago', () => signed({ at: new Date(Date.now() - 3_600_000) }).request],
    ['an hour ahead', () => signed({ at: new Date(Date.now() + 3_600_000) }).request],
    ['another body', () => ({ ...good(), body: '{"SecretId":"tealed"}' })],
    ['another method', () => ({ ...good(), method: 'PUT' })],
    ['another path', () => ({ ...good(), target: '/x' })],
    ['one more parameter', () => ({ ...good(), target: '/?a=b' })],
    ['another operation', () => but(good(), 'x-amz-target', 'secretsmanager.DeleteSecret')],
    [
      'an operation that is not signed',
      () => ({
        ...good(),
        headers: [...but(good(), 'authorization', authorization().replace(';x-amz-target', '')).headers],
      }),
    ],
    ['Authorization twice', () => ({ ...good(), headers: [...good().headers, ['authorization', authorization()]] })],
    [
      'a second Authorization of nobody',
      () => ({ ...good(), headers: [['Authorization', asBearer('test/x')], ...good().headers] }),
    ],
    ['a second Credential', () => but(good(), 'authorization', `${authorization()}, Credential=test/x`)],
    [
      'a Credential before it',
      () => but(good(), 'authorization', authorization().replace(' Credential', ' Credential=test/x, Credential')),
    ],
    ['two signatures in one header', () => but(good(), 'authorization', `${authorization()}, ${authorization()}`)],
    ['no space after a comma', () => but(good(), 'authorization', authorization().replaceAll(', ', ','))],
    ['lower case', () => but(good(), 'authorization', authorization().toLowerCase())],
    ['a key with a space', () => but(good(), 'authorization', authorization().replace(ACCOUNT, `${ACCOUNT} `))],
    [
      'digits of another script',
      () => but(good(), 'authorization', authorization().replace(ACCOUNT, '\u00b9'.repeat(12))),
    ],
    [
      'an upper-case Signature',
      () =>
        but(
          good(),
          'authorization',
          authorization().replace(/[0-9a-f]{64}$/, (hex) => hex.toUpperCase()),
        ),
    ],
    ['a signature in the query beside it', () => signed({ target: '/?X-Amz-Credential=test%2Fx' }).request],
    ['one under another spelling', () => signed({ target: '/?x-AMZ-credential=test%2Fx' }).request],
    [
      'a target that is there twice',
      () => ({ ...good(), headers: [...good().headers, ['X-Amz-Target', 'secretsmanager.ListSecrets']] }),
    ],
    [
      'a length said in two ways',
      () => ({
        ...good(),
        headers: [...good().headers, ['Transfer-Encoding', 'chunked']],
        body: '15\r\n{"SecretId":"sealed"}\r\n0\r\n\r\n',
      }),
    ],
    ['the hash of another body', () => signed({ headers: { 'x-amz-content-sha256': sha256('{}') } }).request],
    [
      'no hash where only S3 may leave it out',
      () => signed({ headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }).request,
    ],
    [
      'chunks with signatures of their own',
      () =>
        signed({
          service: 's3',
          method: 'PUT',
          target: '/archive/new',
          headers: { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' },
        }).request,
    ],
    ['a path with steps back', () => signed({ target: '/x/../' }).request],
    ['a whole address as target', () => ({ ...good(), target: `https://127.0.0.1:${port}/` })],
  ])('%s', async (_, request) => {
    await isRefused(request());
  });

  test('whatever stands in Authorization, without the secret nothing comes out', async () => {
    const word = fc.constantFrom(
      'AWS4-HMAC-SHA256',
      'AWS',
      'Bearer',
      'Credential=',
      'Credential',
      'SignedHeaders=host',
      'Signature=00',
      ACCOUNT,
      'test',
      '/',
      `/20261201/${REGION}/secretsmanager/aws4_request`,
      ',',
      ', ',
      ' ',
      ';',
      '=',
      '\t',
    );
    const header = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));
    await fc.assert(
      fc.asyncProperty(header, async (value) => {
        await isRefused(asks([['Authorization', value.trim()]]));
      }),
      { numRuns: 60 },
    );
  });
});

describe('D14 calls of the gateway carry no credential', () => {
  const call = (
    headers: readonly (readonly [string, string])[],
    target = '/restapis/abc/gateway/_user_request_/health',
  ) => asks(headers, { method: 'GET', target, body: '' });

  test('they reach the API service, also with an Authorization, which stays outside', async () => {
    for (const headers of [
      [],
      [['Authorization', 'Bearer x']],
      [['Authorization', `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/x`]],
    ] as const) {
      const { status, text } = await send(call(headers));
      // There is no such API.
      expect({ status, text }).toMatchObject({ status: 404, text: expect.not.stringContaining('__type') });
    }
  });

  test.each([
    '/restapis/abc/gateway/_user_request_/@connections/x',
    '/restapis/abc/gateway/_user_request_/x?X-Amz-Credential=111111111111/x',
    '/restapis/abc/gateway/_user_request_/x?AWSAccessKeyId=test',
    '/restapis/abc/gateway/_user_request_x',
    '/restapis%2Fabc/gateway/_user_request_/x',
    '/restapis/abc%2F..%2F/gateway/_user_request_/x',
    '//restapis/abc/gateway/_user_request_/x',
    '/restapis/abc/gateway/../../../archive/entry',
  ])('%s is refused', async (target) => {
    await isRefused(call([], target));
    await isRefused(call([['Authorization', 'Bearer x']], target));
  });

  test.each(['abcdef.eu-west-1.aoss.localhost', 'x.cloudfront.net', 'abcdef01.execute-api.localhost'])(
    'the Host %s, which leads elsewhere, is refused',
    async (host) => {
      await isRefused(but(call([]), 'Host', host));
    },
  );
});
