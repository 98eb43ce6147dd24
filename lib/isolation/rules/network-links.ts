import { addressRule } from '../address/address-rule';

/** No network of this account is joined with one of the other. */
export const networkLinks = addressRule({
  id: 'network-links',
  channel: 'network',
  title: 'a network reaches into the other account',
  help: 'Peerings, transit gateways and their attachments, endpoints and endpoint services, service networks, resolver rules, security groups and shared subnets are of this account only.',
  severity: () => 'high',
  fix: 'connect networks of this account only; what both sides need is reached over the internet with signed requests',
});
