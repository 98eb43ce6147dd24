import type { Case } from '../../edits/case';
import { addFragment, fillText } from '../../edits/fragments';
import type { Party, Site } from '../../edits/site';
import { SPELLINGS } from '../../edits/spellings';
import { ANALYTICS_CHANNELS } from './analytics';
import { API_CHANNELS } from './api';
import type { Channel } from './channel';
import { COMPUTE_CHANNELS } from './compute';
import { CONFIGURATION_CHANNELS } from './configuration';
import { EVENT_CHANNELS } from './events';
import { IDENTITY_CHANNELS } from './identity';
import { NETWORK_CHANNELS } from './network';
import { OBSERVABILITY_CHANNELS } from './observability';
import { SHARING_CHANNELS } from './sharing';
import { STORE_CHANNELS } from './stores';

const GROUPS: Readonly<Record<string, readonly Channel[]>> = {
  events: EVENT_CHANNELS,
  stores: STORE_CHANNELS,
  analytics: ANALYTICS_CHANNELS,
  network: NETWORK_CHANNELS,
  apis: API_CHANNELS,
  observability: OBSERVABILITY_CHANNELS,
  sharing: SHARING_CHANNELS,
  compute: COMPUTE_CHANNELS,
  configuration: CONFIGURATION_CHANNELS,
  permissions: IDENTITY_CHANNELS,
};

/** The part of a text that names a party. */
function tokenOf(text: string, party: Party): string {
  if (text.includes('{account}')) return party.account;
  return text.includes('{host}') ? party.host : party.bucket;
}

/** @returns the text with every spelling's token, as a value of the template */
export function spelled(spelling: string, text: string, party: Party, site: Site) {
  const write = SPELLINGS[spelling];
  if (!write) throw new Error(`no spelling ${spelling}`);
  const named = { text: fillText(text, party, site.own), token: tokenOf(text, party) };
  return write(named, site, fillText(text, site.own, site.own));
}

function byChannel(group: string, place: Channel, spelling: string): Case {
  const write = (party: 'own' | 'other') => (site: Site) => {
    addFragment(site, place.fragment, spelled(spelling, place.text, site[party], site));
  };
  return {
    group,
    operator: place.property,
    spelling,
    type: place.type,
    flow: place.flow,
    at: () => Object.keys(place.fragment),
    opening: write('other'),
    ...(place.twin !== false && { benign: write('own') }),
  };
}

const NAMES = Object.keys(SPELLINGS);

/** A list in a parameter cannot hold a text with commas, and a bar splits. */
function suits(spelling: string, { text }: Channel): boolean {
  return !(spelling === 'split-of-parameter' && text.includes(','));
}

export const channelCases: readonly Case[] = Object.entries(GROUPS).flatMap(([group, channels]) =>
  channels.flatMap((place, index) =>
    ['literal', NAMES[1 + (index % (NAMES.length - 1))] ?? 'sub']
      .filter((spelling) => suits(spelling, place))
      .map((spelling) => byChannel(group, place, spelling)),
  ),
);
