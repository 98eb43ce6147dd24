import { credentialsFrom, modeOf } from '../../lib/client/credentials';
import { newPublicKey, newSecretKey, newWebhookSecret } from '../../lib/environment/ids';
import { MODES } from '../../lib/environment/modes';
import { thrown } from './thrown';

describe('GW7 a product carries one triple', () => {
  test.each(MODES)('three values of mode %s are read, whitespace around them aside', (mode) => {
    const triple = { publicKey: newPublicKey(mode), secret: newSecretKey(mode), webhookSecret: newWebhookSecret() };
    const read = credentialsFrom({
      PAYMENT_GATEWAY_PUBLIC_KEY: ` ${triple.publicKey}\n`,
      PAYMENT_GATEWAY_SECRET: triple.secret,
      PAYMENT_GATEWAY_WEBHOOK_SECRET: triple.webhookSecret,
    });
    expect(read).toEqual(triple);
    expect(modeOf(read)).toBe(mode);
  });

  test('every missing variable is named', () => {
    expect(thrown(() => credentialsFrom({ PAYMENT_GATEWAY_SECRET: ' ' })).message).toBe(
      'PAYMENT_GATEWAY_PUBLIC_KEY and PAYMENT_GATEWAY_SECRET not set',
    );
    expect(thrown(() => credentialsFrom({ PAYMENT_GATEWAY_PUBLIC_KEY: 'x' })).message).toBe(
      'PAYMENT_GATEWAY_SECRET not set',
    );
  });
});

describe('BG4 mistakes with credentials stop start-up and are named', () => {
  test('a sandbox key with a live secret', () => {
    const error = thrown(() => modeOf({ publicKey: newPublicKey('sandbox'), secret: newSecretKey('live') }));
    expect(error.message).toContain('is a sandbox key and PAYMENT_GATEWAY_SECRET a live key');
    expect(error.message).toContain('sandbox and live credentials are mixed');
  });

  test('two modes of the same environment', () => {
    const error = thrown(() => modeOf({ publicKey: newPublicKey('test'), secret: newSecretKey('sandbox') }));
    expect(error.message).toContain('they belong to two apps');
  });

  test.each([
    ['the two swapped', newSecretKey('live'), newPublicKey('live'), 'PAYMENT_GATEWAY_PUBLIC_KEY holds a secret key'],
    ['a public key twice', newPublicKey('live'), newPublicKey('live'), 'PAYMENT_GATEWAY_SECRET holds a public key'],
    ['something else', newPublicKey('live'), 'hunter2', 'PAYMENT_GATEWAY_SECRET holds no key of this gateway'],
  ])('%s, and no secret is shown', (_, publicKey, secret, message) => {
    const error = thrown(() => modeOf({ publicKey, secret }));
    expect(error.message).toBe(message);
    expect(`${error.message} ${error.fix}`).not.toContain(secret);
    expect(`${error.message} ${error.fix}`).not.toContain(publicKey);
  });

  test('a webhook secret of another form', () => {
    const keys = { publicKey: newPublicKey('live'), secret: newSecretKey('live') };
    expect(thrown(() => modeOf({ ...keys, webhookSecret: keys.secret })).message).toContain(
      'does not start with whsec_',
    );
  });
});
