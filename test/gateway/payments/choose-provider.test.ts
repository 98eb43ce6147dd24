import type { App } from '../../../lib/gateway/apps/app';
import type { Problem } from '../../../lib/gateway/http/problem';
import { chooseProvider } from '../../../lib/gateway/payments/choose-provider';
import type { Providers } from '../../../lib/gateway/ports/providers';
import type { Resolution } from '../../../lib/gateway/providers/contract';

const app = (mode: App['mode'], provider: string) => ({ mode, provider }) as App;

/** Providers that give one answer, or fail the test when asked at all. */
function providers(answer?: Resolution) {
  const asked: unknown[] = [];
  const resolve = async (...question: unknown[]) => {
    asked.push(question);
    if (!answer) throw new Error('nothing may be asked');
    return answer;
  };
  return { asked, providers: { resolve } as unknown as Providers };
}
const refusal = (promise: Promise<unknown>): Promise<Problem> =>
  promise.then(
    () => Promise.reject(new Error('accepted')),
    (error) => error,
  );

describe('provider of a new payment', () => {
  test.each([
    ['sandbox', 'mock'],
    ['live', 'mock'],
    ['test', 'polar'],
    ['test', 'nobody'],
  ] as const)('GW4: mode %s, provider %s → 422 provider_not_allowed, nobody asked', async (mode, named) => {
    const { providers: none, asked } = providers();
    expect(await refusal(chooseProvider(none, app(mode, 'polar'), named))).toMatchObject({
      status: 422,
      code: 'provider_not_allowed',
      param: 'provider',
    });
    expect(asked).toEqual([]);
  });

  test('GW4: the provider that the request names, else the default of the app', async () => {
    const serve = providers({ outcome: 'serve', provider: 'x', fallback: false });
    await chooseProvider(serve.providers, app('sandbox', 'polar'), 'paypal');
    await chooseProvider(serve.providers, app('sandbox', 'polar'), undefined);
    expect(serve.asked).toEqual([
      ['sandbox', 'paypal'],
      ['sandbox', 'polar'],
    ]);
  });

  test('GW4: a provider that is not loaded → 503 provider_not_loaded with the reason', async () => {
    const { providers: empty } = providers({
      outcome: 'not_loaded',
      provider: 'polar',
      reason: 'its credentials are not loaded',
    });
    const found = await refusal(chooseProvider(empty, app('sandbox', 'polar'), undefined));
    expect(found).toMatchObject({ status: 503, code: 'provider_not_loaded' });
    expect(found.detail).toContain('its credentials are not loaded');
  });

  test('a provider that nobody knows → 422, naming those there are', async () => {
    const { providers: unknown } = providers({ outcome: 'unknown', known: ['polar', 'paypal'] });
    const found = await refusal(chooseProvider(unknown, app('live', 'polar'), 'stripe'));
    expect(found).toMatchObject({ status: 422, code: 'provider_not_allowed' });
    expect(found.detail).toContain('polar, paypal');
  });

  test('GW10: the mock that stands in keeps its mark', async () => {
    const { providers: fallback } = providers({ outcome: 'serve', provider: 'mock', fallback: true });
    expect(await chooseProvider(fallback, app('live', 'polar'), undefined)).toMatchObject({
      provider: 'mock',
      fallback: true,
    });
  });
});
