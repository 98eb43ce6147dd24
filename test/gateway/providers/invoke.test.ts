import type { SignedCall } from '../../../lib/gateway/http/route';
import { infoRoute } from '../../../lib/gateway/providers/info-route';
import { InvokedProviders } from '../../../lib/gateway/providers/invoke';

const FUNCTION = 'airlock-sandbox-provider:current';
const ORDER = { paymentId: 'pay_test_x', amount: 1, currency: 'EUR', description: null, returnUrl: null };

/** Providers over a Lambda client that gives one answer. */
function invoked(answer: { FunctionError?: string; Payload?: string } | Error) {
  const sent: { FunctionName?: string; Payload?: Uint8Array }[] = [];
  const send = async (command: { input: { FunctionName?: string; Payload?: Uint8Array } }) => {
    sent.push(command.input);
    if (answer instanceof Error) throw answer;
    return { ...answer, Payload: answer.Payload === undefined ? undefined : Buffer.from(answer.Payload) };
  };
  return { providers: new InvokedProviders({ send } as never, FUNCTION), sent };
}

describe('asking the function provider', () => {
  test('by its alias, with the question as JSON', async () => {
    const { providers, sent } = invoked({ Payload: '{"outcome":"serve","provider":"mock","fallback":false}' });
    expect(await providers.resolve('test', 'mock')).toEqual({ outcome: 'serve', provider: 'mock', fallback: false });
    expect(sent[0]?.FunctionName).toBe(FUNCTION);
    expect(JSON.parse(Buffer.from(sent[0]?.Payload ?? []).toString())).toEqual({
      op: 'resolve',
      mode: 'test',
      provider: 'mock',
    });
  });

  test.each([
    { FunctionError: 'Unhandled', Payload: '{"errorMessage":"a secret text"}' },
    { FunctionError: 'Unhandled', Payload: '{"outcome":"serve","provider":"mock","fallback":false}' },
    { Payload: 'null' },
    { Payload: 'not json' },
    { Payload: '{"outcome":"serve"}' },
    { Payload: '{"outcome":"serve","provider":"mock","fallback":false,"more":1}' },
    {},
  ])('%j → 502 provider_failed, telling nothing of it', async (answer) => {
    const { providers } = invoked(answer);
    const error = await providers.resolve('test', 'mock').catch((caught: unknown) => caught);
    expect(error).toMatchObject({ status: 502, code: 'provider_failed' });
    expect((error as { detail: string }).detail).not.toMatch(/secret|Unhandled/);
  });

  test('a function that cannot be reached → 503, with the cause for the log only', async () => {
    const cause = new Error('AccessDeniedException: arn:aws:lambda');
    const error = await invoked(cause)
      .providers.info()
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ status: 503, code: 'provider_unavailable', cause });
    expect((error as { detail: string }).detail).not.toContain('arn:');
  });

  test.each(['http://pay.test/', 'javascript:alert(1)', '/checkout', 7])(
    'a customer is never sent to %j',
    async (url) => {
      const { providers } = invoked({ Payload: JSON.stringify({ kind: 'redirect', url }) });
      await expect(providers.checkout('sandbox', 'polar', ORDER)).rejects.toMatchObject({ status: 502 });
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
    const { providers } = invoked({ Payload: JSON.stringify({ liveFallback: null, providers: [instance] }) });
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
