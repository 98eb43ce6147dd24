import { addressRule } from '../address/address-rule';

/** Properties that decide who may call. */
const LETS_IN = /Authorizer|Authenticat|UserPool|Provider|Issuer|Jwt|OpenIDConnect|TrustAnchor|Callback|Logout/;

/** What answers an API and what decides who may call it are of this account. */
export const apiParts = addressRule({
  id: 'api-parts',
  channel: 'api',
  title: 'an API is served or guarded by the other account',
  help: 'Integrations, authorizers, identity providers, user pools, origins, data sources and links of APIs are of this account. A foreign authorizer decides who may come in.',
  severity: ({ key }) => (LETS_IN.test(key) ? 'critical' : 'high'),
  fix: 'serve and guard the API with functions, pools and hosts of this account',
});
