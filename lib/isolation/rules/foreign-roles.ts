import { addressRule } from '../address/address-rule';

/** Services act here with roles of this account. */
export const foreignRoles = addressRule({
  id: 'foreign-roles',
  channel: 'identity',
  title: 'a role of the other account is used',
  help: 'Every property that gives a role to a service or tells it which one to assume names a role of this account.',
  severity: () => 'critical',
  fix: 'use a role of this account',
});
