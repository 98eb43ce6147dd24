import { type Observation, subjectOf } from '../../findings/observation';
import { type TokenSource, tokenSources } from '../../identity/token-sources';
import type { Rule } from '../../model/rule';
import type { Side, SideResource } from '../../model/side';
import { literals } from '../../template/literals';
import { describeText, type Text, textParts, Unknown } from '../../template/value';

/** The same webhook, or the same token issuer with the same audience, on both sides connects them. */
export const sharedEndpoints: Rule = {
  id: 'shared-endpoints',
  channel: 'api',
  title: 'both sides use the same webhook or trust the same tokens',
  help: 'Webhooks of subscriptions, API destinations and delivery streams, and issuers of tokens and user pools with their audience wherever a resource names them, are compared with those of the other side. Give each side its own.',
  *check({ own, other }) {
    const webhooks = new Set(other.resources.flatMap(webhooksOf));
    const sources = other.resources.flatMap(tokenSources);
    for (const resource of own.resources) {
      for (const url of webhooksOf(resource)) {
        if (isIntake(url)) yield { ...apart(resource, url), reason: EVERY_CUSTOMER };
        else yield webhooks.has(url) ? sameWebhook(resource, url, other) : apart(resource, url);
      }
      for (const source of tokenSources(resource)) yield judge(resource, source, sources, other);
    }
  },
};

function judge(resource: SideResource, source: TokenSource, theirs: readonly TokenSource[], other: Side): Observation {
  const same = theirs.filter(({ issuer }) => issuer === source.issuer);
  const statement = `${source.issuer} for ${source.audiences.map(describeText).join(', ') || 'anybody'}`;
  const met = same.map((each) => overlap(source.audiences, each.audiences));
  if (met.includes('yes')) {
    return {
      subject: subjectOf(resource),
      decision: 'open',
      severity: 'critical',
      statement,
      reason: `a token that is good for ${other.name} is good here too`,
      hops: [other.name, statement, `${resource.stack}/${resource.logicalId}`],
      fix: 'give each side its own issuer, or its own audience',
    };
  }
  if (!met.includes('perhaps')) return apart(resource, statement);
  const reason = `${other.name} takes tokens of the same issuer, and for whom they must be is known when it is deployed`;
  return { subject: subjectOf(resource), decision: 'unverified', statement, reason };
}

/** Whether one token can be accepted by both. */
function overlap(own: readonly Text[], theirs: readonly Text[]): 'yes' | 'no' | 'perhaps' {
  if (own.length === 0 || theirs.length === 0) return 'yes';
  const known = new Set(theirs.map(describeText));
  if (own.some((audience) => known.has(describeText(audience)))) return 'yes';
  return [...own, ...theirs].some(isGiven) ? 'perhaps' : 'no';
}

/** Whether an audience is neither written in the template nor created by it. */
function isGiven(audience: Text): boolean {
  return textParts(audience).some((part) => part instanceof Unknown && part.origin.logicalId === undefined);
}

function sameWebhook(resource: SideResource, url: string, other: Side): Observation {
  return {
    subject: subjectOf(resource),
    decision: 'open',
    channel: 'events',
    severity: 'low',
    direction: 'out',
    statement: url,
    reason: `${other.name} sends to the same endpoint, so that nobody there can tell the sides apart`,
    hops: [other.name, url, `${resource.stack}/${resource.logicalId}`],
    fix: 'give each side its own endpoint',
  };
}

function apart(resource: SideResource, statement: string): Observation {
  return { subject: subjectOf(resource), decision: 'closed', statement, reason: 'the other side has another one' };
}

const WEBHOOKS: Readonly<Record<string, string>> = {
  'AWS::SNS::Subscription': 'Endpoint',
  'AWS::Events::ApiDestination': 'InvocationEndpoint',
  'AWS::KinesisFirehose::DeliveryStream': 'HttpEndpointDestinationConfiguration.EndpointConfiguration.Url',
};

/**
 * Hosts to which all customers of a service send: the API key in the request tells them apart. Where the key is in the URL, the same URL
 * means the same customer. Source: the services' guides on sending data.
 */
const INTAKES =
  /^https:\/\/(?:[\w-]+\.)*(?:datadoghq\.(?:com|eu)|ddog-gov\.com|honeycomb\.io|(?:nr-data|newrelic)\.(?:net|com)|ingest\.(?:us\.|de\.)?sentry\.io|events\.(?:eu\.)?pagerduty\.com|logz\.io|coralogix\.(?:com|us|in)|dynatrace\.com|lightstep\.com|axiom\.co)(?::\d+)?(\/[^?#]*)?$/i;

const EVERY_CUSTOMER = 'all customers of the service send there; the key that is sent along tells them apart';

function isIntake(url: string): boolean {
  const [whole, path = ''] = INTAKES.exec(url) ?? [];
  return whole !== undefined && !path.split('/').some((part) => /^(?=.*\d)[\w-]{16,}$/.test(part));
}

function webhooksOf({ type, properties }: SideResource): string[] {
  return literals(properties, WEBHOOKS[type] ?? 'none').filter((url) => /^https?:\/\//.test(url));
}
