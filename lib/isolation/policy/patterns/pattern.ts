import { joinText, PartialText, type Text, textParts, Unknown } from '../../template/value';
import { ABSENT, KeyState, type RequestKeys } from '../request/request-keys';
import { and, MAYBE, NO, type Truth, truth, YES } from '../truth';
import { type Atom, atomsOf, matchAtoms } from './atoms';
import { compileGlob, type Wildcard } from './glob';
import { resourceTokens, splitTokens, type Token, tokenize, Variable } from './pattern-tokens';

export interface PatternStyle {
  /** `text`: as a whole. `arn`: the six parts of an ARN one by one. `resource`: as the `Resource` element matches. */
  readonly shape: 'text' | 'arn' | 'resource';
  readonly wildcards: boolean;
  readonly variables: boolean;
  readonly ignoreCase?: boolean;
}

/** A compiled value of a policy that texts of a request are matched against. */
export interface Pattern {
  match(text: Text, keys: RequestKeys): Truth;
  /** Whether it has a variable that the request gives no value for: such a pattern matches nothing. */
  isUnresolved(keys: RequestKeys): boolean;
}

/** Most patterns of a large policy are never evaluated, so each is compiled on first use. */
export function compilePattern(text: Text, style: PatternStyle): Pattern {
  return new LazyPattern(text, style);
}

class LazyPattern implements Pattern {
  private made: Pattern | undefined;

  constructor(
    private readonly text: Text,
    private readonly style: PatternStyle,
  ) {}

  match(text: Text, keys: RequestKeys): Truth {
    this.made ??= compile(this.text, this.style);
    return this.made.match(text, keys);
  }

  isUnresolved(keys: RequestKeys): boolean {
    this.made ??= compile(this.text, this.style);
    return this.made.isUnresolved(keys);
  }
}

function compile(text: Text, style: PatternStyle): Pattern {
  const read = style.shape === 'resource' ? resourceTokens(text, style.variables) : tokenize(text, style);
  const tokens = style.ignoreCase ? read.map(lowered) : read;
  const compare = (value: Text, known: readonly Token[] = tokens): Truth =>
    matchSymbolic(known, textParts(style.ignoreCase ? lower(value) : value), style);
  const symbolic = remembering((value) => compare(value));
  const plain = tokens.every(isPlain) ? compilePlain(tokens as (string | Wildcard)[], style) : undefined;
  if (plain) {
    return {
      match: (value) =>
        typeof value === 'string' ? plain(style.ignoreCase ? value.toLowerCase() : value) : symbolic(value),
      isUnresolved: () => false,
    };
  }
  const variables = tokens.filter((token) => token instanceof Variable);
  if (variables.length === 0) return { match: (value) => symbolic(value), isUnresolved: () => false };
  const isUnresolved = (keys: RequestKeys) =>
    variables.some(({ key, fallback }) => fallback === undefined && keys.key(key) === ABSENT);
  return {
    isUnresolved,
    match: (value, keys) => (isUnresolved(keys) ? NO : compare(value, substitute(tokens, keys, style))),
  };
}

/** A few texts with unknown parts are matched again and again: every resource of an audit against every policy. */
function remembering(match: (value: Text) => Truth): (value: Text) => Truth {
  let partial: WeakMap<PartialText, Truth> | undefined;
  let plain: Map<string, Truth> | undefined;
  return (value) => {
    const known = typeof value === 'string' ? plain?.get(value) : partial?.get(value);
    if (known !== undefined) return known;
    const found = match(value);
    if (typeof value !== 'string') {
      partial ??= new WeakMap();
      partial.set(value, found);
    } else {
      plain ??= new Map();
      if (plain.size < TEXTS_REMEMBERED) plain.set(value, found);
    }
    return found;
  };
}

const TEXTS_REMEMBERED = 256;

type PlainMatch = (value: string) => Truth;

function compilePlain(tokens: readonly (string | Wildcard)[], { shape }: PatternStyle): PlainMatch {
  const whole = compileGlob(tokens);
  if (shape === 'arn') return compileArn(tokens, whole);
  const limited = tokens.some((token) => typeof token === 'object' && !token.spansColons);
  if (!limited) return (value) => truth(whole(value));
  const pattern = tokens.flatMap(atoms);
  const colons = colonsIn(tokens.filter((token) => typeof token === 'string').join(''));
  // With no more colons than the pattern has itself, no wildcard can have met one.
  return (value) => (whole(value) ? (colonsIn(value) === colons ? YES : matchAtoms(pattern, value.split(''))) : NO);
}

function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count += 1;
  return count;
}

/** Source: IAM user guide, "Condition operators", ARN operators: each of the six parts is checked separately. */
function compileArn(tokens: readonly (string | Wildcard)[], whole: (value: string) => boolean): PlainMatch {
  const parts = splitTokens(tokens);
  if (parts.length < 6) return (value) => (whole(value) ? MAYBE : NO);
  const wildBefore = parts.slice(0, 5).some((part) => part.some((token) => typeof token === 'object'));
  if (!wildBefore) return (value) => truth(whole(value));
  const globs = parts.map((part) => compileGlob(part));
  return (value) => {
    let from = 0;
    for (let index = 0; index < 5; index++) {
      const colon = value.indexOf(':', from);
      if (colon < 0 || !globs[index]?.(value.slice(from, colon))) return NO;
      from = colon + 1;
    }
    return truth(globs[5]?.(value.slice(from)) ?? false);
  };
}

function matchSymbolic(tokens: readonly Token[], value: readonly (string | Unknown)[], style: PatternStyle): Truth {
  const [wantedStart, givenStart] = [tokens[0], value[0]];
  if (typeof wantedStart === 'string' && typeof givenStart === 'string' && !beginAlike(wantedStart, givenStart))
    return NO;
  if (style.shape === 'arn') {
    const [wanted, given] = [splitTokens(tokens), splitTokens(value)];
    if (wanted.length === 6 && given.length === 6) {
      return wanted.reduce<Truth>((all, part, index) => {
        return all === NO ? NO : and(all, matchAtoms(part.flatMap(atoms), (given[index] ?? []).flatMap(atoms)));
      }, YES);
    }
    return and(matchAtoms(tokens.flatMap(atoms), value.flatMap(atoms)), MAYBE);
  }
  return matchAtoms(tokens.flatMap(atoms), value.flatMap(atoms));
}

function beginAlike(left: string, right: string): boolean {
  return left.startsWith(right) || right.startsWith(left);
}

/** The values of variables are text, their `*` and `?` no wildcards. */
function substitute(tokens: readonly Token[], keys: RequestKeys, { ignoreCase }: PatternStyle): Token[] {
  return tokens.flatMap((token): Token[] => {
    if (!(token instanceof Variable)) return [token];
    const values = keys.key(token.key);
    if (values === ABSENT) return [token.fallback ?? ''];
    const [only, ...more] = values instanceof KeyState ? [] : values;
    if (only === undefined || more.length > 0) return [new Unknown(`key ${token.key}`, `the value of ${token.key}`)];
    return [...textParts(ignoreCase ? lower(only) : only)];
  });
}

function atoms(token: Token): Atom[] {
  return token instanceof Variable ? [] : atomsOf(token);
}

function isPlain(token: Token): boolean {
  return typeof token === 'string' || !(token instanceof Unknown || token instanceof Variable);
}

function lowered(token: Token): Token {
  return typeof token === 'string' ? token.toLowerCase() : token;
}

function lower(text: Text): Text {
  if (!(text instanceof PartialText)) return text.toLowerCase();
  return joinText(text.parts.map((part) => (typeof part === 'string' ? part.toLowerCase() : part)));
}
