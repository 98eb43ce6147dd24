import { addressRule } from '../address/address-rule';

/** No host name of this side leads to the other. */
export const foreignHostNames = addressRule({
  id: 'host-names',
  channel: 'dns',
  title: 'a host name leads to the other account',
  help: 'Records, zones, their networks and custom domains lead to hosts of this account, of AWS or of neither side.',
  severity: () => 'high',
  fix: 'let the name lead to a host of this account',
});
