import fc from 'fast-check';
import {
  ID_PREFIXES,
  modeOfKey,
  newId,
  newPublicKey,
  newSecretKey,
  newWebhookSecret,
  parseId,
} from '../../lib/environment/ids';
import { infixOf, MODES } from '../../lib/environment/modes';

const mode = fc.constantFrom(...MODES);
const prefix = fc.constantFrom(...Object.values(ID_PREFIXES));
const time = fc.integer({ min: 1, max: 2 ** 48 - 1 });

describe('D10 ids carry their mode', () => {
  test('AZ3 AZ4 D10: every new id parses back to its prefix and mode', () => {
    fc.assert(
      fc.property(prefix, mode, time, (ofPrefix, ofMode, at) => {
        expect(parseId(newId(ofPrefix, ofMode, at))).toEqual({ prefix: ofPrefix, mode: ofMode });
      }),
    );
  });

  test('ZP12 D10: an id whose infix is not one of ours never parses', () => {
    const foreign = fc.string({ maxLength: 8 }).filter((infix) => !['test', 'dev', 'live'].includes(infix));
    fc.assert(
      fc.property(prefix, foreign, time, (ofPrefix, infix, at) => {
        const tail = newId(ofPrefix, 'test', at).split('_')[2];
        expect(parseId(`${ofPrefix}_${infix}_${tail}`)).toBeUndefined();
      }),
    );
  });

  test.each([
    ['a mode for an infix', 'pay_sandbox_01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['upper case infix', 'pay_LIVE_01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['upper case prefix', 'PAY_live_01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['no prefix', '_live_01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['no infix', 'pay_01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['two infixes', 'pay_test_live_01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['lower case ULID', 'pay_live_01arz3ndektsv4rrffq69g5fav'],
    ['a ULID beyond 48 bits of time', 'pay_live_81ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['a letter that ULIDs leave out', 'pay_live_01ARZ3NDEKTSV4RRFFQ69G5FAU'],
    ['a space before', ' pay_live_01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['a line feed after', 'pay_live_01ARZ3NDEKTSV4RRFFQ69G5FAV\n'],
    ['another id after', 'pay_live_01ARZ3NDEKTSV4RRFFQ69G5FAVpay_test_01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['a secret key', 'sk_live_01ARZ3NDEKTSV4RRFFQ69G5FAVabcdefgh'],
    ['a property of Object', 'pay_constructor_01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['nothing', ''],
  ])('ZP12 D10: %s is not an id', (_, text) => {
    expect(parseId(text)).toBeUndefined();
  });

  test('D10: ids made later sort later, whatever the random part', () => {
    fc.assert(
      fc.property(prefix, mode, fc.uniqueArray(time, { minLength: 2, maxLength: 2 }), (ofPrefix, ofMode, times) => {
        const ids = times.toSorted((left, right) => left - right).map((at) => newId(ofPrefix, ofMode, at));
        expect(ids.toSorted()).toEqual(ids);
      }),
    );
  });
});

describe('AZ3 AZ4 keys', () => {
  test.each(MODES)('AZ6: the keys of mode %s carry its infix and parse back to it', (ofMode) => {
    const infix = infixOf(ofMode);
    expect(newPublicKey(ofMode)).toMatch(new RegExp(`^pk_${infix}_[A-Za-z0-9]{24}$`));
    expect(newSecretKey(ofMode)).toMatch(new RegExp(`^sk_${infix}_[A-Za-z0-9]{43}$`));
    expect(modeOfKey(newPublicKey(ofMode))).toBe(ofMode);
    expect(modeOfKey(newSecretKey(ofMode))).toBe(ofMode);
  });

  test.each(['pk_sandbox_', 'pk_prod_', 'rk_live_', 'PK_live_', 'pk_live', ' pk_live_'])(
    'BG1: a key that starts %s is not ours',
    (start) => {
      expect(modeOfKey(`${start}0123456789ABCDEFabcdef01`)).toBeUndefined();
    },
  );

  test('AZ3 AZ4: sandbox keys start pk_dev_ and sk_dev_, live keys pk_live_ and sk_live_', () => {
    expect([newPublicKey('sandbox'), newSecretKey('sandbox')].map((key) => key.slice(0, 7))).toEqual([
      'pk_dev_',
      'sk_dev_',
    ]);
    expect([newPublicKey('live'), newSecretKey('live')].map((key) => key.slice(0, 8))).toEqual([
      'pk_live_',
      'sk_live_',
    ]);
  });

  test('D11: a webhook secret is whsec_ and 32 bytes of base64', () => {
    const [, encoded] = newWebhookSecret().split('_');
    expect(newWebhookSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(Buffer.from(encoded ?? '', 'base64')).toHaveLength(32);
  });
});
