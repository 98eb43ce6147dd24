import type { StatementSource } from '../policy/document/policy-document';
import { KeyState } from '../policy/request/request-keys';
import { describeText, isList, isObject, type Resolved } from '../template/value';
import type { Context } from './contexts';

/** A statement as JSON, unknown parts in braces. */
export function describeStatement({ sid, effect, principal, action, resource, condition }: StatementSource): string {
  const element = (name: string, source: { negated: boolean; value: Resolved } | undefined) =>
    source ? { [`${source.negated ? 'Not' : ''}${name}`]: plain(source.value) } : {};
  return JSON.stringify({
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect ?? '?',
    ...element('Principal', principal),
    ...element('Action', action),
    ...element('Resource', resource),
    ...(condition !== undefined && { Condition: plain(condition) }),
  });
}

/** A resolved value as JSON for people. */
export function plain(value: Resolved): unknown {
  if (isList(value)) return value.map(plain);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  if (typeof value === 'object' && value !== null) return 'parts' in value ? describeText(value) : `{${value.id}}`;
  return value;
}

/** Context keys for people: `aws:sourcearn=arn:…`; nothing when there are none. */
export function describeContext(context: Context): { context?: string } {
  const said = Object.entries(context).flatMap(([key, value]) =>
    value instanceof KeyState ? [] : [`${key}=${value.map(describeText).join(',')}`],
  );
  return said.length > 0 ? { context: said.join(' ') } : {};
}
