import { isPrivate, namesOfSide } from '../../address/side-names';
import { type Observation, subjectOf } from '../../findings/observation';
import type { Rule } from '../../model/rule';
import type { Side, SideResource } from '../../model/side';
import { hostNamesOf } from '../../tables/host-names';
import { literals } from '../../template/literals';
import { isList, isObject, type ResolvedObject } from '../../template/value';

/** No host name of one side is claimed by the other. */
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

/** Records that only prove something about a domain may be on both sides. */
const PROOFS = new Set(['TXT', 'CAA', 'MX', 'SPF']);

/** Host names that a resource claims on the public internet. Private zones are only seen by their own networks. */
function hostsOf(resource: SideResource, own: Side): string[] {
  if (isPrivate(resource, own)) return [];
  const taken = hostNamesOf(resource.type).filter(({ use }) => use === 'host' || use === 'zone');
  const records = withoutProofs(resource);
  return taken.flatMap(({ path }) => literals(records, path).map((host) => host.replace(/\.$/, '').toLowerCase()));
}

/** The properties of a resource without the records that are proofs, alone or in a group. */
function withoutProofs({ type, properties }: SideResource): ResolvedObject {
  if (!/^AWS::Route53::RecordSet(?:Group)?$/.test(type)) return properties;
  if (PROOFS.has(String(properties['Type']))) return {};
  const group = properties['RecordSets'];
  if (!isList(group)) return properties;
  return { RecordSets: group.filter((record) => !isObject(record) || !PROOFS.has(String(record['Type']))) };
}
