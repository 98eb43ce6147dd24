import * as fc from 'fast-check';
import { archiveKey } from '../../../lib/gateway/ledger/archive-key';

const keyOf = (pk: string, sk: string) => archiveKey({ pk: { S: pk }, sk: { S: sk } });

test('D5: a row has a key that reads like it', () => {
  expect(keyOf('TRANSFER#01J', 'ENTRY#1')).toBe('rows/TRANSFER~2301J/ENTRY~231.json');
});

test('D5: no two rows have one key, and no key needs escaping in a URL or leaves its folder', () => {
  const part = fc.string({ unit: fc.constantFrom('a', '/', '.', '~', '2', '3', '#', '%', '\u00fc'), maxLength: 6 });
  fc.assert(
    fc.property(part, part, part, part, (pk, sk, otherPk, otherSk) => {
      const key = keyOf(pk, sk);
      expect(key).toMatch(/^rows\/[\w~-]*\/[\w~-]*\.json$/);
      expect(keyOf(otherPk, otherSk) === key).toBe(pk === otherPk && sk === otherSk);
    }),
  );
});

test('a key that is not text is an error', () => {
  expect(() => archiveKey({ pk: { N: '1' }, sk: { S: '-' } })).toThrow('a ledger row\'s key is {"N":"1"}, not text');
});
