import { addressRule } from '../address/address-rule';

/** Keys that encrypt things of this account are of this account. */
export const foreignKeys = addressRule({
  id: 'foreign-keys',
  channel: 'resource',
  title: 'data is encrypted with a key of the other account',
  help: 'Whoever owns the key that encrypts a thing can read it or shut it off. Every key is of this account or of AWS.',
  severity: () => 'critical',
  fix: 'encrypt with a key of this account',
});
