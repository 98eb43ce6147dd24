import { reach } from '../adversary/reach';
import { explainReach } from './explain-reach';
import { groupByResource } from './guarded';
import type { Rule } from './rule';

/** No principal of the other account, and no service acting for it, may do anything that a resource's policy speaks of. */
export const foreignResourcePolicy: Rule = {
  id: 'foreign-resource-policy',
  channel: 'resource',
  title: 'a resource policy lets the other account in',
  help: 'Each policy on a resource is asked whether anybody whom the other account controls, or a service that acts for it, is allowed anything, in any context. Name own principals only, and hold services to aws:SourceAccount.',
  *check({ own, adversary, policies, expand }) {
    for (const { resource, documents, guarded } of groupByResource(policies, 'resource', own)) {
      yield explainReach(resource, documents, reach(guarded, adversary, expand));
    }
  },
};
