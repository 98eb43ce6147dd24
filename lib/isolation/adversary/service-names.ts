import type { StatementSource } from '../policy/document/policy-document';
import { textParts } from '../template/value';
import { FILLER, instanceOf } from './instances';
import { conditionValues, principalsNamed } from './statement-texts';

/** Services that the adversary can make act: all that a statement names, and a few others. The evaluator decides which of them a statement matches. */
export function serviceNames(statements: readonly StatementSource[]): string[] {
  const names = new Set<string>(SERVICES);
  for (const statement of statements) {
    if (statement.effect === 'Deny' || !statement.principal) continue;
    for (const text of principalsNamed(statement, 'Service')) {
      if (text !== '*')
        names.add(
          textParts(text)
            .map((part) => (typeof part === 'string' ? part : FILLER))
            .join(''),
        );
    }
    const asked = conditionValues(statement, 'aws:principalservicename');
    for (const text of asked) if (typeof text === 'string') names.add(instanceOf(text));
  }
  return [...names];
}

/** Examples for all services. */
const SERVICES = ['events.amazonaws.com', 's3.amazonaws.com'];
