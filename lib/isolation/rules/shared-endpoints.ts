import { literals } from '../address/known-things';
import type { Side, SideResource } from '../model/side';
import { type Observation, type Rule, subjectOf } from './rule';

/** What both sides send to or believe, word for word, joins them: one webhook, one issuer of tokens for one audience. */
export const sharedEndpoints: Rule = {
  id: 'shared-endpoints',
  channel: 'api',
  title: 'both sides use the same webhook or trust the same tokens',
  help: 'Webhooks of subscriptions, API destinations and delivery streams, and issuers of tokens with their audience, are compared with those of the other side. Give each side its own.',
  *check({ own, other }) {
    const theirs = new Set(other.resources.flatMap(endpointsOf).map(({ key }) => key));
    for (const resource of own.resources) {
      for (const endpoint of endpointsOf(resource)) {
        yield theirs.has(endpoint.key) ? joined(resource, endpoint, other) : apart(resource, endpoint);
      }
    }
  },
};

interface Endpoint {
  /** Equal for what is the same. */
  readonly key: string;
  readonly statement: string;
  /** Whether a token that is good for one side is good for the other. */
  readonly letsIn: boolean;
}

function joined(resource: SideResource, { statement, letsIn }: Endpoint, other: Side): Observation {
  return {
    subject: subjectOf(resource),
    decision: 'open',
    channel: letsIn ? 'api' : 'events',
    severity: letsIn ? 'critical' : 'low',
    direction: letsIn ? 'in' : 'out',
    statement,
    reason: letsIn
      ? `a token that is good for ${other.name} is good here too`
      : `${other.name} sends to the same endpoint, so that nobody there can tell the sides apart`,
    hops: [other.name, statement, `${resource.stack}/${resource.logicalId}`],
    fix: letsIn ? 'give each side its own issuer, or its own audience' : 'give each side its own endpoint',
  };
}

function apart(resource: SideResource, { statement }: Endpoint): Observation {
  return { subject: subjectOf(resource), decision: 'closed', statement, reason: 'the other side has another one' };
}

const WEBHOOKS: Readonly<Record<string, string>> = {
  'AWS::SNS::Subscription': 'Endpoint',
  'AWS::Events::ApiDestination': 'InvocationEndpoint',
  'AWS::KinesisFirehose::DeliveryStream': 'HttpEndpointDestinationConfiguration.EndpointConfiguration.Url',
};

const ISSUERS: Readonly<Record<string, readonly [issuer: string, audience: string]>> = {
  'AWS::ApiGatewayV2::Authorizer': ['JwtConfiguration.Issuer', 'JwtConfiguration.Audience'],
  'AWS::AppSync::GraphQLApi': ['OpenIDConnectConfig.Issuer', 'OpenIDConnectConfig.ClientId'],
  'AWS::Cognito::UserPoolIdentityProvider': ['ProviderDetails.oidc_issuer', 'ProviderDetails.client_id'],
};

function endpointsOf({ type, properties }: SideResource): Endpoint[] {
  const urls = literals(properties, WEBHOOKS[type] ?? 'none').filter((url) => /^https?:\/\//.test(url));
  const [issuer = 'none', audience = 'none'] = ISSUERS[type] ?? [];
  const tokens = literals(properties, issuer).flatMap((from) => {
    const audiences = literals(properties, audience);
    return (audiences.length > 0 ? audiences : ['anybody']).map((to) => `${from.replace(/\/$/, '')} for ${to}`);
  });
  return [
    ...urls.map((url) => ({ key: url, statement: url, letsIn: false })),
    ...tokens.map((token) => ({ key: token, statement: token, letsIn: true })),
  ];
}
