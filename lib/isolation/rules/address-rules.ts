import type { Rule } from '../model/rule';
import { apiParts } from './api-parts';
import { dynamicReferences } from './configuration/dynamic-references';
import { sharedEndpoints } from './configuration/shared-endpoints';
import { sharedSecrets } from './configuration/shared-secrets';
import { copiesElsewhere } from './copies-elsewhere';
import { eventDestinations } from './event-destinations';
import { foreignCode } from './foreign-code';
import { foreignKeys } from './foreign-keys';
import { foreignRoles } from './foreign-roles';
import { foreignSettings } from './foreign-settings';
import { foreignHostNames } from './host-names';
import { logDestinations } from './log-destinations';
import { claimedHosts } from './names/claimed-hosts';
import { networkLinks } from './network-links';
import { publicSwitches } from './public-switches';
import { openDocuments } from './resources/open-documents';
import { organisationWide } from './resources/organisation-wide';
import { sharedOutside } from './shared-outside';

/** The rules about what is configured by a property and not by a policy. */
export const ADDRESS_RULES: readonly Rule[] = [
  eventDestinations,
  logDestinations,
  networkLinks,
  sharedOutside,
  copiesElsewhere,
  apiParts,
  foreignHostNames,
  foreignCode,
  foreignRoles,
  foreignKeys,
  foreignSettings,
  publicSwitches,
  claimedHosts,
  sharedEndpoints,
  openDocuments,
  organisationWide,
  dynamicReferences,
  sharedSecrets,
];
