import { RoleDynamoDb } from '../../../lib/gateway/aws/dynamodb';
import { RoleFunctions } from '../../../lib/gateway/aws/functions';
import { InvokedProviders } from '../../../lib/gateway/aws/invoked-providers';
import { RoleObjects } from '../../../lib/gateway/aws/objects';
import { RoleSecrets } from '../../../lib/gateway/aws/secrets';
import type { PublicRoute } from '../../../lib/gateway/http/route';
import { serve } from '../../../lib/gateway/http/serve';
import { DynamoDbStore } from '../../../lib/gateway/storage/dynamodb-store';
import { Refused } from '../../../lib/gateway/storage/store';
import { gatewayFor } from '../http/gateway-in-memory';
import { type Answer, aService } from './a-service';

const before = { ...process.env };
let close = () => {};

beforeEach(() => {
  // No wait between tries.
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  close();
  process.env = { ...before };
  jest.restoreAllMocks();
});

/** How a call ends for the client of the API: the answer's status and code, or what the gateway makes of it besides. */
type End = '503 unavailable' | '503 provider_unavailable' | '500 internal_error' | 'refused' | 'served';
/** Name, HTTP status, times that it is sent, end. */
type Case = readonly [name: string, status: number, sent: number, end: End];

/** Answers each call with that failure and serves a route that makes the call. */
async function endOf(call: () => Promise<unknown>, answer: Answer) {
  const { received, close: end } = await aService(answer);
  close = end;
  let refused = false;
  const route: PublicRoute = {
    operationId: 'x',
    method: 'GET',
    path: '/x',
    summary: 'x',
    access: 'public',
    responses: {},
    handle: async () => {
      await call().catch((error: unknown) => {
        refused = error instanceof Refused;
        throw error;
      });
      return { status: 200, contentType: 'text/plain', body: '{}' };
    },
  };
  const host = 'gateway.sandbox.airlock.example';
  const request = { method: 'GET', path: '/x', routePath: '/x', host, headers: new Map(), query: new Map() };
  const reply = await serve(
    gatewayFor('sandbox', []),
    [route],
    { ...request, body: Buffer.of(), requestId: 'r' },
    () => {},
  );
  const { code } = JSON.parse(reply.body);
  if (reply.status === 503) expect(Number(reply.headers?.['Retry-After'])).toBeGreaterThan(0);
  return {
    sent: received.length,
    end: refused ? 'refused' : reply.status === 200 ? 'served' : `${reply.status} ${code}`,
  };
}

const json = (code: string, status: number, members: object = {}): Answer => ({
  status,
  body: JSON.stringify({ __type: `com.amazonaws.fake#${code}`, message: 'fake', ...members }),
});

const anywhere: readonly Case[] = [
  ['ThrottlingException', 400, 3, '503 unavailable'],
  ['InternalServerError', 500, 3, '503 unavailable'],
  ['ServiceUnavailable', 503, 3, '503 unavailable'],
  ['BadGateway', 502, 3, '503 unavailable'],
  ['GatewayTimeout', 504, 3, '503 unavailable'],
  ['RequestTimeout', 408, 3, '503 unavailable'],
  ['TooManyRequests', 429, 3, '503 unavailable'],
  ['AccessDeniedException', 400, 1, '500 internal_error'],
  ['UnrecognizedClientException', 400, 1, '500 internal_error'],
  ['ExpiredTokenException', 400, 1, '500 internal_error'],
  ['MissingAuthenticationToken', 400, 1, '500 internal_error'],
  ['IncompleteSignature', 400, 1, '500 internal_error'],
  ['InvalidSignatureException', 403, 1, '500 internal_error'],
  ['ValidationException', 400, 1, '500 internal_error'],
];

