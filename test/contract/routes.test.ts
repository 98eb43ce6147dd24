import { requestOf, routesIn } from '../../lib/contract/routes';

const EVERYWHERE = [
  'GET /health',
  'GET /info',
  'GET /mock/checkout/{token}',
  'POST /mock/checkout/{token}',
  'GET /v1/payments',
  'POST /v1/payments',
  'GET /v1/payments/{id}',
  'POST /v1/payments/{id}/cancel',
];

test.each([
  ['live', EVERYWHERE],
  ['sandbox', [...EVERYWHERE, ...['pay', 'fail', 'expire'].map((verb) => `POST /v1/test/payments/{id}/${verb}`)]],
] as const)('DC4: the routes of %s', (environment, expected) => {
  expect(routesIn(environment).map(({ method, path }) => `${method} ${path}`)).toEqual(expected);
});

test('what moves money is signed, and needs a key by which it happens once', () => {
  const moving = routesIn('live').filter(({ movesMoney }) => movesMoney);
  expect(moving.map(({ operationId, access, idempotency }) => [operationId, access, idempotency])).toEqual([
    ['createPayment', 'signed', 'required'],
  ]);
});

test('a request has the values in the place of their names, whatever they are', () => {
  expect(requestOf('getInfo', {})).toEqual({ method: 'GET', path: '/info' });
  expect(requestOf('cancelPayment', { id: '$&{id}' })).toEqual({ method: 'POST', path: '/v1/payments/$&{id}/cancel' });
});
