import type { Rule } from '../model/rule';
import { ADDRESS_RULES } from './address-rules';
import { otherSideInCode } from './code/other-side-in-code';
import { secretInTemplate } from './code/secret-in-template';
import { dynamicReferences } from './configuration/dynamic-references';
import { foreignOutput } from './configuration/foreign-output';
import { localSetting } from './configuration/local-setting';
import { sharedEndpoints } from './configuration/shared-endpoints';
import { sharedSecrets } from './configuration/shared-secrets';
import { bootstrapTrust } from './identity/bootstrap-trust';
import { foreignPrincipal } from './identity/foreign-principal';
import { foreignTrust } from './identity/foreign-trust';
import { generatedWildcard } from './identity/generated-wildcard';
import { managedPolicy } from './identity/managed-policy';
import { openFederation } from './identity/open-federation';
import { outboundGrant } from './identity/outbound-grant';
import { sharedIdentity } from './identity/shared-identity';
import { undecided } from './input/undecided';
import { wrongAccount } from './input/wrong-account';
import { claimedHosts } from './names/claimed-hosts';
import { otherAccountNamed } from './names/other-account-named';
import { otherSideNamed } from './names/other-side-named';
import { sharedName } from './names/shared-name';
import { foreignResourcePolicy } from './resources/foreign-resource-policy';
import { openDocuments } from './resources/open-documents';
import { organisationWide } from './resources/organisation-wide';

/** Every rule about one side, in the order of the report. */
export const RULES: readonly Rule[] = [
  foreignTrust,
  foreignResourcePolicy,
  outboundGrant,
  managedPolicy,
  generatedWildcard,
  openFederation,
  sharedIdentity,
  foreignPrincipal,
  ...Object.values(ADDRESS_RULES),
  claimedHosts,
  sharedEndpoints,
  openDocuments,
  organisationWide,
  dynamicReferences,
  sharedSecrets,
  bootstrapTrust,
  otherAccountNamed,
  otherSideNamed,
  otherSideInCode,
  secretInTemplate,
  sharedName,
  foreignOutput,
  wrongAccount,
  localSetting,
  undecided,
];
