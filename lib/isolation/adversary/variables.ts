import type { StatementSource } from '../policy/document/policy-document';
import type { Principal } from '../policy/request/principal';
import { isList, isObject, joinText, type Resolved, type Text, textParts, Unknown } from '../template/value';
import { FILLER } from './instances';

/** What the request gives for a policy variable, by its key in lower case. */
export type Variables = (key: string) => Text | Unknown;

/** An id that IAM made for the other account. */
export const FOREIGN_ID = new Unknown('id of the adversary', 'an id that IAM made for the other account', {
  generated: true,
});

/** `${key}` or `${key, 'default'}`; not `${*}`, `${?}` and `${$}`, which stand for the character. */
const VARIABLE = /\$\{\s*([^\s,'{}*?$][^\s,'{}]*)\s*(?:,\s*'[^']*'\s*)?\}/g;

/** The values that a caller of the adversary's account gives for policy variables. What it can choose is the same word everywhere, so that any two are equal. */
export function variablesOf(principal: Principal | undefined, account: string, resourceAccount: string): Variables {
  const values: Readonly<Record<string, Text | Unknown>> = {
    'aws:principalaccount': account,
    'kms:calleraccount': account,
    'aws:sourceaccount': account,
    'aws:resourceaccount': resourceAccount,
    's3:resourceaccount': resourceAccount,
    'aws:userid': FOREIGN_ID,
    ...(principal?.kind === 'user' &&
      typeof principal.arn === 'string' && { 'aws:username': principal.arn.slice(principal.arn.lastIndexOf('/') + 1) }),
  };
  return (key) => values[key] ?? FILLER;
}

/** A pattern with its variables filled, and as written, because a policy of the old version has no variables. */
export function filled(pattern: Text, variables: Variables): Text[] {
  if (keysIn(pattern).length === 0) return [pattern];
  const pieces = textParts(pattern).flatMap((part) => {
    if (typeof part !== 'string') return [part];
    return part.split(VARIABLE).map((piece, index) => (index % 2 === 0 ? piece : variables(piece.toLowerCase())));
  });
  return [joinText(pieces), pattern];
}

/** Keys that the variables of statements ask for, in lower case. */
export function variableKeys(statements: readonly Pick<StatementSource, 'condition' | 'resource'>[]): Set<string> {
  const texts = statements.flatMap(({ resource, condition }) => [
    ...textsIn(resource?.value ?? null),
    ...textsIn(condition ?? null),
  ]);
  return new Set(texts.flatMap(keysIn));
}

function keysIn(pattern: Text): string[] {
  return textParts(pattern).flatMap((part) =>
    typeof part === 'string' && part.includes('${')
      ? Array.from(part.matchAll(VARIABLE), ([, key = '']) => key.toLowerCase())
      : [],
  );
}

function textsIn(value: Resolved): Text[] {
  if (isList(value)) return value.flatMap(textsIn);
  if (isObject(value)) return Object.values(value).flatMap(textsIn);
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'parts' in value) ? [value] : [];
}
