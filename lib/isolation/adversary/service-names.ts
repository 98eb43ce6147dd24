import type { StatementSource } from '../policy/policy-document';
import { textParts } from '../template/value';
import { FILLER, instanceOf } from './instances';
import { conditionValues, principalsNamed } from './named-in';

/** Services that the adversary can make act, as far as the statements may mean them. */
export function serviceNames(statements: readonly StatementSource[]): string[] {
  const names = new Set<string>();
  for (const statement of statements) {
    const { effect, principal } = statement;
    if (effect === 'Deny' || !principal) continue;
    const named = principalsNamed(statement, 'Service');
    for (const text of named) {
      if (text !== '*')
        names.add(
          textParts(text)
            .map((part) => (typeof part === 'string' ? part : FILLER))
            .join(''),
        );
    }
    if (principal.value !== '*' && !principal.negated && !named.includes('*')) continue;
    const asked = conditionValues(statement, 'aws:principalservicename');
    for (const text of asked) if (typeof text === 'string') names.add(instanceOf(text));
    for (const name of SERVICES_OF_EVERYBODY) names.add(name);
  }
  return [...names];
}

/** Stand for all services where a statement lets everybody in. */
const SERVICES_OF_EVERYBODY = ['events.amazonaws.com', 's3.amazonaws.com'];
