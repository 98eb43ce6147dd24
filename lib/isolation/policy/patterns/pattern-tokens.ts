import { type Text, textParts, Unknown } from '../../template/value';
import { MANY, MANY_IN_PART, ONE, ONE_IN_PART, type Wildcard } from './glob';

/** `${key}` or `${key, 'default'}`, replaced by the request's value. */
export class Variable {
  constructor(
    /** In lower case, as all context keys. */
    readonly key: string,
    readonly fallback: string | undefined,
  ) {}
}

export type Token = string | Wildcard | Unknown | Variable;

export interface TokenStyle {
  /** Whether `*` and `?` are wildcards; otherwise they stand for themselves. */
  readonly wildcards: boolean;
  /** Whether `${…}` is a variable: only in policies of version 2012-10-17. */
  readonly variables: boolean;
}

/**
 * Takes a pattern of a policy apart. `${*}`, `${?}` and `${$}` are the characters themselves.
 * Source: IAM user guide, "IAM policy elements: Variables and tags".
 */
export function tokenize(text: Text, { wildcards, variables }: TokenStyle): Token[] {
  const tokens: Token[] = [];
  for (const part of textParts(text)) {
    if (part instanceof Unknown) {
      tokens.push(part);
      continue;
    }
    for (let at = 0; at < part.length; ) {
      const character = part.charAt(at);
      if (variables && part.startsWith('${', at)) {
        const end = part.indexOf('}', at);
        const inside = end < 0 ? undefined : part.slice(at + 2, end);
        tokens.push(inside === undefined ? UNREADABLE : variableOf(inside));
        if (inside === undefined) return tokens;
        at = end + 1;
        continue;
      }
      if (wildcards && (character === '*' || character === '?')) addWildcard(tokens, character === '*' ? MANY : ONE);
      else addLiteral(tokens, character);
      at += 1;
    }
  }
  return tokens;
}

const UNREADABLE = new Unknown('policy-variable', 'a policy variable whose name cannot be read');
const VARIABLE = /^\s*([^\s,']+)\s*(?:,\s*'([^']*)'\s*)?$/;

function variableOf(inside: string): Token {
  if (inside === '*' || inside === '?' || inside === '$') return inside;
  const [, key, fallback] = VARIABLE.exec(inside) ?? [];
  return key === undefined ? UNREADABLE : new Variable(key.toLowerCase(), fallback);
}

function addLiteral(tokens: Token[], character: string): void {
  const last = tokens.at(-1);
  if (typeof last === 'string') tokens[tokens.length - 1] = last + character;
  else tokens.push(character);
}

function addWildcard(tokens: Token[], wildcard: Wildcard): void {
  if (!(wildcard.many && tokens.at(-1) === MANY)) tokens.push(wildcard);
}

/**
 * The pattern of a `Resource` element: a `*` that ends a part of the ARN "can expand to match beyond the colon
 * boundaries"; of one inside a part the guide does not say so. An ARN with fewer than six parts is completed by `*`.
 * Source: IAM user guide, "IAM JSON policy elements: Resource".
 */
export function resourceTokens(text: Text, variables: boolean): Token[] {
  const tokens = complete(tokenize(text, { wildcards: true, variables }));
  return tokens.map((token, index) => {
    if (token === ONE) return ONE_IN_PART;
    if (token !== MANY) return token;
    const next = tokens[index + 1];
    return next === undefined || (typeof next === 'string' && next.startsWith(':')) ? MANY : MANY_IN_PART;
  });
}

function complete(tokens: Token[]): Token[] {
  const first = tokens[0];
  if (typeof first !== 'string' || !first.startsWith('arn:')) return tokens;
  if (tokens.some((token) => token instanceof Unknown || token instanceof Variable)) return tokens;
  const missing = 6 - splitTokens(tokens).length;
  if (missing <= 0 || tokens.at(-1) === MANY) return tokens;
  return [...tokens, ...Array.from({ length: missing }).flatMap(() => [':', MANY])];
}

/** The six parts of an ARN, the last one with whatever colons it has; fewer when the text has fewer. */
export function splitTokens<T>(tokens: readonly (T | string)[]): (T | string)[][] {
  const parts: (T | string)[][] = [[]];
  for (const token of tokens) {
    if (typeof token !== 'string') {
      parts.at(-1)?.push(token);
      continue;
    }
    let rest = token;
    while (parts.length < 6 && rest.includes(':')) {
      const colon = rest.indexOf(':');
      if (colon > 0) parts.at(-1)?.push(rest.slice(0, colon));
      parts.push([]);
      rest = rest.slice(colon + 1);
    }
    if (rest !== '') parts.at(-1)?.push(rest);
  }
  return parts;
}
