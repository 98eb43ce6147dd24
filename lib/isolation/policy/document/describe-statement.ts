import { plainJson, type Resolved } from '../../template/value';
import type { StatementSource } from './policy-document';

/** A statement as JSON, unknown parts in braces. */
export function describeStatement({ sid, effect, principal, action, resource, condition }: StatementSource): string {
  const element = (name: string, source: { negated: boolean; value: Resolved } | undefined) =>
    source ? { [`${source.negated ? 'Not' : ''}${name}`]: plainJson(source.value) } : {};
  return JSON.stringify({
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect ?? '?',
    ...element('Principal', principal),
    ...element('Action', action),
    ...element('Resource', resource),
    ...(condition !== undefined && { Condition: plainJson(condition) }),
  });
}
