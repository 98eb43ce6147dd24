import { isPrivate, literals, namesOfSide } from '../../address/side-names';
import { type Observation, subjectOf } from '../../findings/observation';
import type { Rule } from '../../model/rule';
import type { Side, SideResource } from '../../model/side';

/** No host of one side is taken, or answered for, by the other. */
export const claimedHosts: Rule = {
  id: 'claimed-hosts',
  channel: 'dns',
  title: 'both sides take the same host name',
  help: 'Custom domains, aliases, public zones and their records of this side are compared with those that the other side takes. Give each side hosts of its own.',
  *check({ own, other }) {
    const theirs = namesOfSide(other);
    for (const resource of own.resources) {
      const claimed = hostsOf(resource, own);
      if (claimed.length === 0) continue;
      const shared = claimed.filter((host) => theirs.inPublic.has(host));
      yield shared.length === 0 ? apart(resource, claimed) : taken(resource, shared, other.name);
    }
  },
};

function apart(resource: SideResource, hosts: readonly string[]): Observation {
  const statement = hosts.slice(0, 5).join(', ');
  return { subject: subjectOf(resource), decision: 'closed', reason: 'the other side takes no such host', statement };
}

function taken(resource: SideResource, hosts: readonly string[], other: string): Observation {
  const shown = hosts.join(', ');
  return {
    subject: subjectOf(resource),
    decision: 'open',
    severity: 'high',
    statement: shown,
    reason: `${other} takes ${shown} too: whoever answers first gets what is meant for the other`,
    hops: [other, shown, `${resource.stack}/${resource.logicalId}`],
    fix: 'give each side a host of its own',
  };
}

/** Where a resource takes a host for itself in the eyes of the world. Private zones are seen by their own networks only. */
const CLAIMS: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::DomainName': ['DomainName'],
  'AWS::ApiGateway::DomainNameV2': ['DomainName'],
  'AWS::ApiGatewayV2::DomainName': ['DomainName'],
  'AWS::AppSync::DomainName': ['DomainName'],
  'AWS::CloudFront::Distribution': ['DistributionConfig.Aliases', 'DistributionConfig.CNAMEs'],
  'AWS::Cognito::UserPoolDomain': ['Domain'],
  'AWS::Route53::HostedZone': ['Name'],
  'AWS::Route53::RecordSet': ['Name'],
  'AWS::Amplify::Domain': ['DomainName'],
};

/** Records with which a domain proves things to others may stand on both sides. */
const PROOFS = new Set(['TXT', 'CAA', 'MX', 'SPF']);

function hostsOf(resource: SideResource, own: Side): string[] {
  const { type, properties } = resource;
  if (isPrivate(resource, own) || PROOFS.has(String(properties['Type']))) return [];
  return (CLAIMS[type] ?? []).flatMap((path) =>
    literals(properties, path).map((host) => host.replace(/\.$/, '').toLowerCase()),
  );
}
