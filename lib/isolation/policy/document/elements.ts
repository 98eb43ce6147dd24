import { isList, isObject, type Text, Unknown } from '../../template/value';
import { compilePattern, type Pattern } from '../patterns/pattern';
import type { Principal } from '../request/principal';
import { NO_KEYS, type RequestKeys } from '../request/request-keys';
import { MAYBE, NO, not, or, type Truth, YES } from '../truth';
import { type ElementSource, type Report, readTexts } from './policy-document';
import {
  ANY_PRINCIPAL,
  awsEntry,
  canonicalUserEntry,
  federatedEntry,
  isSparedByNotPrincipal,
  matchPrincipal,
  NO_PRINCIPAL,
  type PrincipalEntry,
  type PrincipalMatch,
  serviceEntry,
  UNKNOWN_PRINCIPAL,
} from './principal-entry';

export type ActionElement = (action: string) => Truth;
export type ResourceElement = (resource: Text, keys: RequestKeys) => Truth;
/** @param bounded whether the caller has a permissions boundary */
export type PrincipalElement = (principal: Principal, bounded: boolean) => PrincipalMatch;

/** `Action` or `NotAction`; the action to match in lower case. Source: "IAM JSON policy elements: Action". */
export function compileAction(source: ElementSource | undefined, report: Report): ActionElement {
  if (!source) return () => MAYBE;
  const patterns = readTexts(source.value, source.at, report).map((text) => {
    if (typeof text === 'string' && !/^(?:\*|\*:\*|[a-z0-9-]+:[^\s:]+)$/i.test(text)) {
      report(source.at, `${text || 'an empty text'} is no action; it must be * or <service>:<action>`);
    }
    return text === undefined
      ? undefined
      : compilePattern(text, { shape: 'text', wildcards: true, variables: false, ignoreCase: true });
  });
  return (action) => negate(source, any(patterns, action, NO_KEYS));
}

/** `Resource` or `NotResource`; a policy that stands on its resource need not have one. */
export function compileResource(
  source: ElementSource | undefined,
  needed: boolean,
  variables: boolean,
  report: Report,
): ResourceElement {
  if (!source) return needed ? () => MAYBE : () => YES;
  const patterns = readTexts(source.value, source.at, report).map((text) =>
    text === undefined ? undefined : compilePattern(text, { shape: 'resource', wildcards: true, variables }),
  );
  return (resource, keys) => {
    const matched = any(patterns, resource, keys);
    if (!source.negated) return matched;
    return not(or(matched, patterns.some((pattern) => pattern?.isUnresolved(keys)) ? MAYBE : NO));
  };
}

function any(patterns: readonly (Pattern | undefined)[], value: Text, keys: RequestKeys): Truth {
  let found: Truth = NO;
  for (const pattern of patterns) {
    found = or(found, pattern ? pattern.match(value, keys) : MAYBE);
    if (found === YES) return YES;
  }
  return found;
}

function negate({ negated }: ElementSource, truth: Truth): Truth {
  return negated ? not(truth) : truth;
}

/** `Principal` or `NotPrincipal`. Source: "AWS JSON policy elements: Principal" and "… NotPrincipal". */
export function compilePrincipal(
  source: ElementSource | undefined,
  effect: 'Allow' | 'Deny' | undefined,
  report: Report,
): PrincipalElement {
  if (!source) return (principal) => UNKNOWN_PRINCIPAL(principal);
  const entries = readEntries(source, report);
  if (!source.negated) return (principal) => matchPrincipal(entries, principal);
  if (effect !== 'Deny') {
    report(source.at, 'only a Deny can have NotPrincipal');
    return (principal) => UNKNOWN_PRINCIPAL(principal);
  }
  return (principal, bounded) => ({
    ...NO_PRINCIPAL,
    self: not(isSparedByNotPrincipal(matchPrincipal(entries, principal), principal, bounded)),
  });
}

function readEntries({ value, at }: ElementSource, report: Report): PrincipalEntry[] {
  if (value === '*') return [ANY_PRINCIPAL];
  if (!isObject(value)) {
    if (value instanceof Unknown) return [UNKNOWN_PRINCIPAL];
    report(
      at,
      isList(value) ? 'must not be a list' : 'must be * or an object with AWS, Service, Federated, CanonicalUser',
    );
    return [UNKNOWN_PRINCIPAL];
  }
  if (Object.keys(value).length === 0) report(at, 'names nobody');
  return Object.entries(value).flatMap(([type, names]) => {
    const compile = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
    if (!compile) report(`${at}.${type}`, 'must be AWS, Service, Federated or CanonicalUser');
    return readTexts(names, `${at}.${type}`, report).map((text) => {
      const entry = text !== undefined && compile ? compile(text) : undefined;
      if (entry === undefined && text !== undefined && compile) {
        report(`${at}.${type}`, 'must be *, an account id or the whole ARN of an account, user, role or session');
      }
      return entry ?? UNKNOWN_PRINCIPAL;
    });
  });
}

const TYPES: Record<string, (text: Text) => PrincipalEntry | undefined> = {
  AWS: awsEntry,
  Service: serviceEntry,
  Federated: federatedEntry,
  CanonicalUser: canonicalUserEntry,
};
