import type { Psp } from '../../../lib/contract/providers';
import { isCredential } from '../../../lib/gateway/providers/credential-schemas';
import { CACHE_MILLISECONDS, ProviderCredentials } from '../../../lib/gateway/providers/credentials';

const POLAR = JSON.stringify({ accessToken: 'polar_oat_not_a_real_token_000' });

/** ProviderCredentials over a Secrets Manager that gives these answers in turn, at a clock that the test moves. */
function credentials(...answers: (string | undefined | Error)[]) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const read = async (name: string) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(name);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { credentials: new ProviderCredentials({ read }, 'live', () => clock.now), asked, clock };
}

describe('credentials of PSPs', () => {
  test.each<[Psp, unknown]>([
    ['polar', { accessToken: 'polar_oat_not_a_real_token_000' }],
    ['paypal', { clientId: 'fake-client', clientSecret: 'fake-secret' }],
    ['paypal', { clientId: 'fake-client', clientSecret: 'fake-secret', webhookId: 'WH-FAKE' }],
    ['nicepay', { merchantId: 'FAKEMERCH1', merchantKey: 'fake+key/==' }],
  ])('D6: %s is loaded by a value of its form', (psp, value) => {
    expect(isCredential(psp, JSON.stringify(value))).toBe(true);
  });

  test.each<[Psp, string]>([
    ['polar', ''],
    ['polar', 'polar_oat_not_a_real_token_000'],
    ['polar', '{}'],
    ['polar', 'null'],
    ['polar', '{"accessToken":""}'],
    ['polar', '{"accessToken":"polar_pat_not_a_real_token"}'],
    ['polar', '{"accessToken":"polar_oat_not_a_real_token_000\\n"}'],
    ['paypal', POLAR],
    ['paypal', '{"clientId":"fake-client"}'],
    ['paypal', '{"clientId":"fake-client","clientSecret":"fake-secret","webhookID":"WH-FAKE"}'],
    ['nicepay', '{"merchantId":"FAKEMERCH1","merchantKey":""}'],
  ])('D6: %s is not loaded by %s', (psp, text) => {
    expect(isCredential(psp, text)).toBe(false);
  });

  test('GW13: reads the secret of its own environment, and a value of the right form is loaded', async () => {
    const { credentials: own, asked } = credentials(POLAR);
    expect(await own.stateOf('polar')).toBe('loaded');
    expect(asked).toEqual(['airlock/live/psp/polar']);
  });

  test.each([
    ['empty', ''],
    ['empty', undefined],
    ['malformed', 'xyz'],
  ])('D6: %s', async (state, answer) => {
    expect(await credentials(answer).credentials.stateOf('polar')).toBe(state);
  });

  test('an error is an error, is not kept, and a later answer counts', async () => {
    const { credentials: own } = credentials(new Error('AccessDenied'), POLAR);
    await expect(own.stateOf('polar')).rejects.toThrow('AccessDenied');
    expect(await own.stateOf('polar')).toBe('loaded');
  });

  test('an answer counts for seconds, so that loading and unloading shows soon', async () => {
    const { credentials: own, asked, clock } = credentials('', POLAR, '');
    expect(await own.stateOf('polar')).toBe('empty');
    clock.now += CACHE_MILLISECONDS - 1;
    expect(await own.stateOf('polar')).toBe('empty');
    expect(asked).toHaveLength(1);
    clock.now += 1;
    expect(await own.stateOf('polar')).toBe('loaded');
    clock.now += CACHE_MILLISECONDS;
    expect(await own.stateOf('polar')).toBe('empty');
    expect(CACHE_MILLISECONDS).toBeLessThanOrEqual(10_000);
  });
});
