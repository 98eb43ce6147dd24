import { addressRule } from '../address/address-rule';

/** No setting names a host, bucket or resource of the other side. */
export const foreignSettings = addressRule({
  id: 'foreign-settings',
  channel: 'configuration',
  title: 'a setting names something of the other side',
  help: 'Environment variables, parameters, free text and all other properties: hosts, buckets, URLs, ARNs and ids of the other side.',
  severity: ({ kind }) => (kind === 'arn' || kind === 'url' || kind === 'host' ? 'high' : 'medium'),
  fix: 'take the name of the other side out; what differs by side belongs into its environment file',
});
