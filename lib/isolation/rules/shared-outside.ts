import { addressRule } from '../address/address-rule';

/** Nothing is shared with the other account, with an organisation both may be in, or with an account with which both deal. */
export const sharedOutside = addressRule({
  id: 'shared-outside',
  channel: 'sharing',
  title: 'something is shared with the other account',
  help: 'Resource shares, invitations, memberships, portfolios, catalogs, grants and every other property that says with whom a thing is shared, or in which account to look for it.',
  severity: ({ kind }) => (kind === 'principal' ? 'critical' : 'high'),
  fix: 'share with principals of this account only; an organisation or a unit of it may hold both accounts',
});
