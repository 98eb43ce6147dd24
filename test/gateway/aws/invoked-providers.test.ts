import { InvokedProviders } from '../../../lib/gateway/aws/invoked-providers';
import { failureProblem } from '../../../lib/gateway/http/failure-problem';
import type { SignedCall } from '../../../lib/gateway/http/route';
import { infoRoute } from '../../../lib/gateway/providers/api/info-route';
import { Unavailable } from '../../../lib/gateway/unavailable';

const FUNCTION = 'airlock-sandbox-provider:current';
const ORDER = { paymentId: 'pay_test_x', amount: 1, currency: 'EUR', description: null, returnUrl: null };

const opened = (url: unknown) => ({
  outcome: 'opened',
  provider: 'polar',
  fallback: false,
  checkout: { kind: 'redirect', url },
});
const OPENED = JSON.stringify(opened('https://pay.test/1'));
const open = (providers: InvokedProviders) => providers.open('sandbox', 'polar', ORDER);

/** Providers over a Lambda that gives one answer. */
function invoked(answer: { failed?: string; payload: string } | Error) {
  const sent: { name: string; payload: unknown }[] = [];
  const invoke = async (name: string, payload: unknown) => {
    sent.push({ name, payload });
    if (answer instanceof Error) throw answer;
    return { failed: undefined, ...answer };
  };
  return { providers: new InvokedProviders({ invoke }, FUNCTION), sent };
}

/** What a client of the API is told of it. */
function problemOf(asked: Promise<unknown>) {
  return asked.then(() => Promise.reject(new Error('answered')), failureProblem);
}

describe('asking the function provider', () => {
  test('by its alias', async () => {
    const { providers, sent } = invoked({ payload: OPENED });
    expect(await open(providers)).toEqual(JSON.parse(OPENED));
    const payload = { op: 'open', mode: 'sandbox', provider: 'polar', payment: ORDER };
    expect(sent).toEqual([{ name: FUNCTION, payload }]);
  });

  test.each([
    { failed: 'Unhandled', payload: '{"errorMessage":"a secret text"}' },
    { failed: 'Unhandled', payload: OPENED },
    { payload: 'null' },
    { payload: 'not json' },
    { payload: '{"outcome":"opened"}' },
    { payload: OPENED.replace('{', '{"more":1,') },
    { payload: '' },
  ])('%j → 502 provider_failed, telling nothing of it', async (answer) => {
    const { providers } = invoked(answer);
    const problem = await problemOf(open(providers));
    expect(problem).toMatchObject({ status: 502, code: 'provider_failed' });
    expect(problem.detail).not.toMatch(/secret|Unhandled/);
  });

  test.each(['Unavailable', 'Sandbox.Timedout'])('a function that ended as %s → 503, not 502', async (errorType) => {
    const { providers } = invoked({ failed: 'Unhandled', payload: JSON.stringify({ errorType, errorMessage: 'x' }) });
    expect(await problemOf(open(providers))).toMatchObject({
      status: 503,
      code: 'provider_unavailable',
      headers: { 'Retry-After': '2' },
    });
  });

  test('a function that must not be called is an error of ours, not one that passes', async () => {
    const error = new Error('AccessDeniedException');
    await expect(invoked(error).providers.info()).rejects.toBe(error);
  });

  test('a function that cannot be reached → 503, with the cause for the log only', async () => {
    const cause = new Unavailable('lambda', new Error('TooManyRequestsException: arn:aws:lambda'));
    const problem = await problemOf(invoked(cause).providers.info());
    expect(problem).toMatchObject({ status: 503, code: 'provider_unavailable', cause: { cause } });
    expect(problem.detail).not.toContain('arn:');
  });

  test.each(['http://pay.test/', 'javascript:alert(1)', '/checkout', 7])(
    'a customer is never sent to %j',
    async (url) => {
      const { providers } = invoked({ payload: JSON.stringify(opened(url)) });
      expect(await problemOf(open(providers))).toMatchObject({ status: 502 });
    },
  );
});

describe('GET /info', () => {
  test('GW11 GW13: environment, its own modes, the fallback and every provider instance', async () => {
    const instance = {
      provider: 'mock',
      mode: 'test',
      state: 'available',
      reason: null,
      host: null,
      loaded: true,
      serves: true,
    };
    const { providers } = invoked({ payload: JSON.stringify({ liveFallback: null, providers: [instance] }) });
    const reply = await infoRoute.handle({ gateway: { environment: 'sandbox', providers } } as unknown as SignedCall);
    expect(JSON.parse(reply.body)).toEqual({
      object: 'info',
      environment: 'sandbox',
      modes: ['test', 'sandbox'],
      live_fallback: null,
      providers: [instance],
    });
  });
});
