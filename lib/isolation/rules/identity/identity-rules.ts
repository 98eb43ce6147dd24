import type { Rule } from '../../model/rule';
import { foreignPrincipal } from './foreign-principal';
import { generatedWildcard } from './generated-wildcard';
import { managedPolicy } from './managed-policy';
import { openFederation } from './open-federation';
import { outboundGrant } from './outbound-grant';
import { sharedIdentity } from './shared-identity';

/** Rules about who may act for this side, and who may act as somebody of it. */
export const IDENTITY_RULES: readonly Rule[] = [
  outboundGrant,
  managedPolicy,
  generatedWildcard,
  openFederation,
  sharedIdentity,
  foreignPrincipal,
];
