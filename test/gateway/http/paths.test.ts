import fc from 'fast-check';
import { serve } from '../../../lib/gateway/http/serve';
import { routes } from '../../../lib/gateway/routes';
import { aGatewayWithoutData } from '../payments/a-gateway';
import { NOW, signedRequest } from './signed-request';

async function ask(path: string, routePath = path) {
  const { gateway } = aGatewayWithoutData('sandbox', NOW);
  const request = await signedRequest({ keyid: 'pk_test_x', secret: 'x' });
  const { status, body } = await serve(gateway, routes, { ...request, path, routePath }, (error) => {
    throw error;
  });
  return { status, code: JSON.parse(body).code as string | undefined };
}

describe('D9 a path is written in one way', () => {
  test.each([
    '/v1/payments%2F..',
    '/v1/%70ayments',
    '/%2e%2e/v1/payments',
    '/health%00',
    '/he%61lth',
    '/mock/checkout/pay_test_01K5M3Q8ZJ4T7R2X9VBNWD6HCE%2Eabc',
    '/v1/payments/\u00e9',
    '/v1/payments/a b',
    '/v1\\payments',
    '/v1/payments;x=1',
    'health',
    '',
    `/v1/payments/${'x'.repeat(2000)}/cancel`,
    `/mock/checkout/${'x'.repeat(500)}`,
  ])('%j is 400 invalid_path, signed or not', async (path) => {
    expect(await ask(path)).toEqual({ status: 400, code: 'invalid_path' });
  });

  test.each([
    '//v1/payments',
    '/v1//payments',
    '/v1/payments/',
    '/v1/./payments',
    '/v1/../v1/payments',
    '/health/',
    '/HEALTH',
  ])('%s is no other way to write a route: 404', async (path) => {
    expect(await ask(path)).toEqual({ status: 404, code: 'not_found' });
  });

  test('what is signed and what is served are the same path, but for the stage before it', async () => {
    expect((await ask('/gateway/health', '/health')).status).toBe(200);
    expect(await ask('/v1/payments', '/health')).toEqual({ status: 400, code: 'invalid_path' });
  });

  test('no text with an escape is served', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/health', '/v1/payments', '/info'),
        fc.nat(12),
        fc.string(),
        async (path, at, text) => {
          const odd = `${path.slice(0, at)}%${text}${path.slice(at)}`;
          expect((await ask(odd)).code).toBe('invalid_path');
        },
      ),
    );
  });
});
