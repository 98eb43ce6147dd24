import { type AddressRuleProps, addressRule } from '../address/address-rule';
import { publicSwitch } from '../address/public-switches';
import type { AddressRuleId } from '../address/rule-of-property';
import { decidesWhoCalls, handsOverSignIns } from '../address/sign-in-properties';
import type { Rule } from '../model/rule';
import { SUBSCRIPTION_ROWS } from './subscriptions-and-destinations';

const ROWS: Readonly<Record<AddressRuleId, AddressRuleProps>> = {
  ...SUBSCRIPTION_ROWS,
  'network-links': {
    channel: 'network',
    title: 'a network reaches into the other account',
    help: 'Peerings, transit gateways and their attachments, endpoints and endpoint services, service networks, resolver rules, security groups and shared subnets are of this account only.',
    severity: 'high',
    fix: 'connect networks of this account only; what both sides need is reached over the internet with signed requests',
  },
  'shared-outside': {
    channel: 'sharing',
    title: 'something is shared with the other account',
    help: 'Resource shares, invitations, memberships, portfolios, catalogs, grants and every other property that says with whom a thing is shared, or in which account to look for it.',
    severity: ({ kind }) => (kind === 'principal' ? 'critical' : 'high'),
    fix: 'share with principals of this account only; an organisation or a unit of it may hold both accounts',
  },
  'copies-elsewhere': {
    channel: 'replication',
    title: 'data is copied into or out of the other account',
    help: 'Replication, backup copies, restores from snapshots, read replicas, data transfer tasks and imports have source and destination in this account.',
    severity: 'critical',
    fix: 'replicate, copy and restore within this account only',
  },
  'api-parts': {
    channel: 'api',
    title: 'an API is served or guarded by the other account',
    help: 'Integrations, authorizers, identity providers, user pools, origins, data sources and links of APIs are of this account. A foreign authorizer decides who may come in.',
    severity: ({ key }) => (decidesWhoCalls(key) || handsOverSignIns(key) ? 'critical' : 'high'),
    fix: 'serve and guard the API with functions, pools and hosts of this account',
  },
  'host-names': {
    channel: 'dns',
    title: 'a host name leads to the other account',
    help: 'Records, zones, their networks and custom domains lead to hosts of this account, of AWS or of neither side.',
    severity: 'high',
    fix: 'let the name lead to a host of this account',
  },
  'foreign-code': {
    channel: 'code',
    title: 'code comes from the other account',
    help: 'Layers, packages, container and machine images, build sources, nested templates and definitions come from this account, from AWS or from somebody who is neither side.',
    severity: 'critical',
    fix: 'build from, and store code and images in, this account',
  },
  'foreign-roles': {
    channel: 'identity',
    title: 'a role of the other account is used',
    help: 'Every property that gives a role to a service or tells it which one to assume names a role of this account.',
    severity: 'critical',
    fix: 'use a role of this account',
  },
  'foreign-keys': {
    channel: 'resource',
    title: 'data is encrypted with a key of the other account',
    help: 'Whoever owns the key that encrypts a thing can read it or shut it off. Every key is of this account or of AWS.',
    severity: 'critical',
    fix: 'encrypt with a key of this account',
  },
  'foreign-settings': {
    channel: 'configuration',
    title: 'a setting names something of the other side',
    help: 'Environment variables, parameters, free text and all other properties: hosts, buckets, URLs, ARNs and ids of the other side.',
    severity: ({ kind }) => (kind === 'arn' || kind === 'url' || kind === 'host' ? 'high' : 'medium'),
    fix: 'take the name of the other side out; what differs by side belongs into its environment file',
  },
  'public-switches': {
    channel: 'resource',
    title: 'a switch opens something to everybody',
    help: 'Function URLs without signatures, public buckets, databases with public addresses, identity pools for guests: what everybody reaches, the other account reaches.',
    severity: ({ key }) => (publicSwitch(key)?.guarded ? 'medium' : 'critical'),
    fix: 'turn the switch off, and let callers sign their requests',
  },
};

/** The rules about what properties name, by id, in the order of the report. */
export const ADDRESS_RULES = Object.fromEntries(
  Object.entries(ROWS).map(([id, row]) => [id, addressRule(id as AddressRuleId, row)]),
) as Readonly<Record<AddressRuleId, Rule>>;