describe('what becomes of each error of DynamoDB', () => {
  const cases: readonly Case[] = [
    ...anywhere,
    ['ProvisionedThroughputExceededException', 400, 3, '503 unavailable'],
    ['RequestLimitExceeded', 400, 3, '503 unavailable'],
    ['LimitExceededException', 400, 3, '503 unavailable'],
    ['TransactionInProgressException', 400, 3, '503 unavailable'],
    ['ResourceNotFoundException', 400, 1, '500 internal_error'],
    ['ItemCollectionSizeLimitExceededException', 400, 1, '500 internal_error'],
    ['IdempotentParameterMismatchException', 400, 1, '500 internal_error'],
    ['ResourceInUseException', 400, 1, '500 internal_error'],
  ];
  test.each(cases)('%s (HTTP %i): sent %i times, then %s', async (code, status, sent, end) => {
    const read = () => new DynamoDbStore(new RoleDynamoDb(), 'sandbox').get('apps', { pk: 'a', sk: 'b' });
    expect(await endOf(read, json(code, status))).toEqual({ sent, end });
  });

  const item = { pk: 'a', sk: '-', environment: 'sandbox', mode: 'test' } as const;
  test.each<Case>([
    ['ConditionalCheckFailedException', 400, 1, 'refused'],
    ['TransactionConflictException', 400, 3, '503 unavailable'],
    ['ThrottlingException', 400, 3, '503 unavailable'],
  ])('a write with a condition, %s (HTTP %i): sent %i times, then %s', async (code, status, sent, end) => {
    const condition = { expression: 'x' };
    const put = () =>
      new DynamoDbStore(new RoleDynamoDb(), 'sandbox').put({
        label: 'nonce',
        kind: 'put',
        table: 'guards',
        item,
        condition,
      });
    expect(await endOf(put, json(code, status))).toEqual({ sent, end });
  });

  test.each<[readonly string[], number, End]>([
    [['None', 'ThrottlingError'], 3, '503 unavailable'],
    [['ProvisionedThroughputExceeded', 'None'], 3, '503 unavailable'],
    [['ThrottlingError', 'TransactionConflict'], 3, '503 unavailable'],
    [['None', 'TransactionConflict'], 3, 'refused'],
    [['ConditionalCheckFailed', 'None'], 1, 'refused'],
    [['ConditionalCheckFailed', 'ThrottlingError'], 1, 'refused'],
    [['ConditionalCheckFailed', 'TransactionConflict'], 1, 'refused'],
    [['None', 'ItemCollectionSizeLimitExceeded'], 1, '500 internal_error'],
    [['ValidationError', 'None'], 1, '500 internal_error'],
    [['ValidationError', 'ThrottlingError'], 1, '500 internal_error'],
    [['None', 'None'], 1, '500 internal_error'],
  ])('a transaction canceled for %j: sent %i times, then %s', async (codes, sent, end) => {
    const CancellationReasons = codes.map((Code) => ({ Code }));
    const transact = () =>
      new DynamoDbStore(new RoleDynamoDb(), 'sandbox').commit([
        { label: 'payment', kind: 'put', table: 'records', item },
        { label: 'claim', kind: 'put', table: 'guards', item },
      ]);
    const answer = json('TransactionCanceledException', 400, { CancellationReasons });
    expect(await endOf(transact, answer)).toEqual({ sent, end });
  });
});

describe('what becomes of each error of Secrets Manager', () => {
  test.each<Case>([
    ...anywhere,
    ['InternalServiceError', 500, 3, '503 unavailable'],
    ['ResourceNotFoundException', 400, 1, 'served'],
    ['DecryptionFailure', 400, 1, '500 internal_error'],
    ['InvalidParameterException', 400, 1, '500 internal_error'],
    ['InvalidRequestException', 400, 1, '500 internal_error'],
  ])('%s (HTTP %i): sent %i times, then %s', async (code, status, sent, end) => {
    expect(await endOf(() => new RoleSecrets().read('a/secret'), json(code, status))).toEqual({ sent, end });
  });
});

describe('what becomes of each error of Lambda', () => {
  test.each<Case>([
    ['TooManyRequestsException', 429, 2, '503 provider_unavailable'],
    ['ServiceException', 500, 2, '503 provider_unavailable'],
    ['EC2ThrottledException', 502, 2, '503 provider_unavailable'],
    ['ENILimitReachedException', 502, 2, '503 provider_unavailable'],
    ['EFSMountTimeoutException', 408, 1, '500 internal_error'],
    ['KMSDisabledException', 502, 2, '503 provider_unavailable'],
    ['ResourceNotReadyException', 502, 2, '503 provider_unavailable'],
    ['SnapStartNotReadyException', 409, 2, '503 provider_unavailable'],
    ['ResourceConflictException', 409, 1, '500 internal_error'],
    ['AccessDeniedException', 403, 1, '500 internal_error'],
    ['ResourceNotFoundException', 404, 1, '500 internal_error'],
    ['InvalidRequestContentException', 400, 1, '500 internal_error'],
    ['InvalidParameterValueException', 400, 1, '500 internal_error'],
    ['RequestTooLargeException', 413, 1, '500 internal_error'],
    ['UnsupportedMediaTypeException', 415, 1, '500 internal_error'],
    ['RecursiveInvocationException', 400, 1, '500 internal_error'],
  ])('%s (HTTP %i): sent %i times, then %s', async (code, status, sent, end) => {
    const answer = { status, body: '{"Message":"fake"}', headers: { 'X-Amzn-ErrorType': code } };
    const ask = () => new InvokedProviders(new RoleFunctions(), 'f:current').info();
    expect(await endOf(ask, answer)).toEqual({ sent, end });
  });
});

describe('what becomes of each error of S3, which the archive leaves for the next time', () => {
  test.each<Case>([
    ['SlowDown', 503, 4, '503 unavailable'],
    ['InternalError', 500, 4, '503 unavailable'],
    ['ServiceUnavailable', 503, 4, '503 unavailable'],
    ['RequestTimeout', 400, 4, '503 unavailable'],
    ['ThrottlingException', 400, 4, '503 unavailable'],
    ['ConditionalRequestConflict', 409, 4, '503 unavailable'],
    ['OperationAborted', 409, 4, '503 unavailable'],
    ['PreconditionFailed', 412, 1, 'served'],
    ['AccessDenied', 403, 1, '500 internal_error'],
    ['NoSuchBucket', 404, 1, '500 internal_error'],
    ['BadDigest', 400, 1, '500 internal_error'],
    ['RequestTimeTooSkewed', 403, 1, '500 internal_error'],
  ])('%s (HTTP %i): sent %i times, then %s', async (code, status, sent, end) => {
    const answer = {
      status,
      body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>fake</Message></Error>`,
    };
    expect(await endOf(() => new RoleObjects('b').putNew('k', '{}'), answer)).toEqual({ sent, end });
  });
});
