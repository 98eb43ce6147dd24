import { createHash, createHmac } from 'node:crypto';
import { AwsClient } from '../../../lib/gateway/aws/aws-client';
import { RoleDynamoDb } from '../../../lib/gateway/aws/dynamodb';
import { RoleFunctions } from '../../../lib/gateway/aws/functions';
import { RoleSecrets } from '../../../lib/gateway/aws/secrets';
import { type Answer, aService, type ReceivedCall } from './a-service';

const THROTTLED: Answer = {
  status: 400,
  body: '{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"slow down"}',
};
const before = { ...process.env };
let close = () => {};

async function service(...answers: Answer[]): Promise<ReceivedCall[]> {
  const started = await aService(...answers);
  close = started.close;
  return started.received;
}

afterEach(() => {
  close();
  process.env = { ...before };
});

/** The signature of a call, worked out from its headers by AWS's description of Signature Version 4 alone. */
function signatureOf({ url, headers, body }: ReceivedCall, service: string): string {
  const [, scope = '', names = ''] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+)/.exec(`${headers.authorization}`) ?? [];
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const canonical = [
    'POST',
    url.split('/').map(encodeURIComponent).join('/'),
    '',
    ...names.split(';').map((name) => `${name}:${headers[name]}`),
    '',
    names,
    hash(body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n');
  const key = [scope.slice(0, 8), 'eu-west-1', service, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${process.env['AWS_SECRET_ACCESS_KEY']}`,
  );
  return hmac(key, toSign).toString('hex');
}

describe('calls to AWS as the role of the function', () => {
  test('are signed with Signature Version 4, session token, body and path included', async () => {
    const received = await service({ status: 200, body: '{}' });
    await new RoleDynamoDb().call('GetItem', { TableName: 'a-table', Key: {} });
    await new RoleFunctions().invoke('a-function:current', { op: 'info' });
    const [table, lambda] = received as [ReceivedCall, ReceivedCall];
    expect(table.headers.authorization).toContain(`Signature=${signatureOf(table, 'dynamodb')}`);
    expect(lambda.url).toBe('/2015-03-31/functions/a-function%3Acurrent/invocations');
    expect(lambda.headers.authorization).toContain(`Signature=${signatureOf(lambda, 'lambda')}`);
    expect(table.headers['x-amz-security-token']).toBe('fake-not-a-token');
    expect(table.headers.authorization).toMatch(/SignedHeaders=[^,]*host;[^,]*x-amz-security-token/);
  });

  test('use the credentials of the moment', async () => {
    const received = await service({ status: 200, body: '{}' });
    const dynamodb = new RoleDynamoDb();
    await dynamodb.call('GetItem', { TableName: 'a-table', Key: {} });
    process.env['AWS_ACCESS_KEY_ID'] = 'ASIAOTHEROTHEROTHERO';
    await dynamodb.call('GetItem', { TableName: 'a-table', Key: {} });
    expect(received.map(({ headers }) => /Credential=([A-Z]+)/.exec(`${headers.authorization}`)?.[1])).toEqual([
      'ASIAFAKEFAKEFAKEFAKE',
      'ASIAOTHEROTHEROTHERO',
    ]);
  });

  test('name the operation, and give back what the service answers', async () => {
    const received = await service({ status: 200, body: '{"Item":{"pk":{"S":"x"}}}' });
    const found = await new RoleDynamoDb().call('GetItem', { TableName: 'a-table', Key: { pk: { S: 'x' } } });
    expect(found.Item).toEqual({ pk: { S: 'x' } });
    expect(received[0]?.headers['x-amz-target']).toBe('DynamoDB_20120810.GetItem');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ TableName: 'a-table', Key: { pk: { S: 'x' } } });
  });

  test.each<[string, Answer]>([
    ['throttled', THROTTLED],
    ['answered 503', { status: 503 }],
    ['cut off', 'cut'],
    ['not answered in time', 'hang'],
  ])('are made again when %s', async (_, answer) => {
    const received = await service(answer, answer, { status: 200, body: '{}' });
    const client = new AwsClient({ service: 'dynamodb', timeoutMilliseconds: 1_000, attempts: 3 });
    await client.send({ path: '/', headers: {}, body: '{}' });
    expect(received.map(({ headers }) => headers['amz-sdk-request'])).toEqual([
      'attempt=1; max=3',
      'attempt=2; max=3',
      'attempt=3; max=3',
    ]);
    expect(new Set(received.map(({ headers }) => headers['amz-sdk-invocation-id'])).size).toBe(1);
  });

  test('are made so many times and no more; the last error is told', async () => {
    const received = await service({ status: 503 });
    const client = new AwsClient({ service: 'dynamodb', timeoutMilliseconds: 1_000, attempts: 2 });
    await expect(client.send({ path: '/', headers: {}, body: '' })).rejects.toMatchObject({
      name: 'Unavailable',
      cause: { $metadata: { httpStatusCode: 503 } },
    });
    expect(received).toHaveLength(2);
  });

  test('are not made again when refused; the error has the name of the service and its members', async () => {
    const received = await service({
      status: 400,
      body: '{"__type":"x#TransactionCanceledException","Message":"no","CancellationReasons":[{"Code":"None"}]}',
    });
    const call = new RoleDynamoDb().call('TransactWriteItems', { TransactItems: [] });
    await expect(call).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message: 'no',
      CancellationReasons: [{ Code: 'None' }],
    });
    expect(received).toHaveLength(1);
  });

  test('ZP7: a transaction that is sent again carries the same token, so that it counts once', async () => {
    const received = await service('cut', { status: 200, body: '{}' });
    await new RoleDynamoDb().call('TransactWriteItems', { TransactItems: [] });
    const tokens = received.map(({ body }) => JSON.parse(body).ClientRequestToken);
    expect(tokens).toHaveLength(2);
    expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(tokens[1]).toBe(tokens[0]);
  });

  test('a write that is not a transaction carries no token', async () => {
    const received = await service({ status: 200, body: '{}' });
    await new RoleDynamoDb().call('PutItem', { TableName: 'a-table', Item: {} });
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ TableName: 'a-table', Item: {} });
  });

  test('a refusal without a code still is an error', async () => {
    await service({ status: 403, body: '<html>' });
    await expect(new RoleDynamoDb().call('GetItem', { TableName: 't', Key: {} })).rejects.toMatchObject({
      name: 'UnknownError',
      $metadata: { httpStatusCode: 403 },
    });
  });
});

describe('secrets', () => {
  test('a value is read by name and version', async () => {
    const received = await service({ status: 200, body: '{"SecretString":"sk_test_fake"}' });
    expect(await new RoleSecrets().read('a/secret', 'v1')).toBe('sk_test_fake');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ SecretId: 'a/secret', VersionId: 'v1' });
    expect(received[0]?.headers['x-amz-target']).toBe('secretsmanager.GetSecretValue');
  });

  test('only what does not exist is nothing; not being allowed to look is an error', async () => {
    await service({ status: 400, body: '{"__type":"ResourceNotFoundException"}' });
    expect(await new RoleSecrets().read('a/secret')).toBeUndefined();
    close();
    await service({ status: 400, body: '{"__type":"AccessDeniedException"}' });
    await expect(new RoleSecrets().read('a/secret')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('functions', () => {
  test('an answer, and a failure with what the function said', async () => {
    const received = await service(
      { status: 200, body: '{"a":1}' },
      { status: 200, body: '{"errorMessage":"x"}', headers: { 'X-Amz-Function-Error': 'Unhandled' } },
    );
    const functions = new RoleFunctions();
    expect(await functions.invoke('f:current', { op: 'info' })).toEqual({ failed: undefined, payload: '{"a":1}' });
    expect(received[0]?.body).toBe('{"op":"info"}');
    expect(await functions.invoke('f:current', {})).toEqual({ failed: 'Unhandled', payload: '{"errorMessage":"x"}' });
  });

  test('a refusal is told in a header', async () => {
    await service({ status: 404, body: '{}', headers: { 'X-Amzn-ErrorType': 'ResourceNotFoundException:http://x/' } });
    await expect(new RoleFunctions().invoke('f', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('a call in a trace says so, which lets Lambda end a circle', async () => {
    const received = await service({ status: 200, body: '{}' });
    process.env['_X_AMZN_TRACE_ID'] = 'Root=1-fake;Lineage=1:fake:0';
    await new RoleFunctions().invoke('f', {});
    expect(received[0]?.headers['x-amzn-trace-id']).toBe('Root=1-fake;Lineage=1:fake:0');
  });
});
