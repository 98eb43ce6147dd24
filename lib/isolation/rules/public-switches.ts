import { addressRule } from '../address/address-rule';
import { publicSwitch } from '../address/public-switches';
/** Nothing is switched open to everybody, and so to the other account. */
export const publicSwitches = addressRule({
  id: 'public-switches',
  channel: 'resource',
  title: 'a switch opens something to everybody',
  help: 'Function URLs without signatures, public buckets, databases with public addresses, identity pools for guests: what everybody reaches, the other account reaches.',
  severity: ({ key }) => (publicSwitch(key)?.guarded ? 'medium' : 'critical'),
  fix: 'turn the switch off, and let callers sign their requests',
});
