import { foreignReach } from '../../identity/foreign-reach';
import { givenBoundary, identitiesOf } from '../../identity/identities';
import { unattachedIdentities } from '../../identity/unattached-policies';
import type { Rule } from '../../model/rule';
import { explainForeignReach } from './explain-foreign-reach';

/** No role, user, group or permission set may do anything to resources of the other account, even if that account allows it. */
export const outboundGrant: Rule = {
  id: 'outbound-grant',
  channel: 'identity',
  title: 'an own identity may reach into the other account',
  help: "Each identity's policies, under its permissions boundary, are asked whether they allow anything on a resource of the other account, which can write that resource's policy as it likes. Name own resources, or hold wildcards to aws:ResourceAccount.",
  *check(audited) {
    for (const identity of [...identitiesOf(audited), ...unattachedIdentities(audited)]) {
      const { principal, policies } = identity;
      const found = foreignReach({ principal, policies, boundary: givenBoundary(identity) }, audited);
      yield explainForeignReach(identity, found, audited);
    }
  },
};
