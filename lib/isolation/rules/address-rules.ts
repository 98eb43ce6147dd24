import type { Rule } from '../model/rule';
import { apiParts } from './api-parts';
import { claimedHosts } from './claimed-hosts';
import { copiesElsewhere } from './copies-elsewhere';
import { dynamicReferences } from './dynamic-references';
import { eventDestinations } from './event-destinations';
import { foreignCode } from './foreign-code';
import { foreignKeys } from './foreign-keys';
import { foreignRoles } from './foreign-roles';
import { foreignSettings } from './foreign-settings';
import { foreignHostNames } from './host-names';
import { logDestinations } from './log-destinations';
import { networkLinks } from './network-links';
import { openDocuments } from './open-documents';
import { organisationWide } from './organisation-wide';
import { publicSwitches } from './public-switches';
import { sharedEndpoints } from './shared-endpoints';
import { sharedOutside } from './shared-outside';
import { sharedSecrets } from './shared-secrets';

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
