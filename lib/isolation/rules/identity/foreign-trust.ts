import { reach } from '../../adversary/reach';
import type { Rule } from '../../model/rule';
import { explainReach } from '../resources/explain-reach';
import { groupByResource } from '../resources/policies-by-resource';

/** No principal of the other account may assume a role. Services assume only roles that their own account passes to them. */
export const foreignTrust: Rule = {
  id: 'foreign-trust',
  channel: 'identity',
  title: 'a role trusts the other account',
  help: 'Each trust policy is asked whether anybody whom the other account controls may assume the role, with any tags, session name and external id. Trust exact principals of the own account.',
  *check({ own, adversary, policies, expand }) {
    for (const { resource, documents, guarded } of groupByResource(policies, 'trust', own)) {
      const found = reach(guarded, adversary, expand);
      yield explainReach(resource, documents, found);
    }
  },
};
