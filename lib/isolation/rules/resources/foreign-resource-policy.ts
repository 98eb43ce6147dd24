import { reach } from '../../adversary/reach';
import type { PlacedPolicy } from '../../model/policy-places';
import type { Rule } from '../../model/rule';
import { readPolicyDocument } from '../../policy/document/policy-document';
import { isObject, textList } from '../../template/value';
import { explainReach } from './explain-reach';
import { groupByResource } from './policies-by-resource';

/** No principal of the other account, and no service acting for it, may do anything that a resource policy allows. */
export const foreignResourcePolicy: Rule = {
  id: 'foreign-resource-policy',
  channel: 'resource',
  title: 'a resource policy lets the other account in',
  help: 'Each policy on a resource is asked whether anybody whom the other account controls, or a service that acts for it, is allowed anything, in any context. Name own principals only, and hold services to aws:SourceAccount.',
  *check({ own, other, adversary, policies, expand }) {
    for (const { resource, documents, guarded } of groupByResource(policies, 'resource', own)) {
      const found = explainReach(resource, documents, reach(guarded, adversary, expand));
      yield found;
      const services = servicesIn(documents);
      if (found.decision !== 'closed' || services.length === 0) continue;
      const from = `services acting for ${other.name} (${other.account})`;
      const reason = `${services.join(', ')} may act here for this account only`;
      yield { ...found, channel: 'service', from, reason, statement: null, asked: 0, statements: 0 };
    }
  },
};

/** The services that the policies allow something. */
function servicesIn(documents: readonly PlacedPolicy[]): string[] {
  const named = documents
    .flatMap(({ document }) => readPolicyDocument(document, 'resource').statements)
    .flatMap(({ effect, principal }) => {
      const names =
        effect === 'Allow' && principal && isObject(principal.value) ? principal.value['Service'] : undefined;
      return textList(names);
    });
  return [...new Set(named.filter((name) => typeof name === 'string'))];
}
