import type { Channel } from '../findings/finding';

export interface ChannelTitle {
  /** At most 18 characters: it stands in the picture. */
  readonly title: string;
  /** When it is open; follows `open if`. */
  readonly about: string;
}

export const CHANNEL_TITLES: Readonly<Record<Channel, ChannelTitle>> = {
  identity: {
    title: 'Identity',
    about: 'a principal of one account acts as a role of the other, or is let do something there',
  },
  resource: { title: 'Resource policies', about: 'a resource’s own policy lets the other account use it' },
  service: { title: 'Services', about: 'an AWS service acts in one account on behalf of the other (confused deputy)' },
  events: {
    title: 'Events, messages',
    about: 'events, messages or streams are sent to, or taken from, the other account',
  },
  observability: {
    title: 'Logs and metrics',
    about: 'logs, metrics, traces, alarms or dashboards are shown or sent to the other account',
  },
  network: { title: 'Network', about: 'a network of one account reaches into a network of the other' },
  sharing: { title: 'Sharing', about: 'a resource, snapshot, image or layer is shared with the other account' },
  replication: { title: 'Replication', about: 'data is copied, replicated or backed up into the other account' },
  dns: { title: 'Host names', about: 'a name of one side leads to the other' },
  api: { title: 'APIs', about: 'an API of one side is called, authorised or served by the other' },
  configuration: { title: 'Configuration', about: 'a setting, parameter or secret names something of the other side' },
  code: { title: 'Code', about: 'the deployed code names a host, account or key of the other side' },
  names: { title: 'Names, exports', about: 'a name, export or import is shared by both sides' },
  bootstrap: {
    title: 'Bootstrap',
    about: 'the roles and buckets that deployments use trust or reach the other account',
  },
  parity: { title: 'Parity', about: 'live is weaker than sandbox, or differs where no environment file says so' },
  input: {
    title: 'Input',
    about: 'what was read is not what it should be: of another account or region, or not readable',
  },
};
