/**
 * What a property of a CloudFormation resource can carry across the boundary between two accounts.
 *
 * - `policy` a policy document; `principal` who may: principal, list of accounts or users, organisation; `account` an
 *   account id; `role` a role that is assumed or passed; `arn` another resource: source, destination, key, replica
 * - `url`, `host` where something is: URL, endpoint, domain, address, e-mail; `name` what is addressed by its bare
 *   name or id: bucket, network, snapshot, image, range of addresses; `region` a region
 * - `secretText` a password, token or key; `environment` environment variables; `code` where code comes from
 * - `json` text or free-form JSON in which anything may stand; `flag` a switch or choice that opens something
 * - `group` an object that holds at least one of these; `plain` nothing of all this
 */
export type PropertyKind = (typeof PROPERTY_KINDS)[number];

export const PROPERTY_KINDS = [
  'plain',
  'group',
  'policy',
  'principal',
  'account',
  'role',
  'arn',
  'url',
  'host',
  'name',
  'region',
  'secretText',
  'json',
  'environment',
  'code',
  'flag',
] as const;

/** How the generated table writes each kind: one character that is no digit of its numbers. */
export const KIND_MARKS: Readonly<Record<PropertyKind, string>> = {
  plain: ';',
  group: ',',
  policy: '!',
  principal: '@',
  account: '#',
  role: '$',
  arn: '%',
  url: '/',
  host: '~',
  name: '=',
  region: '^',
  secretText: '?',
  json: '|',
  environment: '+',
  code: '>',
  flag: '&',
};
